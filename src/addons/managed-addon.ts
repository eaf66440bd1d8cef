import { Lazy, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { deepMerge } from '../apply/deep-merge.rules';
import { tokenJson } from '../apply/token-json';
import { AddonRow } from '../catalog/addons.data';
import { feature, CapabilityData } from '../catalog/capability.rules';
import { addonRow } from '../catalog/catalog.rules';
import { UpstreamPolicy } from '../catalog/policies/upstream-policy.rules';
import { VpcCniNames } from '../catalog/policies/vpc-cni-policy.data';
import { environmentProblems } from '../cluster/cluster-environment';
import { acknowledgeManagedPolicies, acknowledgeWildcards } from '../cluster/nag-acknowledgements';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from '../cluster/outpost-placement';
import { PropagatedTags } from '../cluster/propagated-tags';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem } from '../errors/problems';
import { IdentityType } from '../identity/identity-type';
import { allow } from '../identity/upstream-policy';
import { WorkloadIdentity } from '../identity/workload-identity';
import { cellOf } from '../kubernetes/versions.rules';
import { ClusterModel } from '../model/cluster-model';
import { requireAwsApis } from '../network/aws-apis';
import { checkProps } from '../props/check-props';

/** Properties of a {@link ManagedAddon}. */
export interface ManagedAddonProps {
  /** The cluster. */
  readonly cluster: eks.ICluster;
  /** Name of the add-on in the EKS API, like `coredns`: `aws eks describe-addon-versions` lists all. */
  readonly addonName: string;
  /**
   * Version like `v1.14.3-eksbuild.16`.
   *
   * @default - the newest version that this library knows for the Kubernetes version of the cluster; if none is known, EKS chooses
   */
  readonly addonVersion?: string;
  /**
   * Configuration values, by the schema of the add-on version (`aws eks describe-addon-configuration`).
   *
   * @default - the defaults of the add-on
   */
  readonly configurationValues?: { [key: string]: any };
  /**
   * Permissions boundary and path of the role of the service account, or an existing role with a trust policy for the service account.
   *
   * @default - a role with the required permissions, if this library knows the add-on; else no role
   */
  readonly roleOptions?: RoleOptions;
  /**
   * Mechanism by which the pods assume the role, if this library knows the add-on and no existing role is given. With Pod Identity, the
   * node service account of the EFS driver has a separate role with mount permissions only; with IRSA both service accounts share a role.
   *
   * @default IdentityType.irsa()
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
   */
  readonly identityType?: IdentityType;
}

/**
 * An EKS add-on with its IAM role, ordered before or after the nodes.
 *
 * @example
 * new ManagedAddon(this, 'Efs', { cluster, addonName: 'aws-efs-csi-driver' });
 */
export class ManagedAddon extends Construct {
  /** The underlying CfnAddon. */
  public readonly addon: eks.CfnAddon;
  /** IAM identity of the add-on, if it calls AWS APIs and no existing role is given. */
  public readonly identity?: WorkloadIdentity;
  /** Role of the service account, if any. */
  public readonly role?: iam.IRole;
  /** IAM identity of the node pods, if separate: for the EFS driver with Pod Identity. */
  public readonly nodeIdentity?: WorkloadIdentity;

