import { inOrderOfApplication, isClaim, isNamespace, keyOfRef, ObjectRef, placed, refOf, scopesDefinedBy } from './object-ref.rules';
import { DeploymentRecord, Retired } from './records';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** Objects, and whether claims and namespaces among them go when they are removed. */
export interface Manifest {
  readonly objects: readonly KubernetesObject[];
  readonly removeClaims: boolean;
  readonly removeNamespaces: boolean;
}

/** Whether an object goes when it is removed, though it is a claim or a namespace. */
export const mayGo = (object: KubernetesObject, { removeClaims, removeNamespaces }: Manifest): boolean =>
  (removeClaims && isClaim(object)) || (removeNamespaces && isNamespace(object));

/** The objects in the order of their application, with the namespaces that they end up in. */
export const placedIn = ({ objects }: Manifest, clusterScoped: ReadonlySet<string>): KubernetesObject[] => {
  const scopes = new Set([...clusterScoped, ...scopesDefinedBy(objects)]);
  return inOrderOfApplication(objects.map((object) => placed(object, scopes)));
};

const retired = (ref: ObjectRef, removable: boolean): Retired => (removable ? { ...ref, removable } : ref);

/** What a manifest leaves behind when it is no more. */
export const retiredFrom = (manifest: Manifest, clusterScoped: ReadonlySet<string>): Retired[] =>
  placedIn(manifest, clusterScoped).map((object) => retired(refOf(object), mayGo(object, manifest)));

/** What a record leaves behind when its deployment has none of it any more. */
export const retiredOf = ({ refs, removable = [], retired: before = [] }: DeploymentRecord): Retired[] =>
  [...refs.map((ref) => retired(ref, removable.includes(keyOfRef(ref)))), ...before];

/** The first of each object. */
export const onceEach = (refs: readonly Retired[]): Retired[] =>
  [...new Map([...refs].reverse().map((ref) => [keyOfRef(ref), ref])).values()].reverse();
