import { ByMinor } from './kubernetes-version.data';
import { knownMinors, UnknownCell } from './versions.rules';

/**
 * Kinds that the API server serves by itself, by `group/version`: those that can be created, which subresources cannot.
 *
 * Source: OpenAPI description of Kubernetes 1.36.
 */
export const SERVED_KINDS: Readonly<Record<string, readonly string[]>> = {
  'v1': ['Binding', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'Namespace', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'],
  'admissionregistration.k8s.io/v1': ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration'],
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apiregistration.k8s.io/v1': ['APIService'],
  'apps/v1': ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'authentication.k8s.io/v1': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io/v1': ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'autoscaling/v1': ['HorizontalPodAutoscaler'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'certificates.k8s.io/v1': ['CertificateSigningRequest'],
  'coordination.k8s.io/v1': ['Lease'],
  'discovery.k8s.io/v1': ['EndpointSlice'],
  'events.k8s.io/v1': ['Event'],
  'flowcontrol.apiserver.k8s.io/v1': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io/v1': ['IPAddress', 'Ingress', 'IngressClass', 'NetworkPolicy', 'ServiceCIDR'],
  'node.k8s.io/v1': ['RuntimeClass'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'resource.k8s.io/v1': ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
};

const EARLIER = 'what differs from the next version: SERVED_SINCE and REMOVED_APIS';

/**
 * From what the tables of kinds and fields know each minor. A minor whose OpenAPI description was not read is `unknown('…')`: objects of clusters that are
 * newer than the newest minor with a source are not judged by kinds and fields that the tables lack.
 */
export const API_SOURCES: ByMinor<string | UnknownCell> = {
  1.36: 'OpenAPI description of Kubernetes 1.36', 1.35: EARLIER, 1.34: EARLIER, 1.33: EARLIER, 1.32: EARLIER,
};

/** The version that the table describes: newer ones may serve more. */
export const KINDS_VERSION = knownMinors(API_SOURCES).at(-1)!;

/** Groups whose kinds EKS installs as custom ones, in versions of their own. */
export const CUSTOM_GROUPS: ReadonlySet<string> = new Set(['crd.k8s.amazonaws.com', 'vpcresources.k8s.aws', 'networking.k8s.aws']);

/** The kinds of dynamic resource allocation. */
const ALLOCATION = ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'];

/**
 * Kinds that came to a stable version later than in 1.31, and those in beta that EKS serves though they came after 1.24.
 *
 * Source: EKS User Guide, kubernetes-versions-standard and its notes on 1.31 and 1.33; Kubernetes API reference.
 */
export const SERVED_SINCE: Readonly<Record<string, string>> = {
  'storage.k8s.io/v1beta1/VolumeAttributesClass': '1.31',
  'storage.k8s.io/v1/VolumeAttributesClass': '1.34',
  'networking.k8s.io/v1/IPAddress': '1.33',
  'networking.k8s.io/v1/ServiceCIDR': '1.33',
  'admissionregistration.k8s.io/v1/MutatingAdmissionPolicy': '1.36',
  'admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBinding': '1.36',
  ...Object.fromEntries(ALLOCATION.flatMap((kind) => [[`resource.k8s.io/v1beta1/${kind}`, '1.33'], [`resource.k8s.io/v1beta2/${kind}`, '1.33'], [`resource.k8s.io/v1/${kind}`, '1.34']])),
};

/** An API that went. */
export interface RemovedApi {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** the first version without it; nothing where none is decided. */
  readonly removedIn?: string;
  /** the first version in which something else can be written, where it is deprecated and nothing more. */
  readonly deprecatedIn?: string;
  /** what to write instead. */
  readonly replacement: string;
}

/** APIs that went, oldest first. Source: Kubernetes deprecation guide; FairwindsOps/pluto versions.yaml, April 2026. */
export const REMOVED_APIS: readonly RemovedApi[] = [
  { apiVersion: 'extensions/v1beta1', kinds: ['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'], removedIn: '1.16', replacement: 'apps/v1' },
  { apiVersion: 'apps/v1beta1', kinds: ['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'], removedIn: '1.16', replacement: 'apps/v1' },
  { apiVersion: 'apps/v1beta2', kinds: ['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'], removedIn: '1.16', replacement: 'apps/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['NetworkPolicy'], removedIn: '1.16', replacement: 'networking.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['PodSecurityPolicy'], removedIn: '1.16', replacement: 'Pod Security labels on namespaces' },
  { apiVersion: 'scheduling.k8s.io/v1alpha1', kinds: ['PriorityClass'], removedIn: '1.17', replacement: 'scheduling.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['Ingress'], removedIn: '1.22', replacement: 'networking.k8s.io/v1 (pathType is required, and backends are service.name and service.port)' },
  { apiVersion: 'networking.k8s.io/v1beta1', kinds: ['Ingress', 'IngressClass'], removedIn: '1.22', replacement: 'networking.k8s.io/v1 (pathType is required, and backends are service.name and service.port)' },
  { apiVersion: 'apiextensions.k8s.io/v1beta1', kinds: ['CustomResourceDefinition'], removedIn: '1.22', replacement: 'apiextensions.k8s.io/v1 (each version has a schema)' },
  { apiVersion: 'admissionregistration.k8s.io/v1beta1', kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'], removedIn: '1.22', replacement: 'admissionregistration.k8s.io/v1 (sideEffects and admissionReviewVersions are required)' },
  { apiVersion: 'apiregistration.k8s.io/v1beta1', kinds: ['APIService'], removedIn: '1.22', replacement: 'apiregistration.k8s.io/v1' },
  ...['v1alpha1', 'v1beta1'].map((version): RemovedApi => ({ apiVersion: `rbac.authorization.k8s.io/${version}`, kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'], removedIn: '1.22', replacement: 'rbac.authorization.k8s.io/v1' })),
  { apiVersion: 'scheduling.k8s.io/v1beta1', kinds: ['PriorityClass'], removedIn: '1.22', replacement: 'scheduling.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'], removedIn: '1.22', replacement: 'storage.k8s.io/v1' },
  { apiVersion: 'authentication.k8s.io/v1beta1', kinds: ['TokenReview'], removedIn: '1.22', replacement: 'authentication.k8s.io/v1' },
  { apiVersion: 'authorization.k8s.io/v1beta1', kinds: ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SubjectAccessReview'], removedIn: '1.22', replacement: 'authorization.k8s.io/v1' },
  { apiVersion: 'certificates.k8s.io/v1beta1', kinds: ['CertificateSigningRequest'], removedIn: '1.22', replacement: 'certificates.k8s.io/v1' },
  { apiVersion: 'coordination.k8s.io/v1beta1', kinds: ['Lease'], removedIn: '1.22', replacement: 'coordination.k8s.io/v1' },
  { apiVersion: 'batch/v1beta1', kinds: ['CronJob'], removedIn: '1.25', replacement: 'batch/v1' },
  { apiVersion: 'discovery.k8s.io/v1beta1', kinds: ['EndpointSlice'], removedIn: '1.25', replacement: 'discovery.k8s.io/v1' },
  { apiVersion: 'events.k8s.io/v1beta1', kinds: ['Event'], removedIn: '1.25', replacement: 'events.k8s.io/v1' },
  { apiVersion: 'autoscaling/v2beta1', kinds: ['HorizontalPodAutoscaler'], removedIn: '1.25', replacement: 'autoscaling/v2' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], removedIn: '1.25', replacement: 'policy/v1 (an empty selector selects all pods)' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], removedIn: '1.25', replacement: 'Pod Security labels on namespaces' },
  { apiVersion: 'node.k8s.io/v1beta1', kinds: ['RuntimeClass'], removedIn: '1.25', replacement: 'node.k8s.io/v1' },
  { apiVersion: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'], removedIn: '1.26', replacement: 'autoscaling/v2' },
  { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], removedIn: '1.26', replacement: 'flowcontrol.apiserver.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['CSIStorageCapacity'], removedIn: '1.27', replacement: 'storage.k8s.io/v1' },
  { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], removedIn: '1.29', replacement: 'flowcontrol.apiserver.k8s.io/v1' },
  { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], removedIn: '1.32', replacement: 'flowcontrol.apiserver.k8s.io/v1' },
  { apiVersion: 'admissionregistration.k8s.io/v1alpha1', kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'], removedIn: '1.33', replacement: 'admissionregistration.k8s.io/v1' },
  { apiVersion: 'resource.k8s.io/v1alpha3', kinds: ALLOCATION, removedIn: '1.34', replacement: 'resource.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1alpha1', kinds: ['VolumeAttributesClass'], removedIn: '1.35', replacement: 'storage.k8s.io/v1' },
  { apiVersion: 'resource.k8s.io/v1beta1', kinds: ALLOCATION, removedIn: '1.36', replacement: 'resource.k8s.io/v1' },
  { apiVersion: 'resource.k8s.io/v1beta2', kinds: ALLOCATION, deprecatedIn: '1.34', replacement: 'resource.k8s.io/v1' },
  { apiVersion: 'storage.k8s.io/v1beta1', kinds: ['VolumeAttributesClass'], deprecatedIn: '1.34', replacement: 'storage.k8s.io/v1' },
];
