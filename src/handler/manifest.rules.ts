import { inApplyOrder } from './apply-order.rules';
import { DeploymentInventory, RetiredObject } from './inventory';
import { isPvc, isNamespace, keyOfRef, ObjectRef, withNamespace, refOf, clusterScopedKindsIn } from './object-ref.rules';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** Objects, and whether claims and namespaces among them go when they are removed. */
export interface DesiredManifest {
  readonly objects: readonly KubernetesObject[];
  readonly deletePersistentVolumeClaims: boolean;
  readonly deleteNamespaces: boolean;
}

/** Whether an object goes when it is removed, though it is a claim or a namespace. */
export const isDeletable = (object: KubernetesObject, { deletePersistentVolumeClaims, deleteNamespaces }: DesiredManifest): boolean =>
  (deletePersistentVolumeClaims && isPvc(object)) || (deleteNamespaces && isNamespace(object));

/** The objects in the order of their application, with the namespaces that they end up in. */
export const inNamespaces = ({ objects }: DesiredManifest, clusterScoped: ReadonlySet<string>): KubernetesObject[] => {
  const scopes = new Set([...clusterScoped, ...clusterScopedKindsIn(objects)]);
  return inApplyOrder(objects.map((object) => withNamespace(object, scopes)));
};

const retiredObject = (ref: ObjectRef, removable: boolean): RetiredObject => (removable ? { ...ref, removable } : ref);

/** Objects that are retired when a manifest is removed. */
export const retiredByManifest = (manifest: DesiredManifest, clusterScoped: ReadonlySet<string>): RetiredObject[] =>
  inNamespaces(manifest, clusterScoped).map((object) => retiredObject(refOf(object), isDeletable(object, manifest)));

/** Objects that are retired when the inventory of a deployment is removed. */
export const retiredByInventory = ({ refs, removable = [], retired: before = [] }: DeploymentInventory): RetiredObject[] => [
  ...refs.map((ref) => retiredObject(ref, removable.includes(keyOfRef(ref)))),
  ...before,
];

/** Each kind of some objects once. */
export const kindsOf = (...lists: readonly (readonly KubernetesObject[] | undefined)[]): KubernetesObject[] => [
  ...new Map(lists.flatMap((objects = []) => objects).map((object) => [`${object.apiVersion} ${object.kind}`, object])).values(),
];

/** The first of each object. */
export const withoutDuplicates = (refs: readonly RetiredObject[]): RetiredObject[] =>
  [...new Map([...refs].reverse().map((ref) => [keyOfRef(ref), ref])).values()].reverse();
