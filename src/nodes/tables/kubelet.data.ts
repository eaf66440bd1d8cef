/** Field names of a kubelet setting, by target; undefined if the target does not support it. */
export interface KubeletRow {
  /** KubeletConfiguration: nodeadm's `spec.kubelet.config`. */
  readonly config: string;
  /** Bottlerocket's `settings.kubernetes`. */
  readonly bottlerocket: string;
  /** EC2NodeClass `spec.kubelet`. */
  readonly karpenter?: string;
}

/** Source: KubeletConfiguration v1beta1; Bottlerocket settings reference 1.50; Karpenter 1.14, EC2NodeClass. */
export const KUBELET_SETTINGS = {
  maxPods: { config: 'maxPods', bottlerocket: 'max-pods', karpenter: 'maxPods' },
  kubeReserved: { config: 'kubeReserved', bottlerocket: 'kube-reserved', karpenter: 'kubeReserved' },
  systemReserved: { config: 'systemReserved', bottlerocket: 'system-reserved', karpenter: 'systemReserved' },
  evictionHard: { config: 'evictionHard', bottlerocket: 'eviction-hard', karpenter: 'evictionHard' },
  evictionSoft: { config: 'evictionSoft', bottlerocket: 'eviction-soft', karpenter: 'evictionSoft' },
  evictionSoftGracePeriod: { config: 'evictionSoftGracePeriod', bottlerocket: 'eviction-soft-grace-period', karpenter: 'evictionSoftGracePeriod' },
  imageGcHighThresholdPercent: { config: 'imageGCHighThresholdPercent', bottlerocket: 'image-gc-high-threshold-percent', karpenter: 'imageGCHighThresholdPercent' },
  imageGcLowThresholdPercent: { config: 'imageGCLowThresholdPercent', bottlerocket: 'image-gc-low-threshold-percent', karpenter: 'imageGCLowThresholdPercent' },
  podPidsLimit: { config: 'podPidsLimit', bottlerocket: 'pod-pids-limit' },
  containerLogMaxSize: { config: 'containerLogMaxSize', bottlerocket: 'container-log-max-size' },
  containerLogMaxFiles: { config: 'containerLogMaxFiles', bottlerocket: 'container-log-max-files' },
  cpuManagerPolicy: { config: 'cpuManagerPolicy', bottlerocket: 'cpu-manager-policy' },
} as const satisfies Record<string, KubeletRow>;

export type KubeletSetting = keyof typeof KUBELET_SETTINGS;
