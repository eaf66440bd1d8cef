/**
 * In which order kinds are applied: what others refer to first, what calls pods last. Source: fluxcd/pkg, ssa/utils/sort.go (order of kinds),
 * with claims before the pods that mount them. A kind that is not listed is a custom resource, which is before the workloads: a pod may
 * need the Secret that its controller writes.
 */
export const APPLY_ORDER: readonly (readonly string[])[] = [
  ['apiextensions.k8s.io/CustomResourceDefinition'],
  ['/Namespace'],
  [
    'storage.k8s.io/StorageClass',
    'storage.k8s.io/CSIDriver',
    'storage.k8s.io/VolumeAttributesClass',
    'snapshot.storage.k8s.io/VolumeSnapshotClass',
    'networking.k8s.io/IngressClass',
    'gateway.networking.k8s.io/GatewayClass',
    'scheduling.k8s.io/PriorityClass',
    'node.k8s.io/RuntimeClass',
  ],
  ['/ResourceQuota', '/LimitRange'],
  ['/ServiceAccount'],
  [
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/RoleBinding',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
  ],
  ['/ConfigMap', '/Secret'],
  ['/Service', '/Endpoints', 'discovery.k8s.io/EndpointSlice', 'networking.k8s.io/NetworkPolicy'],
  ['/PersistentVolume', '/PersistentVolumeClaim'],
];

export const AFTER_CUSTOM_RESOURCES: readonly (readonly string[])[] = [
  [
    '/Pod',
    '/ReplicationController',
    'apps/Deployment',
    'apps/StatefulSet',
    'apps/DaemonSet',
    'apps/ReplicaSet',
    'batch/Job',
    'batch/CronJob',
  ],
  ['policy/PodDisruptionBudget', 'autoscaling/HorizontalPodAutoscaler'],
  ['networking.k8s.io/Ingress'],
  [
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'apiregistration.k8s.io/APIService',
  ],
];
