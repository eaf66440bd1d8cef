import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { finalTemplates, pathsByLogicalId } from './final-templates';
import { referencesOf } from './references';
import { ResourceFacts, Resources } from './resource-facts.rules';
import { stringAt } from '../../kubernetes/kubernetes-object.rules';
import { clusterModelsIn, ClusterModelData } from '../../model/cluster-model-data';
import { scanCluster } from '../../model/cluster-scan';
import { parsedJson } from '../../model/final-resource';
import { resourceGraphOf } from '../../model/resource-graph';
import { oncePerSynthesis } from '../../model/synthesis-pass';

/** A resource of CDK whose attribute `Value` is the JSON of its property `Value`. */
const CFN_JSON = 'Custom::AWSCDKCfnJson';

/** Types that rules check in addition to resources of a cluster. */
const SHARED = new Set([
  'AWS::EKS::Cluster',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCCidrBlock',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::InstanceProfile',
  'AWS::EC2::Route',
  'AWS::EC2::SubnetCidrBlock',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::VPNGatewayRoutePropagation',
  // CDK writes conditions of trust policies for service accounts into it, because their keys are known at deploy
  CFN_JSON,
  // what AWS deletes only when it is empty, what fills it, and what empties it
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupVault',
  'AWS::EC2::FlowLog',
  'AWS::ECR::Repository',
  'AWS::Route53::HostedZone',
  'Custom::ECRAutoDeleteImages',
  'Custom::S3AutoDeleteObjects',
  'AWS::Logs::LogGroup',
  // keys and buckets that others use, also by an alias or a parameter
  'AWS::EFS::FileSystem',
  'AWS::EFS::MountTarget',
  'AWS::KMS::Key',
  'AWS::KMS::Alias',
  'AWS::S3::Bucket',
  'AWS::SSM::Parameter',
  'AWS::IAM::User',
  'AWS::IAM::Group',
  'AWS::SSO::PermissionSet',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::AutoScaling::WarmPool',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::WAFv2::WebACL',
]);
const OWN = new Set([
  'AWS::EKS::Nodegroup',
  'AWS::EKS::FargateProfile',
  'AWS::EKS::Addon',
  'AWS::EKS::AccessEntry',
  'AWS::EKS::PodIdentityAssociation',
]);

/** The path of the construct of the user: without the ids that this library and CDK append. */
export const pathOfUser = (path: string): string => path.replace(/(\/(Resource|Default|Objects|Association))+$/, '');

/** Reads the resources that rules check. */
export function resourcesOf(data: ClusterModelData): Resources {
  const all = oncePerSynthesis(data.cluster, 'resources that rules read', () => readAll(data.cluster));
  const ids = new Set(scanCluster(data).map(({ resource }) => resource.node.path));
  if (!data.imported) ids.add(data.cluster.node.defaultChild!.node.path);
  const isFirst = clusterModelsIn(data.cluster)[0] === data;
  return new Resources(
    all.filter(({ id }) => ids.has(id)),
    isFirst ? all.filter(({ type }) => SHARED.has(type)) : [],
    all,
  );
}

function readAll(scope: IConstruct): ResourceFacts[] {
  const all = finalTemplates(scope);
  const resources = all.map(({ resource }) => resource);
  const inTemplates = new Set(resources);
  const graph = resourceGraphOf(scope);
  const paths = pathsByLogicalId(scope);
  const references = referencesOf(scope);
  const read = all
    .filter(({ resource: { cfnResourceType } }) => SHARED.has(cfnResourceType) || OWN.has(cfnResourceType))
    .flatMap(({ resource, final }): ResourceFacts[] => {
      const { path } = resource.node;
      const template = final();
      if (template === undefined) return [];
      const stack = Stack.of(resource);
      const properties = withoutUnset(references.in(template.properties, stack, template.imports) as Record<string, unknown>);
      // a synthesis writes the dependencies of constructs into DependsOn
      const ofConstructs = graph.dependenciesOf(resource).filter((each) => inTemplates.has(each) && Stack.of(each) === stack);
      const after = [
        ...template.dependsOn.flatMap((each) => paths.get(stack)?.get(each) ?? []),
        ...ofConstructs.map(({ node }) => node.path),
      ];
      const dependsOn = [...new Set(after)].filter((each) => each !== path).sort();
      const { type, deletionPolicy } = template;
      return [{ path: pathOfUser(path), id: path, type, properties, deletionPolicy, dependsOn }];
    });
  const json = new Map(read.filter(({ type }) => type === CFN_JSON).map(({ id, properties }) => [id, jsonOf(properties.Value)]));
  return json.size === 0 ? read : read.map((each) => ({ ...each, properties: withJson(each.properties, json) as Record<string, unknown> }));
}

// constructs pass on properties that are not set
const withoutUnset = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined && value !== null));

function jsonOf(value: unknown): unknown {
  try {
    return parsedJson(value);
  } catch {
    return undefined;
  }
}

// a reference to JSON that is known is that JSON
function withJson(value: unknown, json: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => withJson(each, json));
  if (typeof value !== 'object' || value === null) return value;
  const known = stringAt(value, 'attribute') === 'Value' ? json.get(stringAt(value, 'ref') ?? '') : undefined;
  return known ?? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withJson(each, json)]));
}
