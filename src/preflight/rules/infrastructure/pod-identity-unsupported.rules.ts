import { namespaceOf, podSpecOf, serviceAccountOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { selectsPods } from '../../../nodes/fargate/fargate.rules';
import { Unsupported, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { Rule } from '../../rule';

const { reason: fargateReason, source } = NODE_FEATURES.podIdentity.fargate as Unsupported;
const WINDOWS = 'there is no Pod Identity agent for Windows';

export const podIdentityUnsupported: Rule = {
  id: 'pod-identity-unsupported',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Pod Identity for pods on Fargate or Windows nodes',
  reason: 'an agent on the node provides the credentials of Pod Identity: without it, every AWS API call fails',
  source,
  check: ({ podIdentities, objects, fargateSelectors }) =>
    objects.flatMap(({ path, value }) => {
      const pod = podSpecOf(value);
      const namespace = namespaceOf(value) ?? 'default';
      const account = serviceAccountOf(pod);
      if (pod === undefined || !podIdentities.some(({ value: each }) => each.namespace === namespace && each.name === account)) return [];
      const isOnFargate = fargateSelectors.some((selector) => selectsPods(selector, value));
      const reason = isOnFargate ? `run on Fargate: ${fargateReason}` : windowsReason(pod);
      return reason === undefined
        ? []
        : [
            {
              path,
              finding: `pods of ${value.kind} '${namespace}/${value.metadata?.name}' use Pod Identity and ${reason}`,
              remediation:
                'Use IRSA instead of the association: annotate the service account with eks.amazonaws.com/role-arn, or set identityType ' +
                'to IdentityType.irsa()',
            },
          ];
    }),
};

const windowsReason = (pod: unknown): string | undefined => (isWindows(pod) ? `run on Windows: ${WINDOWS}` : undefined);

const isWindows = (pod: unknown): boolean =>
  stringAt(pod, 'nodeSelector', 'kubernetes.io/os') === 'windows' || stringAt(pod, 'os', 'name') === 'windows';
