import { NodeCandidate } from './node-candidate.rules';
import { Labels } from '../../kubernetes/label-selector.rules';

export const ZONE = 'topology.kubernetes.io/zone';
const NODE = 'kubernetes.io/hostname';

/** The most domains that nodes may be in; nothing where that is not known. */
export function maxDomains(places: readonly NodeCandidate[], key: string): number | undefined {
  switch (key) {
    case ZONE: {
      const zones = places.map((place) => place.zones);
      return zones.includes(undefined) ? undefined : new Set(zones.flat()).size;
    }
    case NODE: {
      const most = places.map(({ elastic, maxNodes }) => (elastic ? undefined : maxNodes));
      return most.every((each) => each !== undefined) ? most.reduce((sum, each) => sum + each, 0) : undefined;
    }
    default:
      return undefined;
  }
}

/** Labels that controllers give to all pods of one version alike. */
const REVISION_LABELS = new Set(['pod-template-hash', 'controller-revision-hash']);

/** Whether all pods of an object have the same values of these labels: then they count each other. */
export function isSameForAll(keys: unknown, labels: Labels): boolean {
  const isSame = (key: unknown) => REVISION_LABELS.has(String(key)) || Object.keys(labels).includes(String(key));
  return keys === undefined || keys === null || (Array.isArray(keys) && keys.every(isSame));
}
