import { AFTER_CUSTOM_RESOURCES, APPLY_ORDER } from './apply-order.data';
import { groupKindOf, groupOf, KubernetesObject, listAt } from '../kubernetes/kubernetes-object.rules';

const CUSTOM_RESOURCE = APPLY_ORDER.length;
const RANKS = new Map([
  ...APPLY_ORDER.flatMap((kinds, rank) => kinds.map((kind): [string, number] => [kind, rank])),
  ...AFTER_CUSTOM_RESOURCES.flatMap((kinds, rank) => kinds.map((kind): [string, number] => [kind, CUSTOM_RESOURCE + 1 + rank])),
]);

/** Of webhook configurations and APIServices, whose pods are waited for before. */
export const CALLS_PODS = CUSTOM_RESOURCE + AFTER_CUSTOM_RESOURCES.length;
/** Of objects that a webhook of the same manifest checks. */
const GUARDED = CALLS_PODS + 1;

/** Whether a kind is not of Kubernetes itself, as far as the order knows. */
export const isCustomResource = (object: KubernetesObject): boolean => !RANKS.has(groupKindOf(object));

/** The rank of an object in the order of a manifest; objects of one rank are applied at a time. */
export function rankIn(manifest: readonly KubernetesObject[]): (object: KubernetesObject) => number {
  const guarded = guardedGroupsIn(manifest);
  return (object) => {
    const known = RANKS.get(groupKindOf(object));
    if (known !== undefined) return known;
    return guarded.has(groupOf(object.apiVersion)) ? GUARDED : CUSTOM_RESOURCE;
  };
}

/** Objects in the order in which they are applied; those of one rank stay as they are. */
export function inApplyOrder<T extends KubernetesObject>(objects: readonly T[]): T[] {
  const rank = rankIn(objects);
  return objects
    .map((object, index) => ({ object, index, rank: rank(object) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ object }) => object);
}

/** API groups of custom resources that a webhook of the manifest is called for. */
function guardedGroupsIn(manifest: readonly KubernetesObject[]): Set<string> {
  return new Set(
    manifest
      .filter((object) => RANKS.get(groupKindOf(object)) === CALLS_PODS)
      .flatMap((configuration) => listAt(configuration, 'webhooks'))
      .flatMap((webhook) => listAt(webhook, 'rules'))
      .flatMap((rule) => listAt(rule, 'apiGroups'))
      .map(String)
      .filter((group) => group !== ''),
  );
}
