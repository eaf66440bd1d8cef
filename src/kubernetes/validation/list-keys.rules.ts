import { CONTAINER_LIST_KEYS, KEY_DEFAULTS, POD_LIST_KEYS } from './list-keys.data';
import { at, isDeployTimeValue, listAt } from '../kubernetes-object.rules';

/** Entries with the same key in lists of a pod, in the words of server-side apply. */
export const duplicateEntryErrors = (pod: unknown, field: string): string[] => [
  ...POD_LIST_KEYS.flatMap(([list, keys]) => repeatedKeys(pod, list, keys, field)),
  ...['initContainers', 'containers'].flatMap((containers) =>
    listAt(pod, containers).flatMap((container) =>
      CONTAINER_LIST_KEYS.flatMap(([list, keys]) =>
        repeatedKeys(container, list, keys, `${field}.${containers}[name="${String(at(container, 'name'))}"]`),
      ),
    ),
  ),
];

function repeatedKeys(owner: unknown, list: string, keys: readonly string[], field: string): string[] {
  const all = listAt(owner, list)
    .filter((entry) => typeof entry === 'object' && entry !== null)
    .map((entry) => keys.map((key) => [key, at(entry, key) ?? KEY_DEFAULTS[key]] as const))
    // a missing or deploy-time key is not known to be the same
    .filter((pairs) => pairs.every(([, value]) => value !== undefined && !isDeployTimeValue(value)))
    .map((pairs) => pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(','));
  return [...new Set(all.filter((key, index) => all.indexOf(key) !== index))].map(
    (key) => `${field}.${list}: duplicate entries for key [${key}]`,
  );
}
