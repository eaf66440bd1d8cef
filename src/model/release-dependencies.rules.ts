import { Dependency } from './dependency.rules';
import { Provision } from './match.rules';
import { keyOf, object, CapabilityData } from '../catalog/capability.rules';
import { BUILT_IN_NAMESPACES } from '../kubernetes/kinds.data';

/** A Helm release, whose objects are not known. */
export interface Release {
  readonly namespace: string;
  /** Helm creates the namespace where it does not exist. */
  readonly createsNamespace: boolean;
  readonly values: unknown;
  /** the service account of its row in the catalogue. */
  readonly identity?: { readonly namespace: string; readonly serviceAccount: string };
}

/** What the values of a release may name, in its namespace. */
const NAMED_KINDS = new Set(['ConfigMap', 'Secret', 'ServiceAccount']);

/** The namespace that a release creates, unless something else in the app does. */
export function namespaceOfRelease<By>({ namespace, createsNamespace }: Release, others: readonly Provision<By>[]): CapabilityData[] {
  const created = object('', 'Namespace', namespace);
  const isCreated = others.some(({ capability }) => keyOf(capability) === keyOf(created));
  return createsNamespace && !BUILT_IN_NAMESPACES.has(namespace) && !isCreated ? [created] : [];
}

/**
 * What a release comes after: its namespace, the ConfigMaps, Secrets and ServiceAccounts of its namespace that its values name, and the
 * permissions of its service accounts. All of it gives way where other dependencies say the opposite.
 *
 * A deployment that runs pods may wait for the release: the release does not wait for it because of the namespace alone, which both create.
 */
export function releaseDependencies<By>(
  release: Release,
  provisions: readonly Provision<By>[],
  runsPods: (provider: By) => boolean,
): Dependency[] {
  const { namespace } = release;
  const created = object('', 'Namespace', namespace);
  const creators = provisions.filter(({ capability }) => keyOf(capability) === keyOf(created));
  const waits = !release.createsNamespace || !creators.some(({ provider }) => runsPods(provider));
  const strings = new Set(stringsIn(release.values));
  const named = new Map<string, CapabilityData>();
  for (const { capability } of provisions) {
    if (isNamedBy(strings, namespace, capability) || isIdentityOf(release, strings, capability)) named.set(keyOf(capability), capability);
  }
  return [
    ...(waits && creators.length > 0 ? [{ capability: created, optional: true, late: 'namespace' as const }] : []),
    ...[...named.values()].map((capability) => ({ capability, optional: true, late: 'named' as const })),
  ];
}

const isNamedBy = (strings: ReadonlySet<string>, namespace: string, thing: CapabilityData): boolean =>
  thing.type === 'object' && thing.group === '' && thing.namespace === namespace && NAMED_KINDS.has(thing.kind) && strings.has(thing.name);

// of a namespace of its own, every service account may be its; of kube-system, those that the values or the catalogue name
function isIdentityOf({ namespace, identity }: Release, strings: ReadonlySet<string>, thing: CapabilityData): boolean {
  if (thing.type !== 'feature' || !thing.name.startsWith('identity ')) return false;
  const [place, account] = thing.name.replace('identity ', '').split('/');
  if (identity && place === identity.namespace && account === identity.serviceAccount) return true;
  return place === namespace && (!BUILT_IN_NAMESPACES.has(namespace) || strings.has(account));
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
