/** Preset that trades cost against availability. */
export enum PlatformProfile {
  /** three zones, a NAT gateway in each, a KMS key for secrets, all control plane logs for 90 days, on-demand nodes. */
  PRODUCTION = 'PRODUCTION',
  /** two zones, one NAT gateway, an AWS owned key for secrets, two control plane logs for 7 days, spot nodes. */
  DEVELOPMENT = 'DEVELOPMENT',
}
