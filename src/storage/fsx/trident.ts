import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ManagedAddon } from '../../addons/managed-addon';
import { AwaitedValue } from '../../apply/awaited-value';
import { chartSourceProblems } from '../../apply/chart-source';
import { HelmChartOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { kind, object, feature } from '../../catalog/capability.rules';
import { CHARTS } from '../../catalog/charts.data';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { IdentityType } from '../../identity/identity-type';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { ClusterModel } from '../../model/cluster-model';
import { requireAwsApis } from '../../network/aws-apis';
import { checkProps } from '../../props/check-props';
import { prepareSnapshots } from '../snapshot-controller';

/** Properties of {@link Trident}. */
export interface TridentProps extends HelmChartOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Prepare the nodes for iSCSI, which SAN volumes need. The nodes run Amazon Linux 2023.
   *
   * @default false
   */
  readonly iscsi?: boolean;
  /**
   * Install the EKS add-on of the AWS Marketplace, to which the account must be subscribed, instead of the Helm chart.
   *
   * @default false
   */
  readonly marketplaceAddon?: boolean;
  /**
   * Version of the Helm chart, or of the EKS add-on.
   *
   * @default '100.2606.0' - the default version of EKS for the add-on
   */
  readonly chartVersion?: string;
  /**
   * Permissions boundary and IAM path of the role, or an existing role that has the permissions.
   *
   * @default - a role without a boundary, path '/'
   */
  readonly roleOptions?: RoleOptions;
}

const { identity: ACCOUNT, awsApis } = CHARTS['trident-operator'];
const BACKENDS = 'tridentbackendconfigs.trident.netapp.io';

/**
 * NetApp Trident, the CSI driver for FSx for NetApp ONTAP. One per cluster, used by `FsxOntapStorage`.
 *
 * @see https://docs.netapp.com/us-en/trident/trident-use/trident-fsx.html
 *
 * @example
 * new Trident(this, 'Trident', { cluster, iscsi: true });
 */
export class Trident extends Construct {
  /** IAM identity of the Trident controller. */
  public readonly identity: WorkloadIdentity;
  /** Whether Trident prepares the nodes for iSCSI. */
  public readonly iscsi: boolean;
  /** Completes when TridentBackendConfigs can be created. @internal */
  public readonly _ready: Construct;

  constructor(scope: Construct, id: string, props: TridentProps) {
    checkProps('TridentProps', scope, id, props, new.target !== Trident);
    const { cluster, iscsi = false, marketplaceAddon = false, chartVersion } = props;
    failOn(scope, id, [...chartSourceProblems({ ...props, chartVersion: chartVersion }), ...addonProblems(props)]);
    super(scope, id);
    this.iscsi = iscsi;
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: ACCOUNT.serviceAccount,
      identityType: IdentityType._irsaAlone(),
      roleOptions: props.roleOptions,
    });
    if (marketplaceAddon) {
      this.addon(props);
    } else {
      installChart(this, 'trident-operator', { ...props, chartVersion: chartVersion }, () => ({
        cloudProvider: 'AWS',
        cloudIdentity: this.cloudIdentity(),
        ...(this.iscsi ? { nodePrep: ['iscsi'] } : {}),
      }));
    }
    prepareSnapshots(cluster, undefined);
    // the operator creates its CRDs some time after it has started
    const awaited = new AwaitedValue(this, 'Backends', {
      cluster,
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      name: BACKENDS,
      path: ['status', 'conditions', 'type=Established', 'status'],
    });
    ClusterModel.of(cluster)._require(awaited, feature('trident'));
    this._ready = awaited.node.defaultChild as Construct;
  }

  /** The role, if this construct created it. @internal */
  public get _role(): iam.Role | undefined {
    return this.identity.role instanceof iam.Role ? this.identity.role : undefined;
  }

  private addon({ cluster, chartVersion }: TridentProps): void {
    const { addon } = new ManagedAddon(this, 'Addon', {
      cluster,
      addonName: 'netapp_trident-operator',
      addonVersion: chartVersion,
      configurationValues: { cloudProvider: 'AWS', cloudIdentity: this.cloudIdentity() },
      roleOptions: { role: this.identity.role },
    });
    ClusterModel.of(cluster)._provide(
      addon,
      feature('trident'),
      object('', 'Namespace', ACCOUNT.namespace),
      kind('trident.netapp.io', 'TridentBackendConfig'),
    );
    requireAwsApis(cluster, addon, awsApis);
    ClusterModel.of(cluster)._orderAfter(addon, feature(`identity ${ACCOUNT.namespace}/${ACCOUNT.serviceAccount}`));
  }

  // Trident requires quotes around the annotation of its service account
  private cloudIdentity(): string {
    return `'eks.amazonaws.com/role-arn: ${this.identity.role.roleArn}'`;
  }
}

function addonProblems(props: TridentProps): Problem[] {
  const { marketplaceAddon, chartRepository, chartEcrRepository, chartAsset, values, iscsi } = props;
  if (!marketplaceAddon) return [];
  const given = { chartRepository, chartEcrRepository, chartAsset, values, iscsi };
  const ignored = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  return ignored.length === 0
    ? []
    : [
        {
          finding: `${ignored.join(', ')} given with marketplaceAddon`,
          constraint: 'they are mutually exclusive: these options apply to the Helm chart only',
          remediation: `Remove \`${ignored.join('`, `')}\`, or remove \`marketplaceAddon\``,
          source: 'https://docs.netapp.com/us-en/trident/trident-use/trident-aws-addon.html',
        },
      ];
}
