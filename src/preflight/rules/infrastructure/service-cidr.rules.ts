import { serviceCidrProblem } from '../../../cluster/service-cidr.rules';
import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { parseIpv4Block } from '../../../network/ipv4.rules';
import { violationsOf } from '../../reading/problems.rules';
import { cidrsOfVpc, vpcOfCluster } from '../../reading/vpc.rules';
import { Rule } from '../../rule';

export const serviceCidr: Rule = {
  id: 'service-cidr',
  area: 'Infrastructure',
  severity: 'error',
  description: 'service CIDR of a cluster that EKS rejects',
  reason: 'the service CIDR must be a private block of /12 to /24 that does not overlap with the VPC, and cannot be changed later',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html',
  check: ({ resources }) =>
    resources.ofType('AWS::EKS::Cluster').flatMap((cluster) => {
      const { path, properties } = cluster;
      const cidr = stringAt(properties, 'KubernetesNetworkConfig', 'ServiceIpv4Cidr');
      // in an IPv6 cluster, rule service-input rejects any
      if (cidr === undefined || isDeployTimeValue(cidr) || at(properties, 'KubernetesNetworkConfig', 'IpFamily') === 'ipv6') return [];
      const vpc = vpcOfCluster(cluster, resources);
      const blocks = vpc === undefined ? [] : cidrsOfVpc(vpc, resources).filter((each) => parseIpv4Block(each) !== undefined);
      const problem = serviceCidrProblem(cidr, blocks);
      return violationsOf(path, 'the cluster', problem ? [problem] : []);
    }),
};
