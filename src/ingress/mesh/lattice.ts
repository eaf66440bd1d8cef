import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnServiceNetwork, CfnServiceNetworkVpcAssociation } from 'aws-cdk-lib/aws-vpclattice';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../../apply/chart-source';
import { HelmAddonOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { feature } from '../../catalog/capability.rules';
import { CHARTS } from '../../catalog/charts.data';
import { LINKED_ROLES } from '../../catalog/policies/lattice-policy.data';
import { literalNameOf } from '../../cluster/literal-name';
import { acknowledgeWildcards } from '../../cluster/nag-acknowledgements';
import { RoleOptions } from '../../cluster/role-options';
import { failOn } from '../../errors/problems';
import { IdentityType } from '../../identity/identity-type';
import { allow } from '../../identity/upstream-policy';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { ClusterModel } from '../../model/cluster-model';
import { checkProps } from '../../props/check-props';
import { GatewayCrds } from '../gateway/gateway-crds';
import { GATEWAY_GROUP, GATEWAY_KINDS } from '../gateway/gateway.data';

/** Properties of {@link VpcLatticeController}. */
export interface VpcLatticeControllerProps extends HelmAddonOptions {
  /** The cluster: Kubernetes 1.31 or newer, in a VPC without an association with another service network. */
  readonly cluster: ICluster;
  /**
   * The prefix lists of VPC Lattice in the region (`com.amazonaws.<region>.vpc-lattice`), from which traffic to pods is allowed:
   * `ec2.PrefixList.fromLookup` finds them.
   */
  readonly prefixLists: ec2.IPrefixList[];
  /**
   * Source of the Gateway API CRDs.
   *
   * @default - none: another construct installs them, like `GatewayApi`
   */
  readonly crds?: GatewayCrds;
  /**
   * Name of a service network that is created and associated with the VPC: 3–63 lower-case letters, digits or hyphens. A Gateway of the
   * same name represents it.
   *
   * @default - none: service networks are created outside of this construct
   */
  readonly serviceNetworkName?: string;
  /**
   * Permissions boundary and path of the role, or an existing role with the required permissions.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

const { identity: ACCOUNT, policies } = CHARTS['aws-gateway-controller-chart'];
const CLASS = 'amazon-vpc-lattice';

/**
 * The AWS Gateway API controller, with its GatewayClass: services of several clusters and VPCs call each other through Amazon VPC Lattice.
 *
 * Gateways and routes of the class are part of charts.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/integration-vpc-lattice.html
 *
 * @example
 * const prefixList = ec2.PrefixList.fromPrefixListId(this, 'Lattice', 'pl-0123456789abcdef0');
 *
 * new VpcLatticeController(this, 'VpcLattice', {
 *   cluster,
 *   prefixLists: [prefixList],
 *   crds: GatewayCrds.declareExternal('installed by the platform team'),
 *   serviceNetworkName: 'shop',
 * });
 */
export class VpcLatticeController extends Construct {
  /** IAM identity of the controller. */
  public readonly identity: WorkloadIdentity;
  /** Name of the GatewayClass. */
  public readonly gatewayClassName = CLASS;

  constructor(scope: Construct, id: string, props: VpcLatticeControllerProps) {
    checkProps('VpcLatticeControllerProps', scope, id, props, new.target !== VpcLatticeController);
    const { cluster, crds, prefixLists, serviceNetworkName } = props;
    failOn(scope, id, [
      ...(prefixLists.length > 0
        ? []
        : [
            {
              finding: 'prefixLists is empty',
              constraint: 'the cluster security group must allow VPC Lattice by its prefix list',
              remediation: "Set it to ec2.PrefixList.fromLookup(this, 'Lattice', { prefixListName: 'com.amazonaws.<region>.vpc-lattice' })",
              source: SOURCE,
            },
          ]),
      ...(serviceNetworkName === undefined || /^[a-z0-9]([-a-z0-9]{1,61})[a-z0-9]$/.test(serviceNetworkName)
        ? []
        : [
            {
              finding: `serviceNetworkName is '${serviceNetworkName}'`,
              constraint: 'must be 3–63 lower-case letters, digits or hyphens',
              remediation: "Set `serviceNetworkName` to a name like 'shop'",
              source: SOURCE,
            },
          ]),
      ...(crds?._problems(cluster) ?? []),
      ...chartSourceProblems(props),
    ]);
    super(scope, id);
    const inventory = ClusterModel.of(cluster);
    const installed = crds?._install(this, cluster);
    if (installed) inventory._provide(installed, ...GATEWAY_KINDS);
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: ACCOUNT.serviceAccount,
      identityType: IdentityType._irsaAlone(),
      roleOptions: props.roleOptions,
    });
    if (this.identity.role instanceof iam.Role) allowLattice(this.identity.role);
    prefixLists.forEach(({ prefixListId }, index) =>
      inventory._provide(
        new ec2.CfnSecurityGroupIngress(this, `FromLattice${index + 1}`, {
          groupId: cluster.clusterSecurityGroupId,
          sourcePrefixListId: prefixListId,
          ipProtocol: '-1',
          description: 'VPC Lattice',
        }),
        feature('lattice-controller'),
      ),
    );
    const joined = serviceNetworkName === undefined ? [] : this.joinNetwork(serviceNetworkName, cluster);
    const release = installChart(this, 'aws-gateway-controller-chart', props, () => ({
      // without them the controller reads instance metadata, which pods cannot reach
      awsRegion: Stack.of(cluster).region,
      awsAccountId: Stack.of(cluster).account,
      clusterVpcId: cluster.vpc.vpcId,
      clusterName: literalNameOf(cluster) ?? cluster.clusterName,
      serviceAccount: { create: true, name: ACCOUNT.serviceAccount, annotations: this.identity.serviceAccountAnnotations },
    }));
    joined.forEach((each) => release.node.addDependency(each));
    const applied = new KubernetesObjects(this, 'Class', {
      cluster,
      objects: () => [
        {
          apiVersion: `${GATEWAY_GROUP}/v1`,
          kind: 'GatewayClass',
          metadata: { name: CLASS },
          spec: { controllerName: 'application-networking.k8s.aws/gateway-api-controller' },
        },
      ],
    });
    inventory._require(applied.node.defaultChild as Construct, feature('lattice-controller'));
  }

  // created here, because the controller would not delete both
  private joinNetwork(name: string, { vpc: { vpcId } }: ICluster): Construct[] {
    const network = new CfnServiceNetwork(this, 'ServiceNetwork', { name });
    return [
      network,
      new CfnServiceNetworkVpcAssociation(this, 'VpcAssociation', { serviceNetworkIdentifier: network.ref, vpcIdentifier: vpcId }),
    ];
  }
}

const SOURCE = 'https://www.gateway-api-controller.eks.aws.dev/latest/guides/deploy/';

// the official policy of the controller
function allowLattice(role: iam.Role): void {
  const path = (service: string, name: string) => `aws-service-role/${service}/${name}`;
  const linkedRole = (service: string, name: string) =>
    Stack.of(role).formatArn({ service: 'iam', region: '', account: '*', resource: 'role', resourceName: path(service, name) });
  allow(role, policies.controller.statements({ linkedRole }));
  acknowledgeWildcards(
    role,
    ['*', ...LINKED_ROLES.map(([service, name]) => `iam::*:role/${path(service, name)}`)],
    'the official policy of the controller',
  );
}
