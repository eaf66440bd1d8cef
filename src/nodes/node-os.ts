/** Operating system of nodes. */
export enum NodeOs {
  /** Amazon Linux 2023. */
  AL2023 = 'AL2023',
  /** Bottlerocket: a small, read-only system made for containers. */
  BOTTLEROCKET = 'BOTTLEROCKET',
  /** Bottlerocket with FIPS 140-3 validated cryptography. */
  BOTTLEROCKET_FIPS = 'BOTTLEROCKET_FIPS',
}
