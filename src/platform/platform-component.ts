/** A part that a {@link Platform} can leave out. */
export enum PlatformComponent {
  /** the core add-ons. */
  ADDONS = 'ADDONS',
  /** the managed nodes. */
  NODES = 'NODES',
  /** the default storage class and its driver. */
  STORAGE = 'STORAGE',
  /** the load balancer controller. */
  ALB_CONTROLLER = 'ALB_CONTROLLER',
}
