/** How much a platform costs and endures. */
export enum PlatformProfile {
  /** three zones, a NAT gateway in each, own key for secrets, all logs for 90 days, three nodes on demand. */
  PRODUCTION = 'PRODUCTION',
  /** two zones, one NAT gateway, AWS' key for secrets, two logs for 7 days, two spot nodes. */
  DEVELOPMENT = 'DEVELOPMENT',
}
