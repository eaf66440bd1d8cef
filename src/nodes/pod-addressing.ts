import { PodAddressing } from './max-pods.rules';
import { at } from '../kubernetes/kubernetes-object.rules';
import { ClusterModelData } from '../model/cluster-model-data';
import { isOfType, scanCluster } from '../model/cluster-scan';
import { parsedJson } from '../model/final-resource';

/** How pods of a cluster get addresses, read from its vpc-cni add-on in any construct; undefined if this app does not create the add-on. */
export function podAddressingOf(data: ClusterModelData): PodAddressing | undefined {
  const cni = scanCluster(data).find((each) => isOfType('AWS::EKS::Addon')(each) && each.stringProperty('AddonName') === 'vpc-cni');
  if (!cni) return undefined;
  const given = cni.properties.ConfigurationValues;
  const env = given === undefined ? {} : ((at(parsedJson(given), 'env') as Record<string, unknown> | undefined) ?? {});
  const ipFamily = at(data.cluster.node.defaultChild, 'kubernetesNetworkConfig', 'ipFamily');
  const customNetworking = env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG === 'true';
  return {
    prefixDelegation: env.ENABLE_PREFIX_DELEGATION === 'true',
    customNetworking,
    primaryInterfaceUnused: customNetworking || data.features.has('podSubnets'),
    ipv6: ipFamily === 'ipv6',
  };
}
