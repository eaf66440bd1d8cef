/**
 * Where a policy that is written by hand was read. The row of its component in the catalogue refers to it: a test fails when the pinned
 * version of the row moves and `version` does not.
 */
export interface PolicyOrigin {
  /** Version of the chart, the add-on or (where the row pins images) the image that the policy was read for, without the build of EKS. */
  readonly version: string;
  /** What was read: repository with tag or commit, and path. */
  readonly file: string;
  /** In what the policy differs on purpose, and why. */
  readonly differs?: string;
}

/** One statement of a policy. All resources where none are named. */
export interface PolicyRow {
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy that is written by hand, with its origin. `Names` are the ARNs and names that its statements contain. */
export interface UpstreamPolicy<Names, Rows = readonly PolicyRow[]> {
  readonly policyOf: PolicyOrigin;
  readonly statements: (names: Names) => Rows;
}

/** Actions of one service: `actionsOf('ec2', 'DescribeVpcs DescribeSubnets')`. */
export const actionsOf = (service: string, names: string): string[] => names.split(' ').map((name) => `${service}:${name}`);

/** Any policy, for rows of the catalogue that refer to some. */
export type AnyUpstreamPolicy = UpstreamPolicy<never, unknown>;
