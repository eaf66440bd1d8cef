/** Which rules implement a function of the validation of the API server, or why none does. */
export interface ApiFunction {
  readonly rules?: readonly string[];
  readonly reason?: string;
}

const by = (...rules: string[]): ApiFunction => ({ rules });
const not = (reason: string): ApiFunction => ({ reason });

// enumerations and required fields
const SCHEMA = by('malformed-object');
const ALPHA = 'an alpha feature, which EKS does not enable';
const UPDATE = 'it compares with the object in the cluster, which is not known at synth';
const RARE = 'EKS nodes do not support this volume, or applications do not use it';

/**
 * The functions that validate kinds that applications use, by package.
 *
 * Source: kubernetes/kubernetes, pkg/apis/PACKAGE/validation/validation.go; apimachinery, pkg/api/validation.
 */
export const API_VALIDATION: Readonly<Record<string, ApiFunction>> = {
  // metadata
  'meta.ValidateObjectMeta: names': by('name-invalid'),
  'meta.ValidateObjectMeta: finalizers': by('metadata-invalid'),
  'meta.ValidateLabels': by('label-invalid'),
  'meta.ValidateAnnotations': by('label-invalid', 'annotations-too-large'),
  'meta.ValidateOwnerReferences': not('exported-object finds owners by uid; names of owners are not checked'),
  'meta.ValidateManagedFields': not('exported-object finds managed fields'),
  'meta.ValidateObjectMetaUpdate': not(UPDATE),
  'meta.ValidateLabelSelector': by('selector-invalid', 'pod-invalid'),
  'meta.listMapKey (server-side apply)': by('duplicate-entries', 'service-ports'),

  // core: pods
  'core.ValidatePodSpec': by('pod-invalid', 'container-invalid'),
  'core.ValidatePodTemplateSpec': by('pod-invalid', 'container-invalid'),
  'core.validateContainers': by('container-invalid'),
  'core.validateInitContainers': by('container-invalid'),
  'core.validateContainersOnlyForPod': by('container-invalid'),
  'core.validateEphemeralContainers': not('ephemeral containers are a subresource of running pods, not part of manifests'),
  'core.validateContainerPorts': by('container-invalid', 'name-invalid', 'duplicate-entries'),
  'core.checkHostPortConflicts': by('container-invalid'),
  'core.validateHostNetwork': by('container-invalid'),
  'core.ValidateEnv': by('container-invalid', 'duplicate-entries'),
  'core.validateEnvVarValueFrom': by('container-invalid'),
  'core.ValidateEnvFrom': by('container-invalid'),
  'core.ValidateVolumeMounts': by('container-invalid', 'volume-undefined'),
  'core.ValidateVolumeMounts: colon in mountPath': not('the API reference forbids it, the API server accepts it'),
  'core.ValidateVolumeDevices': by('container-invalid', 'volume-undefined'),
  'core.validateProbe': by('container-invalid'),
  'core.validateLivenessProbe, validateReadinessProbe, validateStartupProbe': by('container-invalid'),
  'core.validateHandler': by('container-invalid'),
  'core.validateLifecycle': by('container-invalid'),
  'core.validateStopSignal': SCHEMA,
  'core.validatePullPolicy': SCHEMA,
  'core.validateContainerResizePolicy': SCHEMA,
  'core.validateContainerRestartPolicy': not('restart rules of containers depend on a feature gate of each version'),
  'core.ValidateContainerResourceRequirements': by('container-invalid', 'request-above-limit'),
  'core.ValidateContainerResourceRequirements: claims': not('names of resource claims: dynamic resource allocation is not modeled'),
  'core.validatePodResources': by('pod-invalid'),
  'core.ValidateSecurityContext': by('container-invalid'),
  'core.ValidateSecurityContext: names of capabilities': not('the container runtime checks them, not the API server'),
  'core.validatePodSpecSecurityContext': by('pod-invalid'),
  'core.validateSysctls': by('pod-invalid'),
  'core.validateSeccompProfileField, validateAppArmorProfileField': by('container-invalid', 'pod-invalid'),
  'core.ValidateAppArmorPodAnnotations, ValidateSeccompPodAnnotations': not('annotations that fields replace: annotation-ignored'),
  'core.validateWindowsSecurityContextOptions': not('fields of Windows pods, which Linux nodes do not read, are not checked'),
  'core.validateRestartPolicy': by('restart-policy'),
  'core.validateDNSPolicy': SCHEMA,
  'core.validatePodDNSConfig': by('pod-invalid'),
  'core.ValidateHostAliases': by('pod-invalid'),
  'core.ValidateTolerations': by('pod-invalid'),
  'core.validateAffinity': by('pod-invalid'),
  'core.ValidateNodeSelectorRequirement': by('pod-invalid'),
  'core.validateTopologySpreadConstraints': by('pod-invalid'),
  'core.validateReadinessGates': by('pod-invalid'),
  'core.validateSchedulingGates': by('duplicate-entries'),
  'core.validateImagePullSecrets': by('duplicate-entries'),
  'core.ValidatePodSpec: terminationGracePeriodSeconds': not('the API server accepts a negative value and uses 1'),
  'core.validateOS': SCHEMA,
  'core.validateOverhead': not('the RuntimeClass admission plugin sets it'),
  'core.ValidatePodUpdate': not(UPDATE),
  'kubelet.verifyRunAsNonRoot': by('root-forbidden'),

  // core: volumes
  'core.ValidateVolumes': by('pod-invalid', 'name-invalid'),
  'core.ValidateVolumes: no source': not('a volume without a source is defaulted to emptyDir'),
  'core.validateVolumeSource': by('pod-invalid'),
  'core.validateProjectedVolumeSource': by('pod-invalid'),
  'core.validateProjectedVolumeSource: conflicting paths': not('several sources with one path are not compared'),
  'core.validateDownwardAPIVolumeSource': by('pod-invalid'),
  'core.validateLocalDescendingPath': by('pod-invalid'),
  'core.validateHostPathVolumeSource, validateNFSVolumeSource': by('pod-invalid'),
  'core.validateEphemeralVolumeSource': by('claim-invalid'),
  'core.validateISCSIVolumeSource, validateFCVolumeSource, validateRBDVolumeSource, validateCephFSVolumeSource': not(RARE),
  'core.validateAzureFile, validateGCEPersistentDiskVolumeSource, validateVsphereVolumeSource and others of other clouds': not(RARE),

  // core: other kinds
  'core.ValidateService': by('service-invalid', 'service-ports'),
  'core.validateServicePort': by('service-invalid', 'service-ports'),
  'core.validateServiceExternalTrafficPolicy': by('service-invalid'),
  'core.validateServiceInternalTrafficFieldsValue, validateServiceTrafficDistribution': SCHEMA,
  'core.ValidateServiceClusterIPsRelatedFields': not('the first clusterIP only; service-ip-family finds other families'),
  'core.ValidateService: clientIP affinity': by('service-invalid'),
  'core.ValidateServiceName': not('names that begin with a digit are valid from a version on (RelaxedServiceNameValidation)'),
  'core.ValidateConfigMap': by('data-invalid', 'data-too-large'),
  'core.ValidateSecret': by('data-invalid', 'data-too-large'),
  'core.ValidateConfigMapUpdate, ValidateSecretUpdate (immutable)': not(UPDATE),
  'core.ValidatePersistentVolumeClaimSpec': by('claim-invalid'),
  'core.validateDataSource, validateDataSourceRef': not('claim-smaller-than-source reads the source; its kind is not checked'),
  'core.ValidatePersistentVolume': not('persistent volumes are created by drivers'),
  'core.ValidateResourceQuotaSpec': by('quota-invalid'),
  'core.ValidateLimitRange': by('quota-invalid'),
  'core.ValidateNamespace': by('name-invalid'),
  'core.ValidateServiceAccount': by('name-invalid'),
  'core.ValidateEndpoints': not('controllers create them'),

  // apps
  'apps.ValidateDeploymentSpec': by('workload-invalid', 'rollout-impossible', 'selector-mismatch'),
  'apps.ValidateDeploymentStrategy': by('workload-invalid', 'rollout-impossible'),
  'apps.ValidateStatefulSetSpec': by('workload-invalid', 'selector-mismatch'),
  'apps.ValidateStatefulSetSpec: volumeClaimTemplates': by('claim-invalid'),
  'apps.ValidateStatefulSetUpdate': not(UPDATE),
  'apps.ValidateDaemonSetSpec': by('workload-invalid', 'selector-mismatch'),
  'apps.ValidateDaemonSetUpdateStrategy': by('rollout-impossible', 'workload-invalid'),
  'apps.ValidateReplicaSetSpec': by('workload-invalid', 'selector-mismatch'),
  'apps.ValidateControllerRevision': not('controllers create them'),

  // batch
  'batch.ValidateJobSpec': by('job-invalid', 'restart-policy'),
  'batch.ValidateGeneratedSelector': by('job-invalid'),
  'batch.validatePodFailurePolicy': by('job-invalid', 'restart-policy'),
  'batch.validateSuccessPolicy': by('job-invalid'),
  'batch.validateSuccessPolicy: indexes of its rules': not('the syntax of succeededIndexes is not checked'),
  'batch.ValidateJobUpdate': not(UPDATE),
  'batch.ValidateCronJobSpec': by('job-invalid', 'cron-schedule', 'name-invalid'),
  'batch.validateScheduleFormat': by('cron-schedule'),
  'batch.validateTimeZone': by('cron-schedule'),
  'batch.validateConcurrencyPolicy': SCHEMA,
  'batch.validateManagedBy': not('an external controller of Jobs'),

  // autoscaling, policy
  'autoscaling.validateHorizontalPodAutoscalerSpec': by('autoscaler-invalid', 'autoscaler-range'),
  'autoscaling.validateMetricSpec': by('autoscaler-invalid'),
  'autoscaling.validateBehavior': by('autoscaler-invalid'),
  'autoscaling.validateBehavior: tolerance': not(ALPHA),
  'policy.ValidatePodDisruptionBudgetSpec': by('disruption-budget-invalid', 'selector-invalid'),

  // networking
  'networking.ValidateIngressSpec': by('ingress-invalid'),
  'networking.validateHTTPIngressPath': by('ingress-invalid'),
  'networking.validateIngressBackend': by('ingress-invalid'),
  'networking.ValidateIngressCreate': by('ingress-invalid'),
  'networking.ValidateIngressClass': not('ingress-class-missing finds unknown classes; their controller is not checked'),
  'networking.ValidateNetworkPolicySpec': by('network-policy-invalid', 'selector-invalid'),
  'networking.ValidateIPBlock': by('network-policy-invalid'),
  'networking.ValidateServiceCIDR, ValidateIPAddress': not('EKS manages the CIDR of Services'),

  // rbac, storage, scheduling
  'rbac.ValidateRole, ValidateClusterRole': by('role-invalid', 'name-invalid'),
  'rbac.ValidateRoleBinding, ValidateClusterRoleBinding': by('role-invalid'),
  'rbac.ValidateRoleBindingUpdate': not(UPDATE),
  'storage.ValidateStorageClass': by('class-invalid'),
  'storage.validateAllowedTopologies': not('storage-class-binding finds zones without nodes; the syntax of terms is not checked'),
  'storage.ValidateCSIDriver, ValidateVolumeAttachment': not('drivers create them'),
  'scheduling.ValidatePriorityClass': by('class-invalid'),
};
