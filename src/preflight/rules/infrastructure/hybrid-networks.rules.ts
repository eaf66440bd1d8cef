import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { BOTH_ENDPOINTS, remoteNetworkProblems } from '../../../nodes/hybrid/hybrid.rules';
import { Facts } from '../../facts/facts.rules';
import { isFalse, isTrue, ResourceFacts } from '../../facts/resource-facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import { cidrOf, vpcOfCluster } from '../../reading/vpc.rules';
import { Rule, Violation } from '../../rule';

export const hybridNetworks: Rule = {
  id: 'hybrid-networks',
  area: 'Infrastructure',
  severity: 'error',
  description: 'remote networks of hybrid nodes that overlap with the VPC, with services or with each other',
  reason: 'EKS rejects remote node and pod networks that overlap with the VPC or with the service CIDR',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
  check: (facts) => facts.resources.ofType('AWS::EKS::Cluster').flatMap((cluster) => problems(cluster, facts)),
};

function problems(cluster: ResourceFacts, { resources }: Facts): Violation[] {
  const { path, properties } = cluster;
  const config = at(properties, 'RemoteNetworkConfig');
  if (typeof config !== 'object' || config === null) return [];
  const cidrs = (list: string): string[] =>
    listAt(config, list)
      .flatMap((network) => listAt(network, 'Cidrs'))
      .filter((cidr): cidr is string => typeof cidr === 'string' && !isDeployTimeValue(cidr));
  const [remoteNodeCidrs, remotePodCidrs] = [cidrs('RemoteNodeNetworks'), cidrs('RemotePodNetworks')];
  const vpc = vpcOfCluster(cluster, resources);
  const serviceCidr = stringAt(properties, 'KubernetesNetworkConfig', 'ServiceIpv4Cidr');
  const found = remoteNetworkProblems({
    remoteNodeCidrs,
    remotePodCidrs,
    otherCidrs: [],
    vpcCidr: vpc && cidrOf(vpc),
    serviceCidr: isDeployTimeValue(serviceCidr) ? undefined : serviceCidr,
    // each block by itself is input of the service: rule service-input
  }).filter(({ finding }) => finding.includes('overlaps'));
  const endpoint = at(properties, 'ResourcesVpcConfig');
  const isBoth = isTrue(at(endpoint, 'EndpointPrivateAccess')) && isPublic(at(endpoint, 'EndpointPublicAccess'));
  return [
    ...violationsOf(path, 'the cluster', found),
    ...(isBoth ? violationsOf(path, 'the cluster has hybrid nodes', [BOTH_ENDPOINTS], 'warning') : []),
  ];
}

const isPublic = (value: unknown): boolean => !isFalse(value) && !isDeployTimeValue(value);
