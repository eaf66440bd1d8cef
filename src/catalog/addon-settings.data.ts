/**
 * Settings of the first level of EKS add-ons, where they are known. There may be more: only names that are nearly one of these are mistakes.
 *
 * Source: output of describe-addon-configuration in the EKS User Guide (managing-coredns, managing-vpc-cni, ebs-csi, pod-id-agent-config), September 2026;
 * values.yaml of the charts that the add-ons are made of.
 */
export const ADDON_SETTINGS: Readonly<Record<string, readonly string[]>> = {
  'coredns': [
    'affinity', 'autoScaling', 'computeType', 'corefile', 'nodeSelector', 'podAnnotations', 'podDisruptionBudget', 'podLabels', 'replicaCount', 'resources',
    'tolerations', 'topologySpreadConstraints',
  ],
  'vpc-cni': [
    'affinity', 'cri', 'enableNetworkPolicy', 'enableWindowsIpam', 'enableWindowsPrefixDelegation', 'eniConfig', 'env', 'init', 'livenessProbeTimeoutSeconds',
    'minimumWindowsIPTarget', 'nodeAgent', 'nodeSelector', 'originalMatchLabels', 'podAnnotations', 'podLabels', 'readinessProbeTimeoutSeconds', 'resources',
    'tolerations', 'warmIPTarget', 'warmWindowsIPTarget', 'warmWindowsPrefixTarget',
  ],
  'kube-proxy': ['ipvs', 'mode', 'podAnnotations', 'podLabels', 'resources'],
  'aws-ebs-csi-driver': [
    'additionalDaemonSets', 'controller', 'defaultStorageClass', 'debugLogs', 'legacyXFS', 'legacyCompat', 'node', 'nodeComponentOnly', 'sidecars', 'useOldCSIDriver',
    'volumeSnapshotClasses', 'storageClasses', 'fips',
  ],
  'aws-efs-csi-driver': ['controller', 'node', 'sidecars', 'useFIPS', 'portRangeUpperBound', 'portRangeLowerBound'],
  'metrics-server': ['addonResizer', 'affinity', 'args', 'nodeSelector', 'podDisruptionBudget', 'replicas', 'resources', 'tolerations', 'topologySpreadConstraints'],
};
