/** What installs pods that are in no manifest of the app, and where its users change them. */
export interface Component {
  /** as in messages: `the EKS add-on coredns`. */
  readonly name: string;
  /** where nodeSelector, tolerations and resources are set. */
  readonly settings: string;
  /** EKS waits for its pods when it creates it. */
  readonly isAddon?: true;
  /** its pods are not needed for a deployment, or are changed outside of the app. */
  readonly isUncertain?: true;
}
