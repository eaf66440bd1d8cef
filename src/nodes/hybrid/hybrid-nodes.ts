import { CfnOutput, Duration, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { HybridCredentials } from './hybrid-credentials';
import { hybridProblems } from './hybrid.rules';
import { environmentProblems } from '../../cluster/cluster-environment';
import { acknowledgeManagedPolicies, acknowledgeWildcards, nagReference } from '../../cluster/nag-acknowledgements';
import { roleFor } from '../../cluster/role';
import { RoleOptions } from '../../cluster/role-options';
import { failOn } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { networkBlockOf } from '../../network/network-tiers';
import { idOf, addRoutes } from '../../network/routes';
import { TransitGatewayRoutes } from '../../network/transit-gateway-routes';
import { checkProps } from '../../props/check-props';
import { nodeAccessEntry } from '../node-access-entry';

/** Properties of {@link HybridNodes}. */
export interface HybridNodesProps {
  /** The cluster: created in this stack, with `serviceIpv4Cidr`. */
  readonly cluster: eks.Cluster;
  /** CIDR blocks of the machines: 1 to 15, without overlap with pods, services and the VPC. */
  readonly remoteNodeCidrs: string[];
  /**
   * CIDR blocks of the pods on the machines: at most 15. Needed if these pods run webhooks, or if their addresses are not translated to
   * those of the machines.
   *
   * @default - none: pods leave the machines with the addresses of the machines (SNAT)
   */
  readonly remotePodCidrs?: string[];
  /**
   * Credential provider of the machines.
   *
   * @default HybridCredentials.systemsManager()
   */
  readonly credentialProvider?: HybridCredentials;
  /**
   * Transit gateway with a route to the machines. Routes and the attachment are created. Not together with `virtualPrivateGatewayId`.
   *
   * @default - routes are yours
   */
  readonly transitGatewayId?: string;
  /**
   * Virtual private gateway with a route to the machines, attached to the VPC. Routes are created.
   *
   * @default - routes are yours
   */
  readonly virtualPrivateGatewayId?: string;
  /**
   * Permissions boundary and path of the role of the machines, or an existing role.
   *
   * @default - a role with the policies that hybrid nodes need
   */
  readonly roleOptions?: RoleOptions;
}

/** The last is for pods with Pod Identity. Source: EKS User Guide, hybrid-nodes-creds. */
const JOIN_ACTIONS = ['eks:DescribeCluster', 'eks:ListAccessEntries', 'eks-auth:AssumeRoleForPodIdentity'];
const POLICIES = ['AmazonEC2ContainerRegistryPullOnly'];

/**
 * The resources that machines outside of AWS need to join a cluster: remote networks, a role with an access entry, security group rules for
 * cluster DNS, and routes. On the machines, you install `nodeadm` and a CNI (Cilium or Calico).
 *
 * EKS allows the remote networks to call the Kubernetes API (port 443).
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-overview.html
 *
 * @example
 * new HybridNodes(this, 'Factory', {
 *   cluster,
 *   remoteNodeCidrs: ['10.80.0.0/16'],
 *   remotePodCidrs: ['10.85.0.0/16'],
 *   credentialProvider: HybridCredentials.systemsManager(),
 *   transitGatewayId: 'tgw-0123456789abcdef0',
 * });
 */
export class HybridNodes extends Construct {
  /** The role of the machines. */
  public readonly role: iam.IRole;

  constructor(scope: Construct, id: string, props: HybridNodesProps) {
    checkProps('HybridNodesProps', scope, id, props, new.target !== HybridNodes);
    const { cluster, remoteNodeCidrs, remotePodCidrs = [] } = props;
    const resource = cluster.node.defaultChild as eks.CfnCluster;
    const network = resource.kubernetesNetworkConfig as eks.CfnCluster.KubernetesNetworkConfigProperty | undefined;
    const endpoint = resource.resourcesVpcConfig as eks.CfnCluster.ResourcesVpcConfigProperty;
    const { region } = Stack.of(scope);
    const before = remoteNetworksOf(resource);
    failOn(scope, id, [
      ...environmentProblems(scope, cluster),
      ...hybridProblems({
        remoteNodeCidrs,
        remotePodCidrs,
        otherCidrs: [...before.nodes, ...before.pods].flatMap(({ cidrs }) => cidrs),
        vpcPodCidr: vpcPodCidrOf(cluster.vpc),
        vpcCidr: networkBlockOf(cluster.vpc),
        serviceCidr: network?.serviceIpv4Cidr,
        ipv6: network?.ipFamily === 'ipv6',
        bothEndpoints: endpoint.endpointPublicAccess === true && endpoint.endpointPrivateAccess === true,
        region: Token.isUnresolved(region) ? undefined : region,
        sameStack: Stack.of(scope) === Stack.of(cluster),
      }),
      ...(props.transitGatewayId && props.virtualPrivateGatewayId
        ? [
            {
              finding: 'transitGatewayId and virtualPrivateGatewayId are mutually exclusive',
              constraint: 'a CIDR block has one route',
              remediation: 'Remove one of them',
            },
          ]
        : []),
    ]);
    super(scope, id);
    resource.remoteNetworkConfig = {
      // one network with the blocks of all sites. Source: EKS API model, RemoteNodeNetworkList and RemotePodNetworkList have at most one
      // entry
      remoteNodeNetworks: [{ cidrs: [...cidrsOf(before.nodes), ...remoteNodeCidrs] }],
      ...(before.pods.length + remotePodCidrs.length > 0
        ? { remotePodNetworks: [{ cidrs: [...cidrsOf(before.pods), ...remotePodCidrs] }] }
        : {}),
    };
    const credentials = props.credentialProvider ?? HybridCredentials.systemsManager();
    this.role = this.hybridRole(cluster, credentials, props.roleOptions);
    nodeAccessEntry(this, 'Access', cluster, this.role.roleArn, 'HYBRID_LINUX');
    const inventory = ClusterModel.of(cluster);
    inventory._use('hybrid', this);
    inventory._offer(() => [{ type: 'nodes', nodeType: 'hybrid', name: this.node.path, os: 'linux', labels: {}, taints: [], shapes: [] }]);
    this.allowDns(cluster, remotePodCidrs);
    this.createRoutes(props, [...remoteNodeCidrs, ...remotePodCidrs]);
    new CfnOutput(this, 'RoleArn', {
      description: 'Role of the hybrid nodes: for the hybrid activation or the IAM Roles Anywhere profile',
      value: this.role.roleArn,
    });
  }

  private hybridRole(cluster: eks.Cluster, credentials: HybridCredentials, options?: RoleOptions): iam.IRole {
    const managed = [...POLICIES, ...credentials._managedPolicies];
    const trust = credentials._trust(this);
    const role = roleFor(this, 'Role', options, {
      assumedBy: trust[0].principals[0],
      description: 'Nodes of an EKS cluster outside of AWS',
      // longer than the maximum session duration of Roles Anywhere
      maxSessionDuration: Duration.hours(12),
      managedPolicies: managed.map((name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
      inlinePolicies: {
        Join: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({ actions: JOIN_ACTIONS, resources: [cluster.clusterArn] }),
            ...credentials._permissions(this, cluster.clusterArn),
          ],
        }),
      },
    });
    if (role instanceof iam.Role && !options?.role) {
      (role.node.defaultChild as iam.CfnRole).assumeRolePolicyDocument = new iam.PolicyDocument({ statements: trust });
      acknowledgeManagedPolicies(role, managed, 'what EKS asks for on the role of hybrid nodes, kept current by AWS');
      const { region, account } = Stack.of(this);
      acknowledgeWildcards(
        role,
        ['*', `ssm:${nagReference(region, 'Region')}:${nagReference(account, 'AccountId')}:managed-instance/*`],
        'machines are not known by name, and are limited to those of this cluster by their tag',
      );
    }
    return role;
  }

  // cluster DNS may run on nodes in AWS, whose security group allows traffic from itself only
  private allowDns(cluster: eks.Cluster, podCidrs: readonly string[]): void {
    for (const [index, cidrIp] of podCidrs.entries()) {
      for (const ipProtocol of ['tcp', 'udp']) {
        new ec2.CfnSecurityGroupIngress(this, `Dns-${ipProtocol}-${idOf(cidrIp, index)}`, {
          groupId: cluster.clusterSecurityGroupId,
          ipProtocol,
          fromPort: 53,
          toPort: 53,
          cidrIp,
          description: 'DNS for pods on hybrid nodes',
        });
      }
    }
  }

  private createRoutes({ cluster, transitGatewayId, virtualPrivateGatewayId }: HybridNodesProps, cidrs: string[]): void {
    if (transitGatewayId) new TransitGatewayRoutes(this, 'Routes', { vpc: cluster.vpc, transitGatewayId, cidrs });
    if (virtualPrivateGatewayId) addRoutes(this, cluster.vpc, cidrs, { gatewayId: virtualPrivateGatewayId });
  }
}

interface RemoteNetworks {
  readonly nodes: eks.CfnCluster.RemoteNodeNetworkProperty[];
  readonly pods: eks.CfnCluster.RemotePodNetworkProperty[];
}

const cidrsOf = (networks: readonly { readonly cidrs: string[] }[]): string[] => networks.flatMap(({ cidrs }) => cidrs);

// those of other sites of the same cluster
function remoteNetworksOf({ remoteNetworkConfig }: eks.CfnCluster): RemoteNetworks {
  const config = remoteNetworkConfig as eks.CfnCluster.RemoteNetworkConfigProperty | undefined;
  return {
    nodes: (config?.remoteNodeNetworks ?? []) as RemoteNetworks['nodes'],
    pods: (config?.remotePodNetworks ?? []) as RemoteNetworks['pods'],
  };
}

const vpcPodCidrOf = (vpc: ec2.IVpc): string | undefined =>
  (vpc.node.tryFindChild('PodCidr') as ec2.CfnVPCCidrBlock | undefined)?.cidrBlock;
