import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isTrue, ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** Any of them gives a subnet addresses of IPv6. Source: CloudFormation, AWS::EC2::Subnet. */
const IPV6_BLOCK = ['Ipv6CidrBlock', 'Ipv6IpamPoolId', 'Ipv6NetmaskLength'];

export const subnetAddressFamily: Rule = {
  id: 'subnet-address-family',
  area: 'Infrastructure',
  severity: 'error',
  description: 'an IPv6 cluster in subnets without IPv6 addresses',
  reason: 'the subnets of an IPv6 cluster have an IPv6 block beside their IPv4 block, and those of its nodes assign IPv6 addresses to them',
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
        finding: `its control plane is in the subnet ${subnet.path}, which has no IPv6 block`,
        remediation: 'Give ipv6: true to the network, or the subnet an ipv6CidrBlock',
      })),
  );

const ofNodes = ({ resources }: Facts): Violation[] =>
  resources.ofType('AWS::EKS::Nodegroup').flatMap((group) =>
    resources
      .findAll(listAt(group.properties, 'Subnets'))
      .filter((subnet) => !assigns(subnet))
      .map((subnet) => ({
        path: group.path,
        finding: `its nodes are in the subnet ${subnet.path}, which assigns no IPv6 addresses`,
        remediation: 'Give ipv6: true to the network, or the subnet assignIpv6AddressOnCreation: true',
      })),
  );

const hasBlock = ({ id, properties }: ResourceFacts, resources: Facts['resources']): boolean =>
  IPV6_BLOCK.some((name) => properties[name] !== undefined) ||
  resources.allOf('AWS::EC2::SubnetCidrBlock').some((block) => stringAt(block.properties, 'SubnetId', 'ref') === id);

const assigns = ({ properties }: ResourceFacts): boolean => {
  const given = at(properties, 'AssignIpv6AddressOnCreation');
  return isTrue(given) || isDeployTimeValue(given);
};
