import { CfnResource, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, Stage, Tokenization } from 'aws-cdk-lib';
import { ResourceFacts, Resources } from './resource-facts.rules';
import { scanCluster } from '../inventory/cluster-scan';
import { flatText, isInTemplate, resourcesBelow } from '../inventory/final-resource';
import { inventoriesBelow, InventoryData } from '../inventory/inventory-data';
import { oncePerSynthesis } from '../inventory/synthesis-pass';

/** What rules look at beside the resources that name their cluster. */
const SHARED = new Set([
  'AWS::EKS::Cluster', 'AWS::EC2::LaunchTemplate', 'AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy',
  'AWS::EC2::Route', 'AWS::EC2::SubnetCidrBlock', 'AWS::EC2::SubnetRouteTableAssociation', 'AWS::EC2::InternetGateway',
  'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::SSO::PermissionSet', 'AWS::AutoScaling::AutoScalingGroup',
  'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::Listener',
]);
const OWN = new Set(['AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile', 'AWS::EKS::Addon', 'AWS::EKS::AccessEntry', 'AWS::EKS::PodIdentityAssociation']);

/** The construct that a user wrote: the path of a resource without what this library and CDK put below it. */
export const pathOfUser = (path: string): string => path.replace(/(\/(Resource|Default|Objects|Association))+$/, '');

/** Reads the resources on which a cluster rests. */
export function resourcesOf(data: InventoryData): Resources {
  const all = oncePerSynthesis(data.cluster, 'resources that rules read', () => readAll(Stage.of(data.cluster)!));
  const ids = new Set(scanCluster(data).map(({ resource }) => resource.node.path));
  if (!data.imported) ids.add(data.cluster.node.defaultChild!.node.path);
  const isFirst = inventoriesBelow(data.cluster)[0] === data;
  return new Resources(all.filter(({ id }) => ids.has(id)), isFirst ? all.filter(({ type }) => SHARED.has(type)) : [], all);
}

function readAll(stage: Stage): ResourceFacts[] {
  const resources = resourcesBelow(stage).filter((resource) => Stage.of(resource) === stage && isInTemplate(resource));
  const ids = new Map<Stack, Map<string, string>>();
  for (const resource of resources) {
    const stack = Stack.of(resource);
    const known = ids.get(stack) ?? new Map<string, string>();
    known.set(String(stack.resolve(stack.getLogicalId(resource))), resource.node.path);
    ids.set(stack, known);
  }
  return resources
    .filter(({ cfnResourceType }) => SHARED.has(cfnResourceType) || OWN.has(cfnResourceType))
    .map((resource) => read(resource, ids.get(Stack.of(resource))!));
}

function read(resource: CfnResource, ids: ReadonlyMap<string, string>): ResourceFacts {
  const { path } = resource.node;
  const { _toCloudFormation } = resource as unknown as { _toCloudFormation(): unknown };
  const options = { scope: Stack.of(resource), resolver: IN_ONE_STACK, preparing: false };
  const template = Tokenization.resolve(_toCloudFormation.call(resource), options) as Template;
  const [written = {}] = Object.values(template.Resources ?? {});
  const { Type: type = resource.cfnResourceType, Properties: properties = {}, DependsOn: before = [] } = written;
  const after = before.flatMap((each) => ids.get(each) ?? []);
  return { path: pathOfUser(path), id: path, type, properties: withReferences(properties, ids) as Record<string, unknown>, after };
}

interface Written {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
}

interface Template {
  readonly Resources?: Readonly<Record<string, Written>>;
}

/** Renders tokens as a synthesis does. Before it, a reference to another stack looks like one to a neighbour of the same logical id: here it does not. */
class InOneStack extends DefaultTokenResolver {
  constructor() {
    super({ join: (left, right) => (left === undefined ? right : right === undefined ? left : typeof left === 'string' && typeof right === 'string' ? left + right : { 'Fn::Join': ['', [left, right]] }) });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const isElsewhere = Reference.isReference(token) && Stack.of(token.target) !== Stack.of(context.scope);
    return isElsewhere ? { 'Fn::ImportValue': token.displayName } : super.resolveToken(token, context, postProcessor);
  }
}

const IN_ONE_STACK = new InOneStack();

function withReferences(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withReferences(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  const [[key, argument] = [undefined, undefined], ...more] = Object.entries(value);
  if (key !== undefined && more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
    const [name, attribute] = key === 'Ref' ? [argument, 'Ref'] : key === 'Fn::GetAtt' && Array.isArray(argument) ? argument : [];
    const ref = typeof name === 'string' ? ids.get(name) : undefined;
    return ref === undefined ? flatText(value) : { ref, attribute: String(attribute) };
  }
  return Object.fromEntries(Object.entries(value).map(([each, v]) => [each, withReferences(v, ids)]));
}
