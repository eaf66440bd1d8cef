import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnServiceNetwork, CfnServiceNetworkVpcAssociation } from 'aws-cdk-lib/aws-vpclattice';
import { Construct } from 'constructs';
import { AppliedObjects } from '../../apply/applied-objects';
import { chartSourceProblems } from '../../apply/chart-source';
import { HelmAddonOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { CHARTS } from '../../catalog/charts.data';
import { LINKED_ROLES } from '../../catalog/policies/lattice-policy.data';
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
export interface LatticeGatewaysProps extends HelmAddonOptions {
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
   * How the role is bounded and where it lies, or one that exists and has the permissions already.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

const { identity: ACCOUNT, policies } = CHARTS['aws-gateway-controller-chart'];
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
      ...chartSourceProblems(props),
    ]);
    super(scope, id);
    const inventory = Inventory.of(cluster);
    const installed = crds?._install(this, cluster);
    if (installed) inventory._provide(installed, ...GATEWAY_KINDS);
    this.identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace: ACCOUNT.namespace, serviceAccountName: ACCOUNT.serviceAccount, mechanism: IdentityMechanism.irsa(), roleOptions: props.roleOptions });
    if (this.identity.role instanceof iam.Role) allowLattice(this.identity.role);
    prefixLists.forEach(({ prefixListId }, index) => inventory._provide(new ec2.CfnSecurityGroupIngress(this, `FromLattice${index + 1}`, {
      groupId: cluster.clusterSecurityGroupId, sourcePrefixListId: prefixListId, ipProtocol: '-1', description: 'VPC Lattice',
    }), part('lattice-controller')));
    const joined = serviceNetwork === undefined ? [] : this.joinNetwork(serviceNetwork, cluster);
    const release = installChart(this, 'aws-gateway-controller-chart', props, () => ({
      // read from instance metadata where they are missing, which pods cannot reach
      awsRegion: Stack.of(cluster).region,
      awsAccountId: Stack.of(cluster).account,
      clusterVpcId: cluster.vpc.vpcId,
      clusterName: literalNameOf(cluster) ?? cluster.clusterName,
      serviceAccount: { create: true, name: ACCOUNT.serviceAccount, annotations: this.identity.annotations },
    }));
    joined.forEach((each) => release.node.addDependency(each));
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
  allow(role, policies.controller.statements({ linkedRole }));
  acknowledgeWildcards(role, ['*', ...LINKED_ROLES.map(([service, name]) => `iam::*:role/${path(service, name)}`)], 'the official policy of the controller');
}
