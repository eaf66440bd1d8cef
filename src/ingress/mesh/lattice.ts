import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnServiceNetwork, CfnServiceNetworkVpcAssociation } from 'aws-cdk-lib/aws-vpclattice';
import { Construct } from 'constructs';
import { LATTICE_POLICY, LINKED_ROLES } from './lattice-policy.data';
import { AppliedObjects } from '../../apply/applied-objects';
import { onlyOne } from '../../apply/chart-source';
import { deepMerge } from '../../apply/deep-merge.rules';
import { EcrChartOptions } from '../../apply/ecr-chart-options';
import { HelmRelease } from '../../apply/helm-release';
import { CHART_VERSIONS } from '../../catalog/chart-versions.data';
import { part } from '../../catalog/thing.rules';
import { acknowledgeWildcards } from '../../cluster/acknowledged';
import { literalNameOf } from '../../cluster/literal-name';
import { RoleOptions } from '../../cluster/role-options';
import { failOn } from '../../errors/problems';
import { IdentityMechanism } from '../../identity/identity-mechanism';
import { allow } from '../../identity/upstream-policy';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { Inventory } from '../../model/inventory';
import { GatewayCrds } from '../gateway/gateway-crds';
import { GATEWAY_GROUP, GATEWAY_KINDS } from '../gateway/gateway.data';

/** Properties of {@link LatticeGateways}. */
export interface LatticeGatewaysProps extends EcrChartOptions {
  /** The cluster: Kubernetes 1.31 or newer, in a VPC that belongs to no other service network. */
  readonly cluster: ICluster;
  /** The prefix lists of VPC Lattice in the region (`com.amazonaws.<region>.vpc-lattice`), whose addresses reach the pods: `ec2.PrefixList.fromLookup` finds them. */
  readonly prefixLists: ec2.IPrefixList[];
  /**
   * Where the kinds of the Gateway API come from.
   *
   * @default - from elsewhere, like a `GatewayApi` of the cluster
   */
  readonly crds?: GatewayCrds;
  /**
   * Name of a service network that is made and joined with the VPC: 3–63 lower-case letters, digits or hyphens. A Gateway of this name is its
   * entrance.
   *
   * @default - none: service networks are made elsewhere
   */
  readonly serviceNetwork?: string;
  /**
   * Version of the chart.
   *
   * @default 'v2.1.3'
   */
  readonly chartVersion?: string;
  /**
   * Repository of the chart, for clusters that cannot reach the public one; of a registry (`oci://`) the whole address of the chart.
   *
   * @default 'oci://public.ecr.aws/aws-application-networking-k8s/aws-gateway-controller-chart'
   */
  readonly chartRepository?: string;
  /**
   * Values for the chart, merged deeply over those of this construct.
   *
   * @default - none
   */
  readonly values?: { [key: string]: any };
  /**
   * How the role is bounded and where it lies, or one that exists and has the permissions already.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

const NAMESPACE = 'aws-application-networking-system';
const SERVICE_ACCOUNT = 'gateway-api-controller';
const CHART = 'aws-gateway-controller-chart';
const CLASS = 'amazon-vpc-lattice';

/**
 * Services of several clusters and VPCs that call each other by VPC Lattice: the AWS Gateway API controller with its class. Gateways and routes of the class
 * stand in charts.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/integration-vpc-lattice.html
 */
export class LatticeGateways extends Construct {
  /** Who the controller is to AWS. */
  public readonly identity: WorkloadIdentity;
  /** Name of the GatewayClass. */
  public readonly gatewayClassName = CLASS;

