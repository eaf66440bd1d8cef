import { filledOf } from '../../reading/contents.rules';
import { Rule } from '../../rule';

/**
 * The error of AWS, what the resource contains, and what empties or retains it. Source: S3, ECR, Route 53 and AWS Backup API Reference:
 * DeleteBucket, DeleteRepository, DeleteHostedZone, DeleteBackupVault.
 */
const BY_TYPE: Readonly<Record<string, { readonly error: string; readonly contents: string; readonly remediation: string }>> = {
  'AWS::S3::Bucket': {
    error: 'BucketNotEmpty',
    contents: 'objects',
    remediation: 'Set autoDeleteObjects of the bucket to true, or its removalPolicy to RemovalPolicy.RETAIN',
  },
  'AWS::ECR::Repository': {
    error: 'RepositoryNotEmptyException',
    contents: 'images',
    remediation: 'Set emptyOnDelete of the repository to true, or its removalPolicy to RemovalPolicy.RETAIN',
  },
  'AWS::Route53::HostedZone': {
    error: 'HostedZoneNotEmpty',
    contents: 'records',
    remediation: 'Set the policy of ExternalDNS to sync, or retain the hosted zone: applyRemovalPolicy(RemovalPolicy.RETAIN)',
  },
  'AWS::Backup::BackupVault': {
    error: 'InvalidRequestException',
    contents: 'recovery points',
    remediation: 'Set the removalPolicy of the backup vault to RemovalPolicy.RETAIN',
  },
};

export const notEmptied: Rule = {
  id: 'not-emptied',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'bucket, image repository, hosted zone or backup vault that its stack deletes, and that is not empty by then',
  reason: 'AWS deletes only empty buckets, repositories, hosted zones and backup vaults, and the deletion of the stack fails',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  check: (facts) =>
    filledOf(facts).map(({ resource: { path, type }, writer }) => {
      const { error, contents, remediation } = BY_TYPE[type];
      const finding =
        writer === undefined
          ? `the stack deletes it, which fails as soon as it contains ${contents} (${error})`
          : `the stack deletes it, which fails because it contains ${contents} of ${writer} (${error})`;
      return { path, finding, remediation };
    }),
};
