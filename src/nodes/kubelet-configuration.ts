/** Settings of the kubelet. What is left out stays as the image has it. */
export interface KubeletConfiguration {
  /**
   * Most pods of a node: at most what its network interfaces have addresses for, and on managed nodes with an image of EKS at most 110 (250
   * from 30 vCPU on).
   *
   * @default - as many as find an address
   * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
   */
  readonly maxPods?: number;
  /**
   * Kept for Kubernetes, by resource: `{ cpu: '100m', memory: '500Mi' }`.
   *
   * @default - by the image: 255 MiB and 11 MiB for each pod, a few percent of the cores
   */
  readonly kubeReserved?: { [resource: string]: string };
  /**
   * Kept for the system, by resource.
   *
   * @default - nothing
   */
  readonly systemReserved?: { [resource: string]: string };
  /**
   * Signals at which pods are evicted at once: `{ 'memory.available': '200Mi' }`.
   *
   * @default - by the image
   */
  readonly evictionHard?: { [signal: string]: string };
  /**
   * Signals at which pods are evicted after a while. Each needs an entry in `evictionSoftGracePeriod`.
   *
   * @default - none
   */
  readonly evictionSoft?: { [signal: string]: string };
  /**
   * How long each soft signal may last: `{ 'memory.available': '1m30s' }`.
   *
   * @default - none
   */
  readonly evictionSoftGracePeriod?: { [signal: string]: string };
  /**
   * Share of the disk, in percent, above which images are removed: 0 to 100, above `imageGcLowThresholdPercent`.
   *
   * @default 85
   */
  readonly imageGcHighThresholdPercent?: number;
  /**
   * Share of the disk, in percent, down to which images are removed: 0 to 100.
   *
   * @default 80
   */
  readonly imageGcLowThresholdPercent?: number;
  /**
   * Most processes of a pod.
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
   * How many logs of a container are kept: 2 or more.
   *
   * @default 5
   */
  readonly containerLogMaxFiles?: number;
  /**
   * How cores are given to pods: `none` or `static` (whole cores to guaranteed pods).
   *
   * @default 'none'
   */
  readonly cpuManagerPolicy?: string;
}
