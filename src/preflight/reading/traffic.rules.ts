import { Manifests, Workload } from './workloads.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { matchesSelector } from '../../kubernetes/label-selector.rules';

export type Direction = 'Ingress' | 'Egress';

/** What policies let through: peers (none for everybody) and ports (none for all). */
export interface AllowRule {
  readonly peers: readonly unknown[];
  readonly ports: readonly unknown[];
}

/** What certainly holds for pods. */
export interface TrafficIsolation {
  readonly policies: readonly KubernetesObject[];
  readonly allowRules: readonly AllowRule[];
}

/** Policies of other kinds, which may let through what those of Kubernetes do not. */
const OTHER_POLICIES = [
  'cilium.io/CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy',
  'projectcalico.org/NetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy',
  'networking.k8s.aws/ApplicationNetworkPolicy',
  'networking.k8s.aws/ClusterNetworkPolicy',
];

/**
 * The policies that certainly say who may reach pods, or whom they may reach, and what all that may say it let through. Any at all means
 * that nothing else is let through; nothing where there are none, or others may decide.
 */
export function isolationOf(manifests: Manifests, direction: Direction, maker: Workload): TrafficIsolation | undefined {
  if (OTHER_POLICIES.some((kind) => manifests.ofKind(kind).length > 0)) return undefined;
  const { byWorkload, ofUnknownNamespaces } = manifests.memoize(`policies ${direction}`, () => policiesOf(manifests, direction));
  const mayApply = byWorkload.get(maker) ?? [];
  const policies = mayApply.filter(
    (policy) =>
      appliesToDirection(policy, direction) === true && matchesSelector(at(policy, 'spec', 'podSelector'), maker.podLabels) === true,
  );
  if (policies.length === 0) return undefined;
  return { policies, allowRules: [...mayApply, ...ofUnknownNamespaces].flatMap((policy) => allowRulesOf(policy, direction)) };
}

interface PoliciesOfWorkloads {
  /** policies that select, or may select, the pods of a workload. */
  readonly byWorkload: ReadonlyMap<Workload, readonly KubernetesObject[]>;
  readonly ofUnknownNamespaces: readonly KubernetesObject[];
}

// once for all workloads: each may have policies of its own
function policiesOf(manifests: Manifests, direction: Direction): PoliciesOfWorkloads {
  const byWorkload = new Map<Workload, KubernetesObject[]>();
  const about = manifests
    .ofKind('networking.k8s.io/NetworkPolicy')
    .map(({ value }) => value)
    .filter((policy) => appliesToDirection(policy, direction) !== false);
  for (const policy of about.filter((each) => !isDeployTimeValue(namespaceOf(each)))) {
    for (const maker of manifests.selectedBy(namespaceOf(policy) ?? 'default', at(policy, 'spec', 'podSelector'))) {
      byWorkload.set(maker, [...(byWorkload.get(maker) ?? []), policy]);
    }
  }
  return { byWorkload, ofUnknownNamespaces: about.filter((policy) => isDeployTimeValue(namespaceOf(policy))) };
}

// without policyTypes a policy is about what comes in, and about what goes out where it says so
function appliesToDirection(policy: KubernetesObject, direction: Direction): boolean | undefined {
  const types = listAt(policy, 'spec', 'policyTypes');
  if (!types.includes(direction) && (isDeployTimeValue(at(policy, 'spec', 'policyTypes')) || types.some(isDeployTimeValue))) {
    return undefined;
  }
  return types.length > 0 ? types.includes(direction) : direction === 'Ingress' || listAt(policy, 'spec', 'egress').length > 0;
}

function allowRulesOf(policy: KubernetesObject, direction: Direction): AllowRule[] {
  const rules = at(policy, 'spec', direction.toLowerCase());
  if (isDeployTimeValue(rules)) return [{ peers: [], ports: [] }];
  return listAt(policy, 'spec', direction.toLowerCase()).map((rule) => ({
    peers: listAt(rule, direction === 'Ingress' ? 'from' : 'to'),
    ports: listAt(rule, 'ports'),
  }));
}

/** Whether ports of a rule hold one of these, by number or name, for a protocol where one is named; yes where that is not known. */
export function allowsPort(ports: readonly unknown[], wanted: readonly (number | string)[], protocol?: 'TCP' | 'UDP'): boolean {
  return ports.length === 0 || wanted.some(isDeployTimeValue) || ports.some((each) => isOf(each, protocol) && includesPort(each, wanted));
}

function isOf(port: unknown, protocol: 'TCP' | 'UDP' | undefined): boolean {
  const own = stringAt(port, 'protocol') ?? 'TCP';
  return protocol === undefined || isDeployTimeValue(port) || isDeployTimeValue(own) || own === protocol;
}

function includesPort(each: unknown, wanted: readonly (number | string)[]): boolean {
  const [port, end] = [at(each, 'port'), at(each, 'endPort')];
  if (port === undefined || port === null || isDeployTimeValue(port) || isDeployTimeValue(end)) return true;
  if (typeof port === 'number' && typeof end === 'number') {
    return wanted.some((one) => typeof one === 'number' && one >= port && one <= end);
  }
  return wanted.includes(port as number | string);
}

/** The workloads to whose pods a Service certainly leads: Jobs with the same labels serve no requests, and are left out. */
export const backendWorkloadsOf = (manifests: Manifests, service: KubernetesObject): Workload[] =>
  manifests
    .backendsOf(service)
    .filter(
      ({ groupKind, podLabels }) =>
        !groupKind.startsWith('batch/') && matchesSelector({ matchLabels: at(service, 'spec', 'selector') }, podLabels) === true,
    );