  constructor(scope: Construct, id: string, props: LatticeGatewaysProps) {
    const { cluster, crds, prefixLists, serviceNetwork } = props;
    failOn(scope, id, [
      ...(prefixLists.length > 0 ? [] : [{ what: 'prefixLists is empty', limit: 'the security group of the nodes lets VPC Lattice in by its prefix list', fix: "Give ec2.PrefixList.fromLookup(this, 'Lattice', { prefixListName: 'com.amazonaws.<region>.vpc-lattice' })", source: SOURCE }]),
      ...(serviceNetwork === undefined || /^[a-z0-9]([-a-z0-9]{1,61})[a-z0-9]$/.test(serviceNetwork) ? [] : [{ what: `serviceNetwork is '${serviceNetwork}'`, limit: 'it has 3–63 lower-case letters, digits or hyphens', fix: 'Correct it', source: SOURCE }]),
      ...crds?._problems(cluster) ?? [],
      ...onlyOne({ chartRepository: props.chartRepository, chartEcrRepository: props.chartEcrRepository }),
    ]);
    super(scope, id);
    const inventory = Inventory.of(cluster);
    const installed = crds?._install(this, cluster);
    if (installed) inventory._provide(installed, ...GATEWAY_KINDS);
    this.identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace: NAMESPACE, serviceAccountName: SERVICE_ACCOUNT, mechanism: IdentityMechanism.irsa(), roleOptions: props.roleOptions });
    if (this.identity.role instanceof iam.Role) allowLattice(this.identity.role);
    prefixLists.forEach(({ prefixListId }, index) => inventory._provide(new ec2.CfnSecurityGroupIngress(this, `FromLattice${index + 1}`, {
      groupId: cluster.clusterSecurityGroupId, sourcePrefixListId: prefixListId, ipProtocol: '-1', description: 'VPC Lattice',
    }), part('lattice-controller')));
    const joined = serviceNetwork === undefined ? [] : this.joinNetwork(serviceNetwork, cluster);
    const release = new HelmRelease(this, 'Chart', {
      cluster,
      chart: CHART,
      repository: props.chartRepository ?? `oci://public.ecr.aws/aws-application-networking-k8s/${CHART}`,
      ecrRepository: props.chartEcrRepository,
      version: props.chartVersion ?? CHART_VERSIONS['aws-gateway-controller-chart'].version,
      release: 'gateway-api-controller',
      namespace: NAMESPACE,
      values: () => deepMerge({
        // read from instance metadata where they are missing, which pods cannot reach
        awsRegion: Stack.of(cluster).region,
        awsAccountId: Stack.of(cluster).account,
        clusterVpcId: cluster.vpc.vpcId,
        clusterName: literalNameOf(cluster) ?? cluster.clusterName,
        serviceAccount: { create: true, name: SERVICE_ACCOUNT, annotations: this.identity.annotations },
      }, props.values ?? {}),
    });
    joined.forEach((each) => release.node.addDependency(each));
    inventory._follow(release.node.defaultChild as Construct, part(`identity ${NAMESPACE}/${SERVICE_ACCOUNT}`));
    const applied = new AppliedObjects(this, 'Class', {
      cluster,
      objects: () => [{ apiVersion: `${GATEWAY_GROUP}/v1`, kind: 'GatewayClass', metadata: { name: CLASS }, spec: { controllerName: 'application-networking.k8s.aws/gateway-api-controller' } }],
    });
    inventory._require(applied.node.defaultChild as Construct, part('lattice-controller'));
  }

  // here and not by the controller, which leaves both behind
  private joinNetwork(name: string, { vpc: { vpcId } }: ICluster): Construct[] {
    const network = new CfnServiceNetwork(this, 'ServiceNetwork', { name });
    return [network, new CfnServiceNetworkVpcAssociation(this, 'VpcAssociation', { serviceNetworkIdentifier: network.ref, vpcIdentifier: vpcId })];
  }
}

const SOURCE = 'https://www.gateway-api-controller.eks.aws.dev/latest/guides/deploy/';

// the whole policy of the controller
function allowLattice(role: iam.Role): void {
  const path = (service: string, name: string) => `aws-service-role/${service}/${name}`;
  const linkedRole = (service: string, name: string) => (
    Stack.of(role).formatArn({ service: 'iam', region: '', account: '*', resource: 'role', resourceName: path(service, name) })
  );
  allow(role, LATTICE_POLICY.statements({ linkedRole }));
  acknowledgeWildcards(role, ['*', ...LINKED_ROLES.map(([service, name]) => `iam::*:role/${path(service, name)}`)], 'the official policy of the controller');
}
