import { CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { at, groupKindOf, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { clusterModelsIn, ClusterModelData } from '../../model/cluster-model-data';
import { scanCluster } from '../../model/cluster-scan';
import { finalResource, resourcesBelow } from '../../model/final-resource';
import { oncePerSynthesis } from '../../model/synthesis-pass';
import { vpcOf } from '../../network/aws-apis';
import { IpAddressDemand, ipPlan, SubnetUsage } from '../../network/ip-plan.rules';
import { parseIpv4Block, sizeOf } from '../../network/ipv4.rules';
import { networkTiersOf } from '../../network/network-tiers';
import { discoversSubnets, albAnnotation } from '../rules/network/load-balancer-subnets.rules';

/** Interfaces of a control plane: two to four. Source: EKS User Guide, network-reqs. */
const CONTROL_PLANE_INTERFACES = 4;
/** Free addresses that a load balancer requires in each of its subnets. Source: ELB guide. */
const LOAD_BALANCER_ADDRESSES = 8;

/** Whether this is the first cluster of its VPC: findings about the VPC are reported once. */
export function isFirstOfNetwork({ cluster }: ClusterModelData): boolean {
  const vpc = vpcOf(cluster);
  return clusterModelsIn(cluster).find((each) => vpcOf(each.cluster) === vpc)?.cluster === cluster;
}

/** The addresses that the components of a cluster use in the subnets of its VPC; empty for an imported VPC. */
export function ipPlanOf(data: ClusterModelData): SubnetUsage[] {
  return oncePerSynthesis(data.cluster, `ip plan ${data.cluster.node.path}`, () => {
    const vpc = vpcOf(data.cluster);
    if (!vpc) return [];
    // clusters of one network share its addresses
    const clusters = clusterModelsIn(data.cluster).filter(({ cluster }) => vpcOf(cluster) === vpc);
    const tiers = networkTiersOf(vpc);
    const all = subnetsOf(data.cluster, vpc);
    const subnets = all.map((subnet) => {
      const block = subnet.cidrBlock === undefined || Token.isUnresolved(subnet.cidrBlock) ? undefined : parseIpv4Block(subnet.cidrBlock);
      return { name: pathOf(subnet), block: block && subnet.cidrBlock, size: block && sizeOf(block) };
    });
    const paths = (list: readonly ec2.ISubnet[]) => list.map(({ node }) => node.path);
    return ipPlan(subnets, [
      ...clusters.map((): IpAddressDemand => ({
        consumer: 'control plane',
        subnets: paths(tiers.controlPlane),
        addresses: CONTROL_PLANE_INTERFACES,
      })),
      ...clusters.flatMap((each) => nodeDemands(each, paths(tiers.pods))),
      ...interfaceDemands(data, all),
      ...clusters.flatMap((each) => loadBalancerDemands(each, paths(tiers.public), paths(tiers.application))),
    ]);
  });
}

// subnets of the tiers, and all others of the VPC, such as edge subnets
function subnetsOf(cluster: IConstruct, { vpcId }: ec2.IVpc): ec2.CfnSubnet[] {
  return resourcesBelow(Stage.of(cluster)!)
    .filter((resource): resource is ec2.CfnSubnet => resource instanceof ec2.CfnSubnet)
    .filter((subnet) => subnet.vpcId === vpcId);
}

const pathOf = (subnet: ec2.CfnSubnet): string => subnet.node.scope!.node.path;

function nodeDemands(data: ClusterModelData, podSubnets: readonly string[]): IpAddressDemand[] {
  return data.capacity
    .flatMap((read) => read())
    .flatMap((capacity): IpAddressDemand[] => {
      if (capacity.type !== 'nodes' || !capacity.addresses || capacity.max === undefined) return [];
      const { subnets, perNode } = capacity.addresses;
      return [
        { consumer: 'nodes', subnets, addresses: capacity.max * perNode.node },
        ...(perNode.pods > 0 ? [{ consumer: 'pods' as const, subnets: podSubnets, addresses: capacity.max * perNode.pods }] : []),
      ];
    });
}

// endpoints, resolvers, NAT gateways and functions have one interface in each of their subnets
const SUBNETS_OF: Readonly<Record<string, (properties: unknown) => readonly unknown[]>> = {
  'AWS::EC2::VPCEndpoint': (properties) => listAt(properties, 'SubnetIds'),
  'AWS::EC2::NatGateway': (properties) => [at(properties, 'SubnetId')],
  'AWS::Route53Resolver::ResolverEndpoint': (properties) => listAt(properties, 'IpAddresses').map((each) => at(each, 'SubnetId')),
};

function interfaceDemands(data: ClusterModelData, subnets: readonly ec2.CfnSubnet[]): IpAddressDemand[] {
  const byReference = new Map(subnets.map((subnet) => [JSON.stringify(Stack.of(subnet).resolve(subnet.ref)), pathOf(subnet)]));
  const resources = resourcesBelow(Stage.of(data.cluster)!).filter((resource: CfnResource) => resource.cfnResourceType in SUBNETS_OF);
  return resources
    .map((resource): IpAddressDemand => {
      const places = SUBNETS_OF[resource.cfnResourceType](finalResource(resource).properties)
        .map((reference) => byReference.get(JSON.stringify(reference)))
        .filter((path): path is string => path !== undefined);
      return { consumer: 'endpoints and NAT', subnets: places, addresses: places.length };
    })
    .filter(({ addresses }) => addresses > 0);
}

function loadBalancerDemands(data: ClusterModelData, publics: readonly string[], privates: readonly string[]): IpAddressDemand[] {
  const balancers = scanCluster(data)
    .flatMap(({ objects }) => objects)
    .flatMap((object): { name: string; open: boolean }[] => {
      const name = `${object.metadata?.namespace}/${object.metadata?.name}`;
      if (discoversSubnets(object)) {
        return [{ name: albAnnotation(object, 'group.name') ?? name, open: albAnnotation(object, 'scheme') === 'internet-facing' }];
      }
      if (groupKindOf(object) !== '/Service' || stringAt(object, 'spec', 'type') !== 'LoadBalancer') return [];
      return [{ name, open: object.metadata?.annotations?.['service.beta.kubernetes.io/aws-load-balancer-scheme'] === 'internet-facing' }];
    });
  const distinct = new Map(balancers.map((each) => [`${each.name} ${each.open}`, each]));
  return [...distinct.values()].map(({ open }): IpAddressDemand => {
    const subnets = open ? publics : privates;
    return { consumer: 'load balancers', subnets, addresses: LOAD_BALANCER_ADDRESSES * subnets.length };
  });
}
