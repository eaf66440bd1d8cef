import { selects } from './label-selector.rules';
import { Manifests, PodMaker } from './manifests.rules';
import { at, KubernetesObject, listAt, namespaceOf } from '../inventory/kubernetes-object.rules';

export type Direction = 'Ingress' | 'Egress';

/** The policies that say who may reach pods, or whom they may reach. Any at all means that nothing else is let through. */
export function policiesOf(manifests: Manifests, direction: Direction, { namespace, labels }: PodMaker): KubernetesObject[] {
  return manifests.ofKind('networking.k8s.io/NetworkPolicy').map(({ value }) => value)
    .filter((policy) => (namespaceOf(policy) ?? 'default') === namespace && selects(at(policy, 'spec', 'podSelector'), labels) === true && isAbout(policy, direction));
}

// without policyTypes a policy is about what comes in, and about what goes out where it says so
function isAbout(policy: KubernetesObject, direction: Direction): boolean {
  const types = listAt(policy, 'spec', 'policyTypes');
  return types.length > 0 ? types.includes(direction) : direction === 'Ingress' || listAt(policy, 'spec', 'egress').length > 0;
}

/** What policies let through: their rules, with the peers (nothing for everybody) and ports (nothing for all). */
export const openingsOf = (policies: readonly KubernetesObject[], direction: Direction): { readonly peers: readonly unknown[]; readonly ports: readonly unknown[] }[] =>
  policies.flatMap((policy) => listAt(policy, 'spec', direction.toLowerCase())).map((rule) => ({ peers: listAt(rule, direction === 'Ingress' ? 'from' : 'to'), ports: listAt(rule, 'ports') }));

/** Whether ports of a rule hold one of these, by number or name; yes where that is not known. */
export function opens(ports: readonly unknown[], wanted: readonly (number | string)[]): boolean {
  return ports.length === 0 || ports.some((each) => {
    const port = at(each, 'port');
    const end = at(each, 'endPort');
    if (port === undefined) return true;
    if (typeof port === 'number' && typeof end === 'number') return wanted.some((one) => typeof one === 'number' && one >= port && one <= end);
    return wanted.includes(port as number | string) || (typeof port === 'string' && port.includes('<'));
  });
}
