/** An additional tier of subnets. */
export interface ExtraTier {
  /** Name of the tier, part of its subnets' ids and of `subnetGroupName`: 1–40 letters, digits or hyphens, not one of the three tiers. */
  readonly name: string;
  /**
   * Route the tier to the internet through the egress of the VPC.
   *
   * @default false - the subnets are isolated
   */
  readonly egress?: boolean;
}
