/**
 * Facts about Kubernetes kinds that reading a manifest needs.
 *
 * Source: Kubernetes API reference 1.36 (`kubectl api-resources`), EKS User Guide for what EKS installs.
 */

/** Kinds without a namespace, by `group/kind`. Everything else that is built in lives in a namespace. */
export const CLUSTER_SCOPED = new Set([
  '/Namespace', '/Node', '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy', 'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding', 'policy/PodSecurityPolicy',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration', 'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', 'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition', 'apiregistration.k8s.io/APIService', 'certificates.k8s.io/CertificateSigningRequest',
  'flowcontrol.apiserver.k8s.io/FlowSchema', 'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'networking.k8s.io/IngressClass', 'networking.k8s.io/IPAddress', 'networking.k8s.io/ServiceCIDR', 'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass', 'resource.k8s.io/ResourceSlice', 'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver', 'storage.k8s.io/CSINode', 'storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
  'elbv2.k8s.aws/IngressClassParams', 'karpenter.sh/NodePool', 'karpenter.sh/NodeClaim', 'karpenter.k8s.aws/EC2NodeClass',
  'eks.amazonaws.com/NodeClass', 'gateway.networking.k8s.io/GatewayClass', 'cert-manager.io/ClusterIssuer', 'eks.amazonaws.com/IngressClassParams', 'snapshot.storage.k8s.io/VolumeSnapshotClass', 'snapshot.storage.k8s.io/VolumeSnapshotContent',
  'external-secrets.io/ClusterSecretStore', 'application-networking.k8s.aws/ServiceNetwork', 'trident.netapp.io/TridentOrchestrator',
  // the scope that the CRDs of the pinned charts and of EKS state (test/simulator/tables)
  'external-secrets.io/ClusterExternalSecret', 'external-secrets.io/ClusterPushSecret', 'generators.external-secrets.io/ClusterGenerator',
  'gateway.networking.x-k8s.io/XMesh', 'karpenter.sh/NodeOverlay', 'keda.sh/ClusterTriggerAuthentication',
  'eventing.keda.sh/ClusterCloudEventSource', 'trident.netapp.io/TridentConfigurator', 'trident.netapp.io/TridentAutogrowPolicy',
  's3.csi.aws.com/MountpointS3PodAttachment',
  'groupsnapshot.storage.k8s.io/VolumeGroupSnapshotClass', 'groupsnapshot.storage.k8s.io/VolumeGroupSnapshotContent',
  'crd.k8s.amazonaws.com/ENIConfig', 'vpcresources.k8s.aws/CNINode', 'networking.k8s.aws/ClusterNetworkPolicy',
  'networking.k8s.aws/ClusterPolicyEndpoint', 'eks.amazonaws.com/CNINode', 'eks.amazonaws.com/NodeDiagnostic',
]);

/** Path of the pod spec in each workload kind. */
export const POD_SPEC_PATHS: Readonly<Record<string, readonly string[]>> = {
  '/Pod': ['spec'],
  '/ReplicationController': ['spec', 'template', 'spec'],
  'apps/Deployment': ['spec', 'template', 'spec'],
  'apps/ReplicaSet': ['spec', 'template', 'spec'],
  'apps/StatefulSet': ['spec', 'template', 'spec'],
  'apps/DaemonSet': ['spec', 'template', 'spec'],
  'batch/Job': ['spec', 'template', 'spec'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** Namespaces that every cluster has. */
export const BUILT_IN_NAMESPACES = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** Objects that exist in every EKS cluster; `*` is any namespace. */
export const BUILT_IN_OBJECTS = [
  { group: '', kind: 'ServiceAccount', namespace: '*', name: 'default' },
  { group: '', kind: 'ConfigMap', namespace: '*', name: 'kube-root-ca.crt' },
  { group: 'storage.k8s.io', kind: 'StorageClass', name: 'gp2' },
  { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'system-cluster-critical' },
  { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'system-node-critical' },
  // roles that the API server makes, among them those of its controllers
  ...['cluster-admin', 'admin', 'edit', 'view', 'system:*', 'eks:*'].map((name) => ({ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name })),
  ...['kube-system', 'kube-public'].map((namespace) => ({ group: 'rbac.authorization.k8s.io', kind: 'Role', namespace, name: '*' })),
  { group: '', kind: 'Service', namespace: 'default', name: 'kubernetes' },
  ...[...BUILT_IN_NAMESPACES].map((name) => ({ group: '', kind: 'Namespace', name })),
] as const;

/** Groups that the API server of EKS serves without a CRD. A kind of any other group needs a provider of its CRD. */
export const BUILT_IN_GROUPS = new Set([
  '', 'apps', 'batch', 'autoscaling', 'policy', 'extensions', 'events.k8s.io', 'crd.k8s.amazonaws.com', 'vpcresources.k8s.aws', 'networking.k8s.aws',
  ...['admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates', 'coordination',
    'discovery', 'flowcontrol.apiserver', 'networking', 'node', 'rbac.authorization', 'resource', 'scheduling', 'storage',
    'storagemigration'].map((group) => `${group}.k8s.io`),
]);

/** Kinds that Auto Mode installs. Source: EKS User Guide, create-node-pool, create-node-class, auto-configure-alb. */
export const AUTO_MODE_KINDS = ([
  ['karpenter.sh', 'NodePool'], ['karpenter.sh', 'NodeClaim'], ['eks.amazonaws.com', 'NodeClass'], ['eks.amazonaws.com', 'IngressClassParams'],
  ['eks.amazonaws.com', 'TargetGroupBinding'], ['eks.amazonaws.com', 'NodeDiagnostic'], ['eks.amazonaws.com', 'CNINode'],
] as const).map(([group, kind]) => ({ type: 'kind' as const, group, kind }));
