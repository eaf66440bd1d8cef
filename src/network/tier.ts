/** A tier of subnets beside public, application and data. */
export interface ExtraTier {
  /** Name of the tier, part of its subnets' ids and of `subnetGroupName`: 1–40 letters, digits or hyphens, not one of the three tiers. */
  readonly name: string;
  /**
   * Whether the tier reaches the internet through the VPC's egress.
   *
   * @default false - the tier is isolated
   */
  readonly egress?: boolean;
}
