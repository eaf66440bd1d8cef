/** What becomes of the requests of containers. */
export enum VpaUpdateMode {
  /** what would be right is written into the VerticalPodAutoscaler, for people to read. */
  OFF = 'Off',
  /** new pods get what is right; pods that run stay as they are. */
  INITIAL = 'Initial',
  /** pods whose requests are far off are evicted, within their disruption budget, and made again. */
  RECREATE = 'Recreate',
  /** pods are changed where they run, and evicted where that is not possible. Kubernetes 1.33 or newer. */
  IN_PLACE_OR_RECREATE = 'InPlaceOrRecreate',
}
