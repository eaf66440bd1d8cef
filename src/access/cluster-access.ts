import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { usernameProblems } from './access-entry.rules';
import { AccessPrincipal } from './access-principal';
import { KubernetesGroup } from './kubernetes-group';
import { accessEntryFor } from '../cluster/access-entries';
import { ClusterAccessPolicy } from '../cluster/cluster-access-policy';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from '../cluster/outpost-placement';
import { failOn } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of {@link ClusterAccess}. */
export interface ClusterAccessProps {
  /** The cluster, with authentication mode API or API_AND_CONFIG_MAP. */
  readonly cluster: ICluster;
  /** The IAM principal. */
  readonly principal: AccessPrincipal;
  /**
   * EKS access policies of the principal.
   *
   * @default - none: permissions of `kubernetesGroups` only
   */
  readonly accessPolicies?: ClusterAccessPolicy[];
  /**
   * Kubernetes groups of the principal, to which RBAC bindings give permissions.
   *
   * @default - none
   */
  readonly kubernetesGroups?: KubernetesGroup[];
  /**
   * Kubernetes username, as in the audit log. It may contain `{{SessionName}}` after a colon.
   *
   * @default - the ARN of the session
   */
  readonly username?: string;
}

/**
 * An access entry: permissions of an IAM principal in a cluster. Several ClusterAccess of one principal are merged into one entry.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 *
 * @example
 * const developers = new iam.Role(this, 'Developers', { assumedBy: new iam.AccountRootPrincipal() });
 *
 * new ClusterAccess(this, 'DeveloperAccess', {
 *   cluster,
 *   principal: AccessPrincipal.role(developers),
 *   accessPolicies: [ClusterAccessPolicy.edit('shop')],
 * });
 */
export class ClusterAccess extends Construct {
  /** ARN of the IAM principal. */
  public readonly principalArn: string;

  constructor(scope: Construct, id: string, props: ClusterAccessProps) {
    checkProps('ClusterAccessProps', scope, id, props, new.target !== ClusterAccess);
    const { cluster, principal, accessPolicies = [], kubernetesGroups = [], username } = props;
    failOn(scope, id, [...(hasAccessEntries(cluster) ? [] : [NO_ACCESS_ENTRIES]), ...principal._problems(), ...usernameProblems(username)]);
    super(scope, id);
    this.principalArn = principal._arn(this);
    const entry = accessEntryFor(this, 'Entry', cluster, this.principalArn, accessPolicies, {
      groups: kubernetesGroups.map(({ groupName }) => groupName),
      username,
    });
    this.node.defaultChild = entry.node.defaultChild;
  }
}