  constructor(scope: Construct, id: string, props: ManagedAddonProps) {
    checkProps('ManagedAddonProps', scope, id, props, new.target !== ManagedAddon);
    const { cluster, addonName } = props;
    failOn(scope, id, environmentProblems(scope, cluster));
    if (!hasAccessEntries(cluster)) {
      failOn(scope, id, [
        {
          ...NO_ACCESS_ENTRIES,
          constraint: 'it does not support EKS add-ons: EKS installs vpc-cni, kube-proxy and coredns itself',
          remediation: 'Remove the add-on',
        },
      ]);
    }
    failOn(
      scope,
      id,
      /^[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(addonName)
        ? []
        : [
            {
              finding: `addonName is '${addonName}'`,
              constraint: 'it must be the name of an EKS add-on, like aws-ebs-csi-driver',
              remediation: 'Use a name that aws eks describe-addon-versions returns',
              source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html',
            },
          ],
    );
    const inventory = ClusterModel.of(cluster);
    const installed = inventory._installed(`add-on ${addonName}`);
    failOn(scope, id, installed ? [installedTwice(addonName, installed)] : []);
    const row = addonRow(addonName);
    const existing = props.roleOptions?.role;
    failOn(scope, id, mechanismProblems(props, row));
    super(scope, id);
    this.identity = existing ? undefined : this.ownIdentity(row, props);
    this.role = existing ?? this.identity?.role;
    this.nodeIdentity = this.identity && this.secondIdentity(row!, props, this.identity);
    const minor = (cluster.node.defaultChild as eks.CfnCluster | undefined)?.version;
    this.addon = new eks.CfnAddon(this, 'Resource', {
      clusterName: cluster.clusterName,
      addonName,
      addonVersion: props.addonVersion ?? (row && cellOf(row.versions, minor)?.version),
      configurationValues: this.renderConfiguration(props, row),
      // by Pod Identity EKS gives the role by an association
      serviceAccountRoleArn: this.identity?.usesPodIdentity ? undefined : this.role?.roleArn,
      resolveConflicts: 'OVERWRITE',
    });
    this.node.defaultChild = this.addon;
    requireAwsApis(cluster, this.addon, row?.awsApis ?? []);
    inventory._install(`add-on ${addonName}`, this);
    // what each add-on provides and requires is read from the resource, so that one made without this construct counts as well
    if (row?.identity) this.linkIdentity(inventory, feature(`identity ${row.identity.namespace}/${row.identity.serviceAccount}`));
    if (this.nodeIdentity) {
      this.linkIdentity(inventory, feature(`identity ${this.nodeIdentity.namespace}/${this.nodeIdentity.serviceAccountName}`));
    }
  }

  private renderConfiguration({ configurationValues }: ManagedAddonProps, row?: AddonRow): string | undefined {
    const tagged = row?.volumeTags;
    if (!tagged) return configurationValues && tokenJson(() => configurationValues);
    const launched = new PropagatedTags(this, 'ebs-driver');
    const values = () => deepMerge(Object.keys(launched.values).length > 0 ? tagged(launched.values) : {}, configurationValues ?? {});
    // left out where there is nothing to say: tags come by aspects
    return Lazy.uncachedString({
      produce: (context) => (Object.keys(values()).length > 0 ? (context.resolve(tokenJson(values)) as string) : undefined),
    });
  }

  private linkIdentity(inventory: ClusterModel, identity: CapabilityData): void {
    if (this.identity) inventory._orderAfter(this.addon, identity);
    else inventory._provide(this.addon, identity);
  }

  /** Who mounts: the pods on nodes. @internal */
  public get _mountRole(): iam.IRole | undefined {
    return this.nodeIdentity?.role ?? this.role;
  }

  // by IRSA the add-on annotates both service accounts with one role
  private secondIdentity({ identity: row }: AddonRow, props: ManagedAddonProps, first: WorkloadIdentity): WorkloadIdentity | undefined {
    const { cluster, roleOptions, identityType } = props;
    const serviceAccountName = row?.secondServiceAccount;
    if (serviceAccountName === undefined) return undefined;
    const { namespace } = first;
    if (first.usesPodIdentity) {
      return new WorkloadIdentity(this, 'NodeIdentity', { cluster, namespace, serviceAccountName, identityType, roleOptions });
    }
    new WorkloadIdentity(this, 'AlsoIdentity', { cluster, namespace, serviceAccountName, roleFrom: first });
    return undefined;
  }

  private ownIdentity(row: AddonRow | undefined, props: ManagedAddonProps): WorkloadIdentity | undefined {
    const { cluster, roleOptions, identityType = IdentityType._irsaAlone() } = props;
    if (!row?.identity) return undefined;
    const { namespace, serviceAccount: serviceAccountName, managedPolicies, ipv6Policy } = row.identity;
    const identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace, serviceAccountName, identityType, roleOptions });
    const role = identity.role as iam.Role;
    if (ipv6Policy && cluster.ipFamily === eks.IpFamily.IP_V6) {
      allowIpv6(role, ipv6Policy);
    } else {
      managedPolicies.forEach((name) => role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(name)));
      acknowledgeManagedPolicies(role, managedPolicies, 'what the add-on needs, kept current by AWS');
    }
    return identity;
  }
}

const installedTwice = (addonName: string, { node }: IConstruct): Problem => ({
  finding: `addonName is '${addonName}', which ${node.path} already installs`,
  constraint: 'an add-on can be installed only once on a cluster',
  remediation: 'Use the existing add-on, or create this construct before it',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html',
});

function mechanismProblems({ addonName, identityType, roleOptions }: ManagedAddonProps, row: AddonRow | undefined): Problem[] {
  if (!identityType) return [];
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html';
  return [
    ...(row?.identity
      ? []
      : [
          {
            finding: `identityType is given for ${addonName}`,
            constraint: 'the library does not know a role for this add-on',
            remediation: 'Remove identityType',
          },
        ]),
    ...(roleOptions?.role
      ? [
          {
            finding: 'identityType and roleOptions.role are mutually exclusive',
            constraint: 'EKS annotates the service account with an existing role',
            remediation: 'Remove one of them',
          },
        ]
      : []),
    ...(identityType._podIdentity?.targetRole
      ? [
          {
            finding: 'identityType has a targetRole',
            constraint: 'the policies of the add-on belong to its own role',
            remediation: 'Remove targetRole',
            source,
          },
        ]
      : []),
  ];
}

// AWS has no managed policy for vpc-cni with IPv6
function allowIpv6(role: iam.Role, policy: UpstreamPolicy<VpcCniNames>): void {
  const interfaces = Stack.of(role).formatArn({
    service: 'ec2',
    region: '*',
    account: '*',
    resource: 'network-interface',
    resourceName: '*',
  });
  allow(role, policy.statements({ interfaces }));
  acknowledgeWildcards(
    role,
    ['*', 'ec2:*:*:network-interface/*'],
    'the official policy of vpc-cni for IPv6: interfaces are not known by name',
  );
}
