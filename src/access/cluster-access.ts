import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { AccessPrincipal } from './access-principal';
import { KubernetesGroup } from './kubernetes-group';
import { accessEntryFor } from '../cluster/access-entries';
import { ClusterAccessPolicy } from '../cluster/cluster-access-policy';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from '../cluster/local-cluster';
import { failOn, Problem } from '../errors/problems';

/** Properties of {@link ClusterAccess}. */
export interface ClusterAccessProps {
  /** The cluster, with authentication mode API or API_AND_CONFIG_MAP. */
  readonly cluster: ICluster;
  /** Who logs in. */
  readonly principal: AccessPrincipal;
  /**
   * What they may do, by access policies of EKS.
   *
   * @default - nothing beside their groups
   */
  readonly accessPolicies?: ClusterAccessPolicy[];
  /**
   * Groups of Kubernetes that they are in, with permissions of your own.
   *
   * @default - none
   */
  readonly kubernetesGroups?: KubernetesGroup[];
  /**
   * Name that Kubernetes knows them by, in its audit log: `{{SessionName}}` stands for the session, and follows a colon.
   *
   * @default - the ARN of the session
   */
  readonly username?: string;
}

/**
 * Who may do what in a cluster: an access entry. Several for one principal become one entry, whichever construct made it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export class ClusterAccess extends Construct {
  /** ARN of who logs in. */
  public readonly principalArn: string;

  constructor(scope: Construct, id: string, props: ClusterAccessProps) {
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

/** Source: EKS User Guide, creating-access-entries. */
const RESERVED = /^(system|eks|aws|amazon|iam):/;

function usernameProblems(username: string | undefined): Problem[] {
  if (username === undefined) return [];
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html';
  if (RESERVED.test(username))
    return [
      {
        finding: `username is '${username}'`,
        constraint: 'it does not begin with system:, eks:, aws:, amazon: or iam:',
        remediation: 'Choose another beginning',
        source,
      },
    ];
  return /\{\{SessionName(Raw)?\}\}/.test(username) && !/:.*\{\{SessionName/.test(username)
    ? [
        {
          finding: `username is '${username}'`,
          constraint: 'a colon stands before {{SessionName}}',
          remediation: `Write it like 'team:${username}'`,
          source,
        },
      ]
    : [];
}
