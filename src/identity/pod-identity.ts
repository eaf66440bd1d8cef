import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnPodIdentityAssociation, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { PodIdentityOptions } from './identity-type';
import { literalNameOf } from '../cluster/literal-name';
import { Problem } from '../errors/problems';

/** A service account that gets a role. */
export interface ServiceAccountRef {
  readonly cluster: ICluster;
  readonly namespace: string;
  readonly serviceAccountName: string;
}

const PRINCIPAL = 'pods.eks.amazonaws.com';
/** Source: EKS API reference, CreatePodIdentityAssociation. */
const LONGEST_SESSION_POLICY = 2048;

export const hasSessionTags = ({ sessionTags, sessionPolicy }: PodIdentityOptions): boolean => sessionTags ?? sessionPolicy === undefined;

/**
 * Lets pods of one service account of one cluster take the role: exact, by the tags of the session, or by the cluster where it has none.
 */
export function podIdentityTrust(
  { cluster, namespace, serviceAccountName }: ServiceAccountRef,
  options: PodIdentityOptions,
  user: IConstruct,
): iam.PolicyStatement {
  const clusterArn = arnOf(cluster, user);
  const tags = { 'eks-cluster-arn': clusterArn, 'kubernetes-namespace': namespace, 'kubernetes-service-account': serviceAccountName };
  return new iam.PolicyStatement({
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    principals: [new iam.ServicePrincipal(PRINCIPAL)],
    conditions: hasSessionTags(options)
      ? { StringEquals: Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`aws:RequestTag/${tag}`, value])) }
      : { StringEquals: { 'aws:SourceAccount': Stack.of(cluster).account }, ArnEquals: { 'aws:SourceArn': clusterArn } },
  });
}

// a cluster of another stack by its name, where that is known: its association refers to the role already
function arnOf(cluster: ICluster, user: IConstruct): string {
  const name = literalNameOf(cluster);
  const stack = Stack.of(cluster);
  return name === undefined || stack === Stack.of(user)
    ? cluster.clusterArn
    : stack.formatArn({ service: 'eks', resource: 'cluster', resourceName: name });
}

// a role of another stack would make the stacks need each other
function trust(targetRole: iam.IRole, role: iam.IRole): void {
  if (!(targetRole instanceof iam.Role) || Stack.of(targetRole) !== Stack.of(role)) return;
  const principals = [new iam.ArnPrincipal(role.roleArn)];
  targetRole.assumeRolePolicy?.addStatements(new iam.PolicyStatement({ principals, actions: ['sts:AssumeRole', 'sts:TagSession'] }));
}

/** Gives a service account its role. */
export function associate(
  scope: Construct,
  account: ServiceAccountRef,
  role: iam.IRole,
  options: PodIdentityOptions,
): CfnPodIdentityAssociation {
  const { targetRole, sessionPolicy } = options;
  if (targetRole) {
    role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['sts:AssumeRole', 'sts:TagSession'], resources: [targetRole.roleArn] }));
    trust(targetRole, role);
  }
  return new CfnPodIdentityAssociation(scope, 'Association', {
    clusterName: account.cluster.clusterName,
    namespace: account.namespace,
    serviceAccount: account.serviceAccountName,
    roleArn: role.roleArn,
    targetRoleArn: targetRole?.roleArn,
    disableSessionTags: hasSessionTags(options) ? undefined : true,
    policy: sessionPolicy && Lazy.string({ produce: () => Stack.of(scope).toJsonString(sessionPolicy) }),
  });
}

export function podIdentityProblems({ sessionTags, sessionPolicy }: PodIdentityOptions): Problem[] {
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html';
  if (!sessionPolicy) return [];
  const length = JSON.stringify(sessionPolicy.toJSON() ?? '').length;
  return [
    ...(sessionPolicy.isEmpty
      ? [
          {
            finding: 'sessionPolicy has no statements',
            constraint: 'a session policy must have at least one statement',
            remediation: 'Add statements, or remove sessionPolicy',
            source,
          },
        ]
      : []),
    ...(sessionTags
      ? [
          {
            finding: 'sessionPolicy and sessionTags are mutually exclusive',
            constraint: 'a session with a policy has no session tags',
            remediation: 'Remove one of them',
            source,
          },
        ]
      : []),
    ...(length > LONGEST_SESSION_POLICY
      ? [
          {
            finding: `sessionPolicy has ${length} characters`,
            constraint: `it must have at most ${LONGEST_SESSION_POLICY}`,
            remediation: 'Shorten sessionPolicy, or grant the role fewer permissions',
            source,
          },
        ]
      : []),
  ];
}
