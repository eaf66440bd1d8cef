import { at, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { ResourceFacts, Resources } from '../facts/resource-facts.rules';

/** The VPC of the subnets of the control plane; undefined if the app does not contain it. */
export function vpcOfCluster(cluster: ResourceFacts, resources: Resources): ResourceFacts | undefined {
  const subnets = resources.findAll(listAt(cluster.properties, 'ResourcesVpcConfig', 'SubnetIds'));
  return subnets.map(({ properties }) => resources.find(properties.VpcId)).find((vpc) => vpc?.type === 'AWS::EC2::VPC');
}

/** The literal CIDR block of a resource. */
export function cidrOf({ properties }: ResourceFacts, name: string = 'CidrBlock'): string | undefined {
  const cidr = stringAt(properties, name);
  return cidr === undefined || isDeployTimeValue(cidr) ? undefined : cidr;
}

/** Secondary CIDR blocks of a VPC, as resources. */
export const secondaryBlocksOf = (vpc: ResourceFacts, resources: Resources): readonly ResourceFacts[] =>
  resources.allOf('AWS::EC2::VPCCidrBlock').filter(({ properties }) => stringAt(at(properties, 'VpcId'), 'ref') === vpc.id);

/** The literal IPv4 CIDR blocks of a VPC. */
export const cidrsOfVpc = (vpc: ResourceFacts, resources: Resources): string[] =>
  [vpc, ...secondaryBlocksOf(vpc, resources)].map((each) => cidrOf(each)).filter((cidr): cidr is string => cidr !== undefined);
