import { isNamespace, ObjectRef } from './object-ref.rules';

/**
 * Objects that Kubernetes or EKS creates, and that users configure. Source: pkg/controller/serviceaccount/serviceaccounts_controller.go
 * (default), EKS User Guide (aws-auth, amazon-vpc-cni, coredns, kube-proxy). That EKS created gp2 in older clusters is unverified: the
 * entry only spares an adoption.
 */
const CREATED_BY_EKS = new Set([
  'ConfigMap/kube-system/amazon-vpc-cni',
  'ConfigMap/kube-system/aws-auth',
  'ConfigMap/kube-system/coredns',
  'ConfigMap/kube-system/kube-proxy',
  'ConfigMap/kube-system/kube-proxy-config',
  'ServiceAccount/kube-system/aws-node',
  'StorageClass/gp2',
]);

/** Whether an existing object is applied without becoming ours: it is not deleted with the deployment. */
export function isShared(ref: ObjectRef): boolean {
  const { kind, namespace, name } = ref;
  if (isNamespace(ref) || (kind === 'ServiceAccount' && name === 'default')) return true;
  return CREATED_BY_EKS.has([kind, ...(namespace ? [namespace] : []), name].join('/'));
}
