import { ObjectRef } from './object-ref.rules';

/** Every existing object, as an entry of `Adopt`. */
export const EVERYTHING = '*';

/** Whether the deployment adopts an existing object: `Kind/namespace/name`, `Kind/name` for a cluster-scoped one, or everything. */
export const isAdopted = (adopt: readonly string[], ref: ObjectRef): boolean =>
  adopt.includes(EVERYTHING) || adopt.includes(adoptionOf(ref));

/** An object as the user writes it. */
export const adoptionOf = ({ kind, namespace, name }: ObjectRef): string => [kind, ...(namespace ? [namespace] : []), name].join('/');
