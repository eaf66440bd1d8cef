import { CfnOutput, Fn } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as route53resolver from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { failOn, Problem } from '../errors/problems';
import { networkTiersOf } from '../network/network-tiers';
import { cidrListProblems, idOf } from '../network/routes';
import { checkProps } from '../props/check-props';

/** Properties of {@link PrivateEndpointAccess}. */
export interface PrivateEndpointAccessProps {
  /** The cluster, with a private endpoint. */
  readonly cluster: ICluster;
  /** CIDR blocks of the clients that may connect to the API server, like a peered VPC or an office: at least one. */
  readonly clientCidrs: string[];
  /**
   * Create a Route 53 Resolver inbound endpoint in the VPC. The endpoint name resolves publicly to private addresses, so this is needed
   * only if the DNS of the clients filters such answers or has no public DNS.
   *
   * @default true
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
   */
  readonly createResolverEndpoint?: boolean;
}

const HTTPS = 443;
const DNS = 53;

/**
 * Access to the private API endpoint from other networks: security group rules, a Route 53 Resolver inbound endpoint, and outputs with
 * the values that the other network needs. Create routes with `VpcPeering` or `TransitGatewayRoutes`.
 *
 * @example
 * new PrivateEndpointAccess(this, 'OfficeAccess', { cluster, clientCidrs: ['192.168.10.0/24'] });
 */
export class PrivateEndpointAccess extends Construct {
  /** The Route 53 Resolver inbound endpoint, if one is created. */
  public readonly resolverEndpoint?: route53resolver.CfnResolverEndpoint;

  constructor(scope: Construct, id: string, props: PrivateEndpointAccessProps) {
    checkProps('PrivateEndpointAccessProps', scope, id, props, new.target !== PrivateEndpointAccess);
    const { cluster, clientCidrs } = props;
    failOn(scope, id, [...cidrListProblems('clientCidrs', clientCidrs), ...endpointProblems(cluster)]);
    super(scope, id);
    for (const [index, cidrIp] of clientCidrs.entries()) {
      new ec2.CfnSecurityGroupIngress(this, `Api-${idOf(cidrIp, index)}`, {
        groupId: cluster.clusterSecurityGroupId,
        ipProtocol: 'tcp',
        fromPort: HTTPS,
        toPort: HTTPS,
        cidrIp,
        description: 'Kubernetes API for clients of another network',
      });
    }
    this.resolverEndpoint = (props.createResolverEndpoint ?? true) ? this.inboundResolverEndpoint(cluster.vpc, clientCidrs) : undefined;
    this.outputs(cluster);
  }

  private inboundResolverEndpoint(vpc: ec2.IVpc, clientCidrs: readonly string[]): route53resolver.CfnResolverEndpoint {
    const securityGroup = new ec2.SecurityGroup(this, 'ResolverSecurityGroup', {
      vpc,
      description: 'DNS for clients of another network',
      allowAllOutbound: false,
    });
    for (const cidr of clientCidrs) {
      securityGroup.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.tcp(DNS), 'DNS');
      securityGroup.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.udp(DNS), 'DNS');
    }
    return new route53resolver.CfnResolverEndpoint(this, 'Resolver', {
      direction: 'INBOUND',
      securityGroupIds: [securityGroup.securityGroupId],
      ipAddresses: networkTiersOf(vpc)
        .controlPlane.slice(0, 2)
        .map(({ subnetId }) => ({ subnetId })),
    });
  }

  private outputs(cluster: ICluster): void {
    new CfnOutput(this, 'ApiHost', {
      description: 'Host name of the API server, for which the other network forwards DNS queries to the resolver',
      value: Fn.select(1, Fn.split('//', cluster.clusterEndpoint)),
    });
    if (!this.resolverEndpoint) return;
    new CfnOutput(this, 'ResolverAddressesCommand', {
      description: 'Command that lists the resolver addresses to which the other network forwards DNS queries',
      value: `aws route53resolver list-resolver-endpoint-ip-addresses --resolver-endpoint-id ${this.resolverEndpoint.ref}`,
    });
  }
}

function endpointProblems({ node }: ICluster): Problem[] {
  const config = (node.defaultChild as CfnCluster | undefined)?.resourcesVpcConfig as CfnCluster.ResourcesVpcConfigProperty | undefined;
  return config?.endpointPrivateAccess !== false
    ? []
    : [
        {
          finding: 'the cluster has no private endpoint',
          constraint: 'clients of other networks connect to the private endpoint',
          remediation: 'Set endpointAccess to EndpointAccess.PRIVATE or PUBLIC_AND_PRIVATE',
          source: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
        },
      ];
}
