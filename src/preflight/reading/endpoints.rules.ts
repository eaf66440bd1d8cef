import { NODE_START_APIS } from '../../catalog/aws-apis.data';
import { isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { ResourceFacts, Resources } from '../facts/resource-facts.rules';

/** `com.amazonaws.eu-west-1.ecr.api` and `com.amazonaws.<known-at-deploy>.s3`, also in China. */
const SERVICE_NAME = /^(?:cn\.)?com\.amazonaws\.[^.]+\.(.+)$/;

/** The APIs for which the app contains a VPC endpoint in any VPC; undefined if the service of an endpoint is not known. */
export function endpointsOf(resources: Resources): ReadonlySet<string> | undefined {
  const names = resources
    .allOf('AWS::EC2::VPCEndpoint')
    .map(({ properties }) => SERVICE_NAME.exec(stringAt(properties, 'ServiceName') ?? '')?.[1]);
  return names.some((name) => name === undefined || isDeployTimeValue(name)) ? undefined : new Set(names as string[]);
}

/** Subnets of this app without any route out of their VPC, by id. */
function isolatedSubnets(resources: Resources): ReadonlySet<string> {
  // a VPN connection adds routes that are not in the template
  if (resources.allOf('AWS::EC2::VPNGatewayRoutePropagation').length > 0) return new Set();
  const withRoutes = new Set(resources.allOf('AWS::EC2::Route').map((route) => stringAt(route.properties, 'RouteTableId', 'ref')));
  const isIsolated = ({ properties }: ResourceFacts) => {
    const table = stringAt(properties, 'RouteTableId', 'ref');
    return table !== undefined && !withRoutes.has(table) && !withRoutes.has(undefined);
  };
  const associations = resources.allOf('AWS::EC2::SubnetRouteTableAssociation').filter(isIsolated);
  return new Set(associations.flatMap(({ properties }) => stringAt(properties, 'SubnetId', 'ref') ?? []));
}

/** Node groups and Fargate profiles in isolated subnets, with the APIs that they call before the first pod and that have no endpoint. */
export function nodesWithoutEndpoints(resources: Resources): { readonly group: ResourceFacts; readonly apis: readonly string[] }[] {
  const endpoints = endpointsOf(resources);
  const groups = [...resources.ofType('AWS::EKS::Nodegroup'), ...resources.ofType('AWS::EKS::FargateProfile')];
  if (endpoints === undefined || groups.length === 0) return [];
  const isolated = isolatedSubnets(resources);
  // beside subnets with a NAT gateway the fix is another subnet: a rule of its own
  const besideOthers = resources.isolatedSubnets();
  return groups
    .filter(({ type, properties }) => {
      const subnets = listAt(properties, 'Subnets').map((subnet) => stringAt(subnet, 'ref') ?? '');
      const isOfOtherRule = type === 'AWS::EKS::Nodegroup' && subnets.some((subnet) => besideOthers.has(subnet));
      return subnets.length > 0 && !isOfOtherRule && subnets.every((subnet) => isolated.has(subnet));
    })
    .map((group) => ({
      group,
      apis: NODE_START_APIS.filter((api) => !endpoints.has(api) && (api !== 'ec2' || group.type !== 'AWS::EKS::FargateProfile')),
    }))
    .filter(({ apis }) => apis.length > 0);
}

/**
 * Clusters of Auto Mode with built-in node pools whose subnets are all isolated, with the APIs that the nodes call before they are ready
 * and that have no endpoint. The default NodeClass has the subnets that the cluster was created with. Source: aws/containers-roadmap 2793;
 * terraform-aws-modules/terraform-aws-eks 3284 and 3574.
 */
export function poolsWithoutEndpoints(resources: Resources): { readonly cluster: ResourceFacts; readonly apis: readonly string[] }[] {
  const endpoints = endpointsOf(resources);
  const clusters = resources
    .ofType('AWS::EKS::Cluster')
    .filter(({ properties }) => listAt(properties, 'ComputeConfig', 'NodePools').length > 0);
  if (endpoints === undefined || clusters.length === 0) return [];
  const isolated = isolatedSubnets(resources);
  const apis = NODE_START_APIS.filter((api) => !endpoints.has(api));
  return clusters
    .filter(({ properties }) => {
      const subnets = listAt(properties, 'ResourcesVpcConfig', 'SubnetIds');
      return subnets.length > 0 && subnets.every((subnet) => isolated.has(stringAt(subnet, 'ref') ?? ''));
    })
    .map((cluster) => ({ cluster, apis }))
    .filter(() => apis.length > 0);
}
