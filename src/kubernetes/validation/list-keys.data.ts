/**
 * Lists of maps of pods and containers, with the fields that are the key of an entry and their defaults. Server-side apply rejects
 * an object with two entries of one key.
 *
 * Source: k8s.io/api, core/v1/types.go: +listMapKey. Lists whose duplicates the validation of pods rejects by itself are not here.
 */
export const POD_LIST_KEYS: readonly (readonly [list: string, keys: readonly string[]])[] = [
  ['imagePullSecrets', ['name']],
  ['hostAliases', ['ip']],
  ['schedulingGates', ['name']],
];
export const CONTAINER_LIST_KEYS: readonly (readonly [list: string, keys: readonly string[]])[] = [
  ['env', ['name']],
  ['ports', ['containerPort', 'protocol']],
];
export const KEY_DEFAULTS: Readonly<Record<string, string>> = { protocol: 'TCP' };
