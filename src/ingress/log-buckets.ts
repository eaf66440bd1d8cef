import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { LoadBalancerLogs } from './alb/alb-options';
import { problemMessage, StrataError } from '../errors/problems';

/** Source: Elastic Load Balancing, enable-access-logging for Application Load Balancers. */
const ALB_SERVICE = 'logdelivery.elasticloadbalancing.amazonaws.com';
/** Source: Elastic Load Balancing, enable-access-logs for Network Load Balancers. */
const NLB_SERVICE = 'delivery.logs.amazonaws.com';

/** Allows Application Load Balancers to write logs to a bucket. In older regions the principal is an account of Elastic Load Balancing. */
export function allowAlbLogs(logs: LoadBalancerLogs): void {
  const { bucket } = logs;
  if (bucket.encryptionKey) {
    throw new StrataError(
      problemMessage(bucket.node.path, {
        finding: 'the log bucket is encrypted with a KMS key',
        constraint: 'Application Load Balancers write logs only into buckets that use SSE-S3',
        remediation: 'Set `encryption` of the bucket to BucketEncryption.S3_MANAGED',
        source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
      }),
    );
  }
  const { region } = Stack.of(bucket);
  const account = Token.isUnresolved(region) ? undefined : RegionInfo.get(region).elbv2Account;
  const principals = [new iam.ServicePrincipal(ALB_SERVICE), ...(account ? [new iam.AccountPrincipal(account)] : [])];
  once(logs, 'alb', () =>
    bucket.addToResourcePolicy(new iam.PolicyStatement({ principals, actions: ['s3:PutObject'], resources: [objectsOf(logs)] })),
  );
}

/** Allows Network Load Balancers of this account to write logs to a bucket. */
export function allowNlbLogs(logs: LoadBalancerLogs): void {
  const { bucket } = logs;
  const stack = Stack.of(bucket);
  const ours = {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
  };
  const principals = [new iam.ServicePrincipal(NLB_SERVICE)];
  once(logs, 'nlb', () => {
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({ principals, actions: ['s3:GetBucketAcl'], resources: [bucket.bucketArn], conditions: ours }),
    );
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        principals,
        actions: ['s3:PutObject'],
        resources: [objectsOf(logs)],
        conditions: { ...ours, StringEquals: { ...ours.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
  });
}

function objectsOf({ bucket, prefix }: LoadBalancerLogs): string {
  return bucket.arnForObjects(`${prefix ? `${prefix}/` : ''}AWSLogs/${Stack.of(bucket).account}/*`);
}

const ALLOWED = Symbol.for('cdk-eks-strata.allowed-logs');

// several routes can use the same bucket
function once({ bucket, prefix = '' }: LoadBalancerLogs, kind: string, allow: () => void): void {
  const holder = bucket as { [ALLOWED]?: Set<string> };
  if (!holder[ALLOWED]) Object.defineProperty(bucket, ALLOWED, { value: new Set() });
  const key = `${kind} ${prefix}`;
  if (holder[ALLOWED]!.has(key)) return;
  holder[ALLOWED]!.add(key);
  allow();
}
