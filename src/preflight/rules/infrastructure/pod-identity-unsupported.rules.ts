import { namespaceOf, podSpecOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { selectsPods } from '../../../nodes/fargate/fargate.rules';
import { No, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { Rule } from '../../rule';

const { no, source } = NODE_FEATURES.podIdentity.fargate as No;
const WINDOWS = 'there is no Pod Identity agent for Windows';

export const podIdentityUnsupported: Rule = {
  id: 'pod-identity-unsupported',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'Pod Identity for pods on Fargate or Windows',
  why: 'credentials of Pod Identity come from an agent on the node, and without it every call to AWS fails',
  source,
  check: ({ podIdentities, objects, fargate }) => objects.flatMap(({ path, value }) => {
    const pod = podSpecOf(value);
    const namespace = namespaceOf(value) ?? 'default';
    const account = textAt(pod, 'serviceAccountName') ?? textAt(pod, 'serviceAccount') ?? 'default';
    if (pod === undefined || !podIdentities.some(({ value: each }) => each.namespace === namespace && each.name === account)) return [];
    const reason = fargate.some((selector) => selectsPods(selector, value)) ? `run on Fargate: ${no}` : isWindows(pod) ? `run on Windows: ${WINDOWS}` : undefined;
    return reason === undefined ? [] : [{
      path, what: `pods of ${value.kind} '${namespace}/${value.metadata?.name}' use Pod Identity and ${reason}`, fix: 'Give their identity IRSA: mechanism: IdentityMechanism.irsa()',
    }];
  }),
};

const isWindows = (pod: unknown): boolean => textAt(pod, 'nodeSelector', 'kubernetes.io/os') === 'windows' || textAt(pod, 'os', 'name') === 'windows';
