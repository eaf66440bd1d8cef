import { labelOf, LabelValues, NodeCandidate } from './node-candidate.rules';
import { Labels } from '../../kubernetes/label-selector.rules';

export const ZONE = 'topology.kubernetes.io/zone';
export const NODE = 'kubernetes.io/hostname';

/** Values of a topology key on the nodes of a candidate, `undefined` among them if nodes may lack the label; undefined if not known. */
export function topologyValues(place: NodeCandidate, key: string): readonly (string | undefined)[] | undefined {
  if (key === NODE) return [place.name];
  const values = place.shapes.map((shape): LabelValues | 'absent' => labelOf(place, shape, key));
  if (values.includes('unknown')) return undefined;
  return [...new Set(values.flatMap((each) => (typeof each === 'string' ? [undefined] : each)))];
}

/** The most domains that nodes may be in; undefined where that is not known. Nodes without the label are in none. */
export function maxDomains(places: readonly NodeCandidate[], key: string): number | undefined {
  const counts = places.map(({ elastic, maxNodes }) => (elastic ? undefined : maxNodes));
  const nodes = counts.every((each) => each !== undefined) ? counts.reduce((sum, each) => sum + each, 0) : undefined;
  if (key === NODE) return nodes;
  const values = places.map((place) => topologyValues(place, key)?.filter((each) => each !== undefined));
  if (values.some((each) => each === undefined)) return undefined;
  const all = new Set(values.flatMap((each) => each!));
  // one node is in one domain
  const each = values.map((own, index) => Math.min(own!.length, counts[index] ?? Infinity));
  return Math.min(
    all.size,
    each.reduce((sum, count) => sum + count, 0),
  );
}

/** Whether all nodes of these candidates have a topology key for certain. */
export const allHave = (places: readonly NodeCandidate[], key: string): boolean =>
  places.every((place) => topologyValues(place, key)?.every((value) => value !== undefined) ?? key === ZONE);

/** Whether no node of these candidates has a topology key. */
export const noneHas = (places: readonly NodeCandidate[], key: string): boolean =>
  key !== NODE && places.every((place) => place.shapes.every((shape) => labelOf(place, shape, key) === 'absent'));

/** Labels that controllers give to all pods of one version alike. */
const REVISION_LABELS = new Set(['pod-template-hash', 'controller-revision-hash']);

/** Whether all pods of an object have the same values of these labels: then they count each other. */
export function isSameForAll(keys: unknown, labels: Labels): boolean {
  const isSame = (key: unknown) => REVISION_LABELS.has(String(key)) || Object.keys(labels).includes(String(key));
  return keys === undefined || keys === null || (Array.isArray(keys) && keys.every(isSame));
}
