import { App, Stack, Token } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { IConstruct } from 'constructs';
import { capacityRow } from './capacity-rows.rules';
import { addressRows } from './ip-plan-rows.rules';
import { networkRows } from './network-rows';
import { PAID_BY_THE_HOUR } from './paid.data';
import { counted, table } from './table.rules';
import { isLambdaBacked, longestChain, Template, waitsForType } from './template-graph.rules';
import { workloadRows } from './workload-places.rules';
import { describeCapability, keyOf } from '../catalog/capability.rules';
import { at, isDeployTimeValue, listAt, stringAt } from '../kubernetes/kubernetes-object.rules';
import { Capacity, FargateCapacity } from '../model/capacity.rules';
import { matchOf } from '../model/cluster-match';
import { ClusterModelData } from '../model/cluster-model-data';
import { isHelmRelease, isOfType, scanCluster, ScannedResource } from '../model/cluster-scan';
import { clustersOfApp } from '../model/clusters-of-app';
import { droppedEdges } from '../model/edges';
import { ExistingVpc } from '../network/existing-vpc';
import { ThreeTierVpc } from '../network/three-tier-vpc';
import { factsOf } from '../preflight/facts/facts';
import { ipPlanOf } from '../preflight/facts/ip-plan';
import { Preflight } from '../preflight/preflight';

interface NamedTemplate {
  readonly name: string;
  readonly template: Template;
}

/**
 * Summary of what an app deploys, as text: networks, clusters, nodes, add-ons, workloads, hourly charges, findings.
 *
 * An app whose synthesis fails has a summary, too: it contains the error, and names the parts that are missing.
 */
export class DeploySummary {
  /** Creates the summary of an app, and synthesizes the app if necessary. */
  static of(app: App): DeploySummary {
    return new DeploySummary(app);
  }

  /** The error that stopped the synthesis; undefined if the synthesis succeeded. */
  public readonly synthesisError?: string;

  private readonly templates: NamedTemplate[];

  private constructor(private readonly app: App) {
    try {
      this.templates = app.synth().stacksRecursively.map((stack: CloudFormationStackArtifact) => ({
        name: stack.stackName,
        template: stack.template as Template,
      }));
    } catch (error) {
      this.synthesisError = messageOfError(error);
      // the assembly may be from an earlier synthesis
      this.templates = app.node.findAll().filter(Stack.isStack).flatMap(renderedTemplate);
    }
  }

  /** The summary as text of several lines. */
  toString(): string {
    const constructs = this.app.node.findAll();
    const clusters = clustersOfApp(this.app);
    const missing = this.missingStacks();
    return [
      ...(this.synthesisError === undefined ? [] : ['The synthesis fails:', ...indented(this.synthesisError), '']),
      ...constructs.flatMap((each) => this.part(`Network ${each.node.path}`, () => networkLines(each))),
      ...clusters.flatMap((data) => this.part(`Cluster ${data.cluster.node.path}`, () => this.cluster(data))),
      ...this.chain(),
      '',
      'Stacks',
      ...table(this.templates.map(stackRow)),
      ...missing,
      '',
      `Hourly charges before the first pod${missing.length > 0 ? ', without the missing stacks' : ''}`,
      ...table(this.paid().map((line) => [line])),
      '',
      ...this.kept(),
      ...this.part('Findings', () => this.findings()),
      '',
      ...clusters.flatMap((data) => this.part('References that could not be checked', () => unchecked(data))),
    ].join('\n');
  }

  // what stopped the synthesis may stop a part of the summary; an error after a synthesis is a bug
  private part(name: string, lines: () => string[]): string[] {
    try {
      return lines();
    } catch (error) {
      if (this.synthesisError === undefined) throw error;
      return [`${name}: missing, because it cannot be read:`, ...indented(messageOfError(error)), ''];
    }
  }

  private missingStacks(): string[] {
    if (this.synthesisError === undefined) return [];
    const names = new Set(this.templates.map(({ name }) => name));
    const missing = this.app.node.findAll().filter((each): each is Stack => Stack.isStack(each) && !names.has(each.stackName));
    return missing
      .filter(({ nestedStackParent }) => nestedStackParent === undefined)
      .map(({ stackName }) => `  ${stackName}: missing, because its template cannot be rendered`);
  }

