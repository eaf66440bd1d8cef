/** A deprecated field. */
export interface DeprecatedField {
  readonly field: string;
  /** the version that deprecated it; undefined if that is older than every version of EKS. */
  readonly since?: string;
  readonly use: string;
}

/**
 * Fields of a Service. Source: kubernetes at 02c2bf6, pkg/api/service/warnings.go; Kubernetes blog of 2026-05-14, Deprecation and removal of
 * Service ExternalIPs.
 */
export const DEPRECATED_OF_SERVICES: readonly DeprecatedField[] = [
  { field: 'externalIPs', since: '1.36', use: 'a Service of type LoadBalancer, an Ingress or a Gateway' },
];

const CSI = 'a PVC, or a csi volume with the driver';

/**
 * Volumes of pods and sources of PersistentVolumes. Sources: k8s.io/api v0.36, core/v1/types.go, Volume and PersistentVolumeSource;
 * versions: kubernetes at 00f6e68, pkg/api/pod/warnings.go.
 */
export const DEPRECATED_VOLUMES: readonly DeprecatedField[] = [
  { field: 'awsElasticBlockStore', use: `${CSI} ebs.csi.aws.com` },
  { field: 'azureDisk', use: 'a volume of AWS: Kubernetes redirects it to the driver disk.csi.azure.com' },
  { field: 'gcePersistentDisk', use: 'a volume of AWS: Kubernetes redirects it to the driver pd.csi.storage.gke.io' },
  { field: 'cephfs', since: '1.28', use: `${CSI} of Ceph: the kubelet does not support it` },
  { field: 'rbd', since: '1.28', use: `${CSI} of Ceph: the kubelet does not support it` },
  { field: 'glusterfs', since: '1.25', use: 'another volume: the kubelet does not support it' },
];
