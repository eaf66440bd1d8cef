/**
 * The partition of each region, by the expressions of the AWS SDKs, in their order. Source: boto/botocore, botocore/data/partitions.json,
 * `regionRegex` (commit 3fb2049); of aws-eusc, which it does not have, aws-cdk-lib, region-info.
 */
export const PARTITIONS: readonly (readonly [partition: string, region: RegExp])[] = [
  ['aws', /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/],
  ['aws-cn', /^cn-\w+-\d+$/],
  ['aws-us-gov', /^us-gov-\w+-\d+$/],
  ['aws-iso', /^us-iso-\w+-\d+$/],
  ['aws-iso-b', /^us-isob-\w+-\d+$/],
  ['aws-iso-e', /^eu-isoe-\w+-\d+$/],
  ['aws-iso-f', /^us-isof-\w+-\d+$/],
  ['aws-eusc', /^eusc-de-\w+-\d+$/],
];
