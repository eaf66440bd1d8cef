import {
  at,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  stringAt,
} from '../../../kubernetes/kubernetes-object.rules';
import { matchesSelector } from '../../../kubernetes/label-selector.rules';
import { networkOf } from '../../../kubernetes/validation/addresses.rules';
import { Facts } from '../../facts/facts.rules';
import { albIngressesOf, classSettings } from '../../reading/alb.rules';
import { optionProblems } from '../../reading/load-balancer-options.rules';
import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const ingressClassSettings: Rule = {
  id: 'ingress-class-settings',
  area: 'Network',
  severity: 'error',
  description: 'parameters of an IngressClass that the load balancer controller rejects, or whose namespaceSelector excludes an Ingress',
  reason: 'the webhook of the controller rejects the IngressClassParams, or the controller rejects the Ingress: "invalid ingress class"',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/',
  check: (facts) => [
    ...facts.objects
      .filter(({ value }) => groupKindOf(value) === 'elbv2.k8s.aws/IngressClassParams')
      .flatMap(({ path, value }) =>
        [...blockProblems(value), ...subnetProblems(value), ...optionProblems(value, facts)].map((problem) => ({
          path,
          finding: `${describeObject(value)}: ${problem}`,
          remediation: 'Correct the spec',
        })),
      ),
    ...facts.manifests
      .ofKind('networking.k8s.io/IngressClass')
      .filter(({ value }) => hasUnknownParameters(value))
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} references unknown parameters: '${describeParameters(value)}'`,
        remediation: 'Set apiGroup: elbv2.k8s.aws and kind: IngressClassParams',
      })),
    ...albIngressesOf(facts).flatMap(({ path, value }) => excludedBy(path, value, facts)),
  ],
};

/** Source: aws-load-balancer-controller v3.5.0, pkg/ingress/class_loader.go, Load. */
function hasUnknownParameters({ spec }: KubernetesObject): boolean {
  const parameters = at(spec, 'parameters');
  if (stringAt(spec, 'controller') !== 'ingress.k8s.aws/alb' || typeof parameters !== 'object' || parameters === null) return false;
  const [group, kind] = [at(parameters, 'apiGroup'), at(parameters, 'kind')];
  return ![group, kind].some(isDeployTimeValue) && (group !== 'elbv2.k8s.aws' || kind !== 'IngressClassParams');
}

const describeParameters = ({ spec }: KubernetesObject): string =>
  [stringAt(spec, 'parameters', 'apiGroup'), stringAt(spec, 'parameters', 'kind')].filter(Boolean).join('/');

/** Source: webhooks/elbv2/ingressclassparams_validator.go. */
function blockProblems({ spec }: KubernetesObject): string[] {
  return listAt(spec, 'inboundCIDRs')
    .map(String)
    .filter((block) => !isDeployTimeValue(block))
    .flatMap((block) => {
      const network = networkOf(block);
      if (network === undefined) return [`inboundCIDRs has '${block}': Could not be parsed as a CIDR`];
      const [address, size] = block.split('/');
      const bits = networkOf(`${address}/${network.startsWith('v4:') ? 32 : 128}`)?.slice('v4:'.length) ?? '';
      return bits.slice(Number(size)).includes('1') ? [`inboundCIDRs has '${block}': Network contains bits outside prefix`] : [];
    });
}

function subnetProblems({ spec }: KubernetesObject): string[] {
  const subnets = at(spec, 'subnets');
  if (typeof subnets !== 'object' || subnets === null) return [];
  const [ids, tags] = [at(subnets, 'ids'), at(subnets, 'tags')];
  if (ids === undefined && tags === undefined) return ['subnets must have either `ids` or `tags`'];
  if (ids !== undefined && tags !== undefined) return ['subnets may not have both `ids` and `tags` set'];
  const values = listAt(subnets, 'ids').map(String);
  const twice = values.find((id, index) => values.indexOf(id) !== index && !isDeployTimeValue(id));
  return twice === undefined ? [] : [`subnets.ids has '${twice}' twice`];
}

/** Source: pkg/ingress/class_loader.go, validateIngressClassParamsNamespaceRestriction. */
function excludedBy(path: string, ingress: KubernetesObject, facts: Facts): Violation[] {
  const selector = at(classSettings(ingress, facts), 'namespaceSelector');
  const name = namespaceOf(ingress);
  const namespace = facts.manifests.find('/Namespace', undefined, name)?.value;
  if (selector === undefined || namespace === undefined || name === undefined || isDeployTimeValue(namespace.metadata?.labels)) return [];
  const labels = { 'kubernetes.io/metadata.name': name, ...mapAt(namespace, 'metadata', 'labels') };
  if (matchesSelector(selector, labels, () => false) !== false) return [];
  return [
    {
      path,
      finding:
        `${describeObject(ingress)} has the class '${stringAt(ingress, 'spec', 'ingressClassName')}', ` +
        'whose namespaceSelector does not select its namespace',
      remediation: 'Label the namespace as the selector requires, or use another class',
      // labels may be added elsewhere
      severity: facts.scopeComplete ? undefined : 'warning',
    },
  ];
}
