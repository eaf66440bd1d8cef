import { at, groupKindOf, KubernetesObject, stringAt } from '../../kubernetes/kubernetes-object.rules';

/** Provisioner of the volumes of Auto Mode. Source: EKS User Guide, create-storage-class. */
const PROVISIONER = 'ebs.csi.eks.amazonaws.com';

/** Whether an object sets tags on AWS resources of Auto Mode, which the managed policies of its role do not allow. */
export function usesCustomTags(object: KubernetesObject): boolean {
  switch (groupKindOf(object)) {
    case 'eks.amazonaws.com/NodeClass':
    case 'eks.amazonaws.com/IngressClassParams': {
      const tags = at(object, 'spec', 'tags');
      return tags !== undefined && Object.keys(tags as object).length > 0;
    }
    case 'storage.k8s.io/StorageClass': {
      const parameters = Object.keys((at(object, 'parameters') ?? {}) as object);
      return stringAt(object, 'provisioner') === PROVISIONER && parameters.some((name) => name.startsWith('tagSpecification_'));
    }
    default:
      return false;
  }
}
