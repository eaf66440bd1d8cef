/** Settings of the kubelet. Settings that are not given have the values of the image. */
export interface KubeletConfiguration {
  /**
   * Maximum number of pods of a node: at most the number of addresses of its network interfaces, and on managed nodes with an image of EKS
   * at most 110 (250 with 30 vCPUs or more).
   *
   * @default - the number of addresses for pods
   * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
   */
  readonly maxPods?: number;
  /**
   * Resources reserved for Kubernetes components, by name: `{ cpu: '100m', memory: '500Mi' }`.
   *
   * @default - by the image: 255 MiB and 11 MiB for each pod, a few percent of the cores
   */
  readonly kubeReserved?: { [resource: string]: string };
  /**
   * Resources reserved for system processes, by name.
   *
   * @default - nothing
   */
  readonly systemReserved?: { [resource: string]: string };
  /**
   * Hard eviction thresholds, at which pods are evicted at once, by signal: `{ 'memory.available': '200Mi' }`.
   *
   * @default - by the image
   */
  readonly evictionHard?: { [signal: string]: string };
  /**
   * Soft eviction thresholds, at which pods are evicted after a grace period, by signal. Each needs an entry in `evictionSoftGracePeriod`.
   *
   * @default - none
   */
  readonly evictionSoft?: { [signal: string]: string };
  /**
   * Grace period of each soft eviction threshold: `{ 'memory.available': '1m30s' }`.
   *
   * @default - none
   */
  readonly evictionSoftGracePeriod?: { [signal: string]: string };
  /**
   * Disk usage in percent above which images are garbage collected: 0 to 100, above `imageGcLowThresholdPercent`.
   *
   * @default 85
   */
  readonly imageGcHighThresholdPercent?: number;
  /**
   * Disk usage in percent down to which images are garbage collected: 0 to 100.
   *
   * @default 80
   */
  readonly imageGcLowThresholdPercent?: number;
  /**
   * Maximum number of processes of a pod.
   *
   * @default - no limit
   */
  readonly podPidsLimit?: number;
  /**
   * Size at which a container's log is rotated, like `10Mi`.
   *
   * @default '10Mi'
   */
  readonly containerLogMaxSize?: string;
  /**
   * Maximum number of log files of a container: 2 or more.
   *
   * @default 5
   */
  readonly containerLogMaxFiles?: number;
  /**
   * CPU manager policy: `none` or `static` (exclusive cores for Guaranteed pods).
   *
   * @default 'none'
   */
  readonly cpuManagerPolicy?: string;
}
