import { Manifests, PodMaker } from './manifests.rules';
import { at, isFilledIn, KubernetesObject, listAt, namespaceOf, textAt } from '../../kubernetes/kubernetes-object.rules';
import { selects } from '../../kubernetes/label-selector.rules';

export type Direction = 'Ingress' | 'Egress';

/** What policies let through: peers (none for everybody) and ports (none for all). */
export interface Opening {
  readonly peers: readonly unknown[];
  readonly ports: readonly unknown[];
}

/** What certainly holds for pods. */
export interface Limits {
  readonly policies: readonly KubernetesObject[];
  readonly openings: readonly Opening[];
}

/** Policies of other kinds, which may let through what those of Kubernetes do not. */
const OTHER_POLICIES = [
  'cilium.io/CiliumNetworkPolicy', 'cilium.io/CiliumClusterwideNetworkPolicy', 'crd.projectcalico.org/NetworkPolicy', 'crd.projectcalico.org/GlobalNetworkPolicy', 'projectcalico.org/NetworkPolicy', 'projectcalico.org/GlobalNetworkPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy', 'policy.networking.k8s.io/ClusterNetworkPolicy', 'networking.k8s.aws/ApplicationNetworkPolicy', 'networking.k8s.aws/ClusterNetworkPolicy',
];

/**
 * The policies that certainly say who may reach pods, or whom they may reach, and what all that may say it let through. Any at all means that
 * nothing else is let through; nothing where there are none, or others may decide.
 */
export function limitsOf(manifests: Manifests, direction: Direction, maker: PodMaker): Limits | undefined {
  const about = manifests.ofKind('networking.k8s.io/NetworkPolicy').map(({ value }) => value).filter((policy) => isAbout(policy, direction) !== false);
  const policies = about.filter((policy) => isAbout(policy, direction) === true && namespaceOf(policy) === maker.namespace && selects(at(policy, 'spec', 'podSelector'), maker.labels) === true);
  if (policies.length === 0 || OTHER_POLICIES.some((kind) => manifests.ofKind(kind).length > 0)) return undefined;
  return { policies, openings: about.filter((policy) => mayHoldFor(policy, maker, manifests)).flatMap((policy) => openingsOf(policy, direction)) };
}

const mayHoldFor = (policy: KubernetesObject, maker: PodMaker, manifests: Manifests): boolean =>
  isFilledIn(namespaceOf(policy)) || (namespaceOf(policy) === maker.namespace && maySelect(at(policy, 'spec', 'podSelector'), maker, manifests));

const maySelect = (selector: unknown, maker: PodMaker, manifests: Manifests): boolean =>
  selects(selector, maker.labels) !== false || manifests.selected(maker.namespace, selector).includes(maker);

// without policyTypes a policy is about what comes in, and about what goes out where it says so
function isAbout(policy: KubernetesObject, direction: Direction): boolean | undefined {
  const types = listAt(policy, 'spec', 'policyTypes');
  if (!types.includes(direction) && (isFilledIn(at(policy, 'spec', 'policyTypes')) || types.some(isFilledIn))) return undefined;
  return types.length > 0 ? types.includes(direction) : direction === 'Ingress' || listAt(policy, 'spec', 'egress').length > 0;
}

function openingsOf(policy: KubernetesObject, direction: Direction): Opening[] {
  const rules = at(policy, 'spec', direction.toLowerCase());
  if (isFilledIn(rules)) return [{ peers: [], ports: [] }];
  return listAt(policy, 'spec', direction.toLowerCase()).map((rule) => ({ peers: listAt(rule, direction === 'Ingress' ? 'from' : 'to'), ports: listAt(rule, 'ports') }));
}

/** Whether ports of a rule hold one of these, by number or name, for a protocol where one is named; yes where that is not known. */
export function opens(ports: readonly unknown[], wanted: readonly (number | string)[], protocol?: 'TCP' | 'UDP'): boolean {
  return ports.length === 0 || wanted.some(isFilledIn) || ports.some((each) => isOf(each, protocol) && holds(each, wanted));
}

function isOf(port: unknown, protocol: 'TCP' | 'UDP' | undefined): boolean {
  const own = textAt(port, 'protocol') ?? 'TCP';
  return protocol === undefined || isFilledIn(port) || isFilledIn(own) || own === protocol;
}

function holds(each: unknown, wanted: readonly (number | string)[]): boolean {
  const [port, end] = [at(each, 'port'), at(each, 'endPort')];
  if (port === undefined || port === null || isFilledIn(port) || isFilledIn(end)) return true;
  if (typeof port === 'number' && typeof end === 'number') return wanted.some((one) => typeof one === 'number' && one >= port && one <= end);
  return wanted.includes(port as number | string);
}

/** The makers of pods to which a Service certainly leads: what runs once, with the same labels, answers nobody. */
export const servedBy = (manifests: Manifests, service: KubernetesObject): PodMaker[] => manifests.behind(service)
  .filter(({ groupKind, labels }) => !groupKind.startsWith('batch/') && selects({ matchLabels: at(service, 'spec', 'selector') }, labels) === true);
