/** A component that `without` of a {@link Platform} can exclude. */
export enum PlatformComponent {
  /** the core add-ons. */
  ADDONS = 'ADDONS',
  /** the managed node group. */
  NODES = 'NODES',
  /** the default StorageClass and the EBS CSI driver. */
  STORAGE = 'STORAGE',
  /** the AWS Load Balancer Controller. */
  ALB_CONTROLLER = 'ALB_CONTROLLER',
}