  private cluster(data: ClusterModelData): string[] {
    const facts = factsOf(data);
    const scanned = scanCluster(data);
    const nodes = scanned.filter(isOfType('AWS::EKS::Nodegroup'));
    const offered = data.capacity.flatMap((read) => read());
    const version = stringAt({ version: at(data.cluster.node.defaultChild, 'version') }, 'version');
    const releases = scanned
      .filter(isHelmRelease)
      .map(({ properties }) => [`helm ${stringAt(properties, 'Release')}`, stringAt(properties, 'Version') ?? 'newest']);
    const addons = scanned
      .filter(isOfType('AWS::EKS::Addon'))
      .map(({ properties }) => [
        stringAt(properties, 'AddonName') ?? '',
        stringAt(properties, 'AddonVersion') ?? 'chosen by EKS at creation',
      ]);
    return [
      `Cluster ${data.cluster.node.path}: ` +
        `${data.clusterName ?? nameOf(data.cluster)}${version && !Token.isUnresolved(version) ? `, Kubernetes ${version}` : ''}`,
      'Nodes',
      ...table([
        ...nodes.map((group) => [...nodeRow(group), ...sizeAfterChange(group, facts.hasNodeAutoscaler)]),
        ...offered.filter((each) => each.type !== 'nodes' || each.nodeType !== 'managed').map(capacityRow),
      ]),
      '',
      'Add-ons',
      ...table([...addons, ...releases]),
      '',
      'Workloads',
      ...table([
        ['', 'kind', 'replicas', 'fits'],
        ...workloadRows(facts, offered.filter(isFargate)).map(({ name, kind, replicas, places }) => [
          name,
          kind,
          replicas,
          places.join(', ') || 'no node of this app',
        ]),
      ]),
      '',
      ...addressRows(ipPlanOf(data)),
    ];
  }

  /** The longest chain of dependencies, by the number of resources that Lambda functions create. */
  private chain(): string[] {
    const chains = this.templates.flatMap(({ template }) =>
      Object.entries(template.Resources ?? {})
        .filter(([, { Type }]) => isLambdaBacked(Type))
        .map(([id]) => ({ template, chain: longestChain(template, id) })),
    );
    const [longest] = chains.sort(
      (a, b) => b.chain.lambdaBacked - a.chain.lambdaBacked || b.chain.resources.length - a.chain.resources.length,
    );
    if (!longest) return [];
    const afterNat = this.templates.some(({ template }) =>
      Object.entries(template.Resources ?? {}).some(
        ([id, { Type }]) => Type === 'AWS::EKS::Cluster' && waitsForType(template, id, 'AWS::EC2::NatGateway'),
      ),
    );
    return [
      `Longest chain: ${longest.chain.resources.length} resources, ${longest.chain.lambdaBacked} of them by Lambda; the control ` +
        `plane ${afterNat ? 'waits' : 'does not wait'} for NAT`,
      `  ${longest.chain.resources.map((id) => longest.template.Resources![id].Type.replace(/^AWS::|^Custom::AWSCDK-/, '')).join(' → ')}`,
    ];
  }

  private paid(): string[] {
    const resources = this.templates.flatMap(({ template }) => Object.values(template.Resources ?? {}));
    const instances = resources.map(({ Type, Properties }) => fewestInstances(Type, Properties)).reduce((sum, size) => sum + size, 0);
    // gateway endpoints cost nothing
    const paid = resources.filter(
      ({ Type, Properties }) =>
        Type in PAID_BY_THE_HOUR && (Type !== 'AWS::EC2::VPCEndpoint' || at(Properties, 'VpcEndpointType') === 'Interface'),
    );
    return [...counted(paid.map(({ Type }) => PAID_BY_THE_HOUR[Type])), `${instances} × EC2 instance (minimum sizes)`];
  }

  /** Resources that CloudFormation retains when a stack is deleted. */
  private kept(): string[] {
    const kept = this.templates.flatMap(({ name, template }) =>
      Object.entries(template.Resources ?? {})
        .filter(([, resource]) => ['Retain', 'RetainExceptOnCreate'].includes(String(at(resource, 'DeletionPolicy'))))
        .map(([id, { Type }]) => [name, id, Type]),
    );
    return kept.length === 0 ? [] : ['Retained when the stack is deleted', ...table(kept), ''];
  }

  private findings(): string[] {
    const preflight = Preflight.of(this.app);
    const facts = this.synthesisError === undefined ? preflight._synthesizedFacts() : preflight._facts();
    const findings = preflight._findings(facts);
    const choices = Object.entries(preflight._advice(facts)).filter(([, lines]) => lines.length > 0);
    return [
      ...choices.flatMap(([cluster, lines]) => [
        `Advice for ${cluster}: settings with a stricter alternative`,
        ...table(lines.map((line) => [line])),
        '',
      ]),
      `Findings: ${findings.length === 0 ? 'none' : findings.length}`,
      ...findings.map(({ severity, ruleId, message }) => `  ${severity} ${ruleId} ${message}`),
    ];
  }
}

const messageOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error)).trim();

const indented = (text: string): string[] => text.split('\n').map((line) => `  ${line}`);

// without what a synthesis adds, such as parameters of nested stacks; none if a token cannot be resolved
function renderedTemplate(stack: Stack): NamedTemplate[] {
  const { _toCloudFormation } = stack as unknown as { _toCloudFormation(): unknown };
  if (stack.nestedStackParent) return [];
  try {
    return [{ name: stack.stackName, template: stack.resolve(_toCloudFormation.call(stack)) as Template }];
  } catch {
    return [];
  }
}

function nameOf({ clusterName }: ICluster): string {
  return Token.isUnresolved(clusterName) ? 'name generated by CloudFormation' : clusterName;
}

const isFargate = (capacity: Capacity): capacity is FargateCapacity => capacity.type === 'fargate';

function networkLines(construct: IConstruct): string[] {
  if (construct instanceof ThreeTierVpc) return [`Network ${construct.node.path}`, ...table(networkRows(construct)), ''];
  if (!(construct instanceof ExistingVpc) || construct.missingTags.length === 0) return [];
  return [
    `Network ${construct.vpc.node.path}: tags that its subnets require, in the app that created them`,
    ...table(construct.tagCommands.map((command) => [command])),
    '',
  ];
}

function fewestInstances(type: string, properties: unknown): number {
  if (type === 'AWS::EKS::Nodegroup') return Number(at(properties, 'ScalingConfig', 'MinSize')) || 0;
  return type === 'AWS::AutoScaling::AutoScalingGroup' ? Number(at(properties, 'MinSize')) || 0 : 0;
}

function stackRow({ name, template }: { name: string; template: Template }): string[] {
  const types = Object.values(template.Resources ?? {}).map(({ Type }) => Type);
  const size = Buffer.byteLength(JSON.stringify(template));
  return [
    name,
    `${types.length} resources`,
    `${types.filter(isLambdaBacked).length} custom resources`,
    `${types.filter((type) => type === 'AWS::Lambda::Function').length} functions`,
    `${size} bytes`,
  ];
}

function nodeRow(scanned: ScannedResource): string[] {
  const { properties, resource } = scanned;
  const types = listAt(properties, 'InstanceTypes').join(', ');
  const size = (name: string) => String(at(properties, 'ScalingConfig', name) ?? '?');
  return [
    resource.node.path.replace(/\/Resource$/, ''),
    types || singleType(scanned),
    `${size('MinSize')}–${size('MaxSize')} nodes`,
    stringAt(properties, 'CapacityType') ?? '',
    stringAt(properties, 'AmiType') ?? 'custom image',
  ];
}

// CloudFormation sends the whole scaling configuration. Source: eksctl-io/eksctl, issue 3532
function sizeAfterChange({ properties }: ScannedResource, autoscaled: boolean | undefined): string[] {
  const size = at(properties, 'ScalingConfig', 'DesiredSize');
  if (!autoscaled || size === undefined) return [];
  const value = isDeployTimeValue(size) ? 'the value of its parameter' : String(size);
  return [`a change of its scaling configuration resets the desired size to ${value}`];
}

// a single type is in the launch template, not in the group
function singleType({ resource }: ScannedResource): string {
  const template = resource.node.scope?.node.tryFindChild('LaunchTemplate');
  return at(template, 'instanceType')?.toString() ?? 'instance type of its launch template';
}

function unchecked(data: ClusterModelData): string[] {
  const { matched, unusedDeclarations } = matchOf(data);
  const unknown = new Set(
    matched
      .filter(({ verdict, requirement }) => verdict === 'unknown' && !requirement.optional)
      .map(({ requirement }) => keyOf(requirement.capability)),
  );
  const dropped = droppedEdges(data);
  return [
    `References that could not be checked: ${unknown.size}`,
    ...[...unknown].map((key) => `  ${key}`),
    ...unusedDeclarations.map((thing) => `Declared as external but not required: ${describeCapability(thing)}`),
    ...dropped.map(({ from, to }) => `Dependency that CloudFormation cannot express: ${from.node.path} after ${to.node.path}`),
  ];
}
