import { Token } from 'aws-cdk-lib';
import { AccessPolicyArn, AccessScope, AccessScopeType, IAccessPolicy } from 'aws-cdk-lib/aws-eks-v2';
import { ACCESS_POLICIES, AccessPolicyRow } from './access-policies.data';
import { problemMessage, StrataError } from '../errors/problems';

const SOURCE = 'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html';

/**
 * An EKS access policy with its scope: some namespaces, or the whole cluster. No Kubernetes objects are created.
 *
 * Namespaces may contain `*`, like `dev-*`. Only {@link clusterAdmin} covers custom resources: for others, use a {@link KubernetesGroup}.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export class ClusterAccessPolicy implements IAccessPolicy {
  /** Full access to the whole cluster. */
  static clusterAdmin(): ClusterAccessPolicy {
    return ClusterAccessPolicy.of('AmazonEKSClusterAdminPolicy');
  }

  /**
   * Write access to most resources of the namespaces, including roles and Secrets, without quotas and the namespaces themselves. Without
   * namespaces, in the whole cluster.
   */
  static admin(...namespaces: string[]): ClusterAccessPolicy {
    return ClusterAccessPolicy.of('AmazonEKSAdminPolicy', ...namespaces);
  }

  /** For developers: write access to most resources of the namespaces, including Secrets, without roles. Default: all namespaces. */
  static edit(...namespaces: string[]): ClusterAccessPolicy {
    return ClusterAccessPolicy.of('AmazonEKSEditPolicy', ...namespaces);
  }

  /** Read access to most resources of the namespaces, without Secrets. Default: all namespaces. */
  static view(...namespaces: string[]): ClusterAccessPolicy {
    return ClusterAccessPolicy.of('AmazonEKSViewPolicy', ...namespaces);
  }

  /** Read access to everything, including Secrets. Default: the whole cluster. */
  static adminView(...namespaces: string[]): ClusterAccessPolicy {
    return ClusterAccessPolicy.of('AmazonEKSAdminViewPolicy', ...namespaces);
  }

  /** Read access to Secrets. Default: the whole cluster. */
  static secretReader(...namespaces: string[]): ClusterAccessPolicy {
    return ClusterAccessPolicy.of('AmazonEKSSecretReaderPolicy', ...namespaces);
  }

  /** Write access to Secrets. Default: the whole cluster. */
  static secretAdmin(...namespaces: string[]): ClusterAccessPolicy {
    return ClusterAccessPolicy.of('AmazonEKSSecretAdminPolicy', ...namespaces);
  }

  /**
   * Any access policy by its name: `aws eks list-access-policies` lists all.
   *
   * @param policyName name like AmazonEKSViewPolicy, or its ARN. Policies that EKS attaches itself are refused.
   * @param namespaces scope of the policy. Default: the whole cluster
   */
  static of(policyName: string, ...namespaces: string[]): ClusterAccessPolicy {
    return new ClusterAccessPolicy(policyName, namespaces);
  }

  /** ARN of the access policy. */
  public readonly policy: string;
  /** Scope of the access policy. */
  public readonly accessScope: AccessScope;

  private constructor(nameOrArn: string, namespaces: string[]) {
    const policyName = nameOrArn.replace(/^arn:.*\//, '');
    const row = (ACCESS_POLICIES as Record<string, AccessPolicyRow>)[policyName];
    const problem = (what: string, limit: string, fix: string) => {
      throw new StrataError(
        problemMessage(`ClusterAccessPolicy ${policyName}`, { finding: what, constraint: limit, remediation: fix, source: SOURCE }),
      );
    };
    if (row === undefined && !/^(Amazon|AWS)\w+Policy$/.test(policyName)) {
      problem(
        `policyName is ${policyName}`,
        'it must be the name of an access policy, like AmazonEKSViewPolicy',
        'Use a name that aws eks list-access-policies returns',
      );
    }
    if (row?.attachedBy) problem(`policyName is ${policyName}`, `${row.attachedBy} attaches it itself, for ${row.allows}`, 'Remove it');
    const wrong = namespaces.find((name) => !Token.isUnresolved(name) && !/^[a-z0-9*]([-a-z0-9*]{0,61}[a-z0-9*])?$/.test(name));
    if (wrong !== undefined) {
      problem(
        `namespaces contains '${wrong}'`,
        'a namespace must have 1–63 lower-case letters, digits, hyphens or *',
        "Use a name like 'shop' or 'dev-*'",
      );
    }
    this.policy = AccessPolicyArn.of(policyName).policyArn;
    this.accessScope = namespaces.length === 0 ? { type: AccessScopeType.CLUSTER } : { type: AccessScopeType.NAMESPACE, namespaces };
  }
}
