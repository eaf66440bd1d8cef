/** Update mode of a VerticalPodAutoscaler. */
export enum VpaUpdateMode {
  /** recommendations are written into the status of the VerticalPodAutoscaler only. */
  OFF = 'Off',
  /** new pods get the recommended requests; running pods are not changed. */
  INITIAL = 'Initial',
  /** pods whose requests differ too much from the recommendation are evicted, within their PodDisruptionBudget, and created again. */
  RECREATE = 'Recreate',
  /** running pods are resized in place, or evicted if that is not possible. Kubernetes 1.33 or newer. */
  IN_PLACE_OR_RECREATE = 'InPlaceOrRecreate',
}
