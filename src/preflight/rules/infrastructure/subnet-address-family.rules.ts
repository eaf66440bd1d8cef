import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isTrue, ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** Any of them assigns an IPv6 CIDR block to a subnet. Source: CloudFormation, AWS::EC2::Subnet. */
const IPV6_BLOCK = ['Ipv6CidrBlock', 'Ipv6IpamPoolId', 'Ipv6NetmaskLength'];

export const subnetAddressFamily: Rule = {
  id: 'subnet-address-family',
  area: 'Infrastructure',
  severity: 'error',
  description: 'IPv6 cluster in subnets without IPv6 addresses',
  reason:
    'the subnets of an IPv6 cluster must have an IPv6 CIDR block in addition to their IPv4 CIDR block, and node subnets must assign ' +
    'IPv6 addresses',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
  check: (facts: Facts) => (facts.ipFamily === 'ipv6' ? [...ofCluster(facts), ...ofNodes(facts)] : []),
};

const ofCluster = ({ resources }: Facts): Violation[] =>
  resources.ofType('AWS::EKS::Cluster').flatMap((cluster) =>
    resources
      .findAll(listAt(cluster.properties, 'ResourcesVpcConfig', 'SubnetIds'))
      .filter((subnet) => !hasBlock(subnet, resources))
      .map((subnet) => ({
        path: cluster.path,
        finding: `the control plane subnet ${subnet.path} has no IPv6 CIDR block`,
        remediation: 'Set `ipv6` of the VPC to true, or set `ipv6CidrBlock` of the subnet',
      })),
  );

const ofNodes = ({ resources }: Facts): Violation[] =>
  resources.ofType('AWS::EKS::Nodegroup').flatMap((group) =>
    resources
      .findAll(listAt(group.properties, 'Subnets'))
      .filter((subnet) => !assigns(subnet))
      .map((subnet) => ({
        path: group.path,
        finding: `the node subnet ${subnet.path} does not assign IPv6 addresses`,
        remediation: 'Set `ipv6` of the VPC to true, or set `assignIpv6AddressOnCreation` of the subnet to true',
      })),
  );

const hasBlock = ({ id, properties }: ResourceFacts, resources: Facts['resources']): boolean =>
  IPV6_BLOCK.some((name) => properties[name] !== undefined) ||
  resources.allOf('AWS::EC2::SubnetCidrBlock').some((block) => stringAt(block.properties, 'SubnetId', 'ref') === id);

const assigns = ({ properties }: ResourceFacts): boolean => {
  const given = at(properties, 'AssignIpv6AddressOnCreation');
  return isTrue(given) || isDeployTimeValue(given);
};
