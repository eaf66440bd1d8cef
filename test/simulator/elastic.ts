import type { ClusterWorld } from './cluster';
import { NodeGroup, nodeOf } from './nodes';
import { allows } from './services/iam';
import { at, listAt, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { instanceFacts } from '../../src/nodes/tables/instance-types.rules';
import { Stored } from '../handler/api-store';
import { feasible, SchedulerPod } from '../preflight/reference-scheduler';

/** Machines of every shape, small ones first: whichever fits first is taken. */
const TYPES = [
  'm6i.large',
  'm7g.large',
  'm6i.xlarge',
  'm7g.xlarge',
  'c6i.2xlarge',
  'm6i.2xlarge',
  'm7g.2xlarge',
  'r6i.2xlarge',
  'm6i.8xlarge',
  'm7g.8xlarge',
  'm6i.16xlarge',
  'm5.large',
  'm5.xlarge',
  'm5.4xlarge',
  'c7g.4xlarge',
  'c7i.4xlarge',
  'c6g.2xlarge',
  'r7g.4xlarge',
  't3.medium',
  't3.xlarge',
  't4g.large',
  'm8g.xlarge',
  'c8g.xlarge',
  'g5.xlarge',
  'g6.xlarge',
  'g6e.xlarge',
  'g4dn.xlarge',
  'p4d.24xlarge',
  'p5.48xlarge',
  'inf2.xlarge',
  'trn1.2xlarge',
  'trn1.32xlarge',
  'm6idn.metal',
  'm6i.metal',
];

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

// a NodePool goes in the foreground: after its NodeClaims, which wait for their instances
const FINALIZERS: Readonly<Record<string, string>> = {
  NodePool: 'karpenter.sh/termination',
  EC2NodeClass: 'karpenter.k8s.aws/termination',
  NodeClass: 'eks.amazonaws.com/termination',
};

/**
 * Karpenter, the pools of Auto Mode and the Cluster Autoscaler: nodes that come when pods wait. Source: aws/karpenter-provider-aws v1.14.1;
 * kubernetes/autoscaler.
 */
export class Elastic {
  constructor(private readonly cluster: ClusterWorld) {}

  work(): void {
    const { store } = this.cluster;
    for (const kind of ['EC2NodeClass', 'NodeClass', 'NodePool']) store.of(kind).forEach((object) => this.reconcile(object));
    for (const pod of this.cluster.pods.pending()) {
      if (this.cluster.fargateFor(pod)) continue;
      if (!this.scaleGroup(pod)) this.provision(pod);
    }
  }

  private reconcile(object: Stored): void {
    const auto =
      object.apiVersion.startsWith('eks.') ||
      (object.kind === 'NodePool' && stringAt(object, 'spec', 'template', 'spec', 'nodeClassRef', 'group') === 'eks.amazonaws.com');
    if (!(auto ? this.cluster.autoMode : this.karpenterWorks())) return;
    const { metadata } = object;
    const finalizer = FINALIZERS[object.kind];
    if (metadata.deletionTimestamp !== undefined) {
      if (object.kind === 'NodePool') this.cluster.terminate((group) => group.key === `pool ${metadata.name}`);
      const used = this.cluster.store
        .of('NodePool')
        .some((pool) => this.nodesOf(pool) > 0 && stringAt(pool, 'spec', 'template', 'spec', 'nodeClassRef', 'name') === metadata.name);
      if (object.kind === 'NodePool' || !used) {
        metadata.finalizers = metadata.finalizers?.filter((each) => each !== finalizer && each !== 'karpenter.sh/termination');
      }
      return;
    }
    if (finalizer && !metadata.finalizers?.includes(finalizer)) metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
    object.status = {
      conditions: [{ type: 'Ready', status: this.classProblem(object) ? 'False' : 'True', message: this.classProblem(object) ?? '' }],
    };
  }

  private nodesOf(pool: Stored): number {
    return [...this.cluster.nodes.values()].filter(({ group }) => group.key === `pool ${pool.metadata.name}`).length;
  }

  private karpenterWorks(): boolean {
    const { account, pods } = this.cluster;
    return pods.runs(/^karpenter$/) && allows(account, this.cluster.roleOfWorkload('karpenter'), 'ec2:RunInstances', /Karpenter/);
  }

  // the role of the nodes must exist and have an access entry, or the nodes never join
  private classProblem(object: Stored): string | undefined {
    if (object.kind === 'NodePool') return undefined;
    const role = stringAt(object, 'spec', 'role') ?? stringAt(object, 'spec', 'instanceProfile');
    const item =
      role === undefined
        ? undefined
        : (this.cluster.account.get('AWS::IAM::Role', role) ?? this.cluster.account.get('AWS::IAM::InstanceProfile', role));
    if (!item) return `the role ${role} does not exist`;
    if (!this.cluster.mayJoin(String(item.attributes.Arn))) return `nodes of the role ${role} may not join: it has no access entry`;
    return this.subnetsOf(object).length === 0 ? 'SubnetsNotFound: SubnetSelector did not match any Subnets' : undefined;
  }

  private subnetsOf(nodeClass: Stored): string[] {
    const { account } = this.cluster;
    const tags = ({ properties }: { properties: { Tags?: unknown } }) => {
      const given = (properties.Tags ?? []) as { Key: string; Value: string }[];
      return Object.fromEntries(given.map(({ Key, Value }) => [Key, Value]));
    };
    return listAt(nodeClass, 'spec', 'subnetSelectorTerms').flatMap((term) => {
      const id = stringAt(term, 'id');
      if (id !== undefined) return account.get('AWS::EC2::Subnet', id) ? [id] : [];
      const wanted = Object.entries((at(term, 'tags') ?? {}) as Record<string, string>);
      return account
        .of('AWS::EC2::Subnet')
        .filter(
          (subnet) =>
            subnet.properties.VpcId === this.cluster.vpc &&
            wanted.every(([key, value]) => tags(subnet)[key] === value || (value === '*' && key in tags(subnet))),
        )
        .map((subnet) => subnet.id);
    });
  }

  /** Cluster Autoscaler: a group that is not full and whose nodes would take the pod. */
  private scaleGroup(pod: SchedulerPod): boolean {
    if (!this.cluster.pods.runs(/cluster-autoscaler/)) return false;
    for (const group of this.cluster.groups.values()) {
      const count = [...this.cluster.nodes.values()].filter((node) => node.group === group).length;
      if (group.kind === 'fargate' || group.kind === 'karpenter' || group.kind === 'auto' || count >= group.max) continue;
      if (!this.takes(group, group.subnets[0], pod)) continue;
      this.cluster.launch(group, 1);
      return true;
    }
    return false;
  }

  private provision(pod: SchedulerPod): void {
    const pools = [...this.cluster.store.of('NodePool')]
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .sort((a, b) => Number(at(b, 'spec', 'weight') ?? 0) - Number(at(a, 'spec', 'weight') ?? 0));
    for (const pool of pools) {
      const group = this.groupFor(pool, pod);
      if (!group) continue;
      this.cluster.launch(group, 1);
      return;
    }
  }

  private groupFor(pool: Stored, pod: SchedulerPod): NodeGroup | undefined {
    const ref = at(pool, 'spec', 'template', 'spec', 'nodeClassRef');
    const auto = stringAt(ref, 'group') === 'eks.amazonaws.com';
    if (!(auto ? this.cluster.autoMode : this.karpenterWorks())) return undefined;
    const nodeClass = this.cluster.store.find(String(stringAt(ref, 'kind')), String(stringAt(ref, 'name')));
    if (!nodeClass && !auto) return undefined;
    const subnets = nodeClass ? this.subnetsOf(nodeClass) : this.cluster.subnets;
    if ((nodeClass && this.classProblem(nodeClass)) || subnets.length === 0) return undefined;
    for (const type of typesFor(pool)) {
      const labels = this.labelsOf(pool, type, auto);
      if (!labels) continue;
      const group: NodeGroup = {
        key: `pool ${pool.metadata.name}`,
        kind: auto ? 'auto' : 'karpenter',
        instanceType: type,
        os: 'linux',
        labels,
        subnets,
        min: 0,
        max: 1000,
        taints: listAt(pool, 'spec', 'template', 'spec', 'taints') as NodeGroup['taints'],
      };
      if (subnets.some((subnet) => this.takes(group, subnet, pod))) return group;
    }
    return undefined;
  }

  private takes(group: NodeGroup, subnet: string, pod: SchedulerPod): boolean {
    const node = nodeOf(this.cluster.account, this.cluster.name, this.cluster.version, group, subnet, 'possible');
    const facts = instanceFacts(group.instanceType);
    Object.assign(node.allocatable, {
      'nvidia.com/gpu': facts?.gpus ?? 0,
      'aws.amazon.com/neuron': facts?.neuronDevices ?? 0,
      'aws.amazon.com/neuroncore': (facts?.neuronDevices ?? 0) * 2,
      'vpc.amazonaws.com/efa': facts?.efaInterfaces ?? 0,
    });
    const world = this.cluster.pods.world();
    return feasible(pod, { ...world, nodes: [...world.nodes, node] }).includes('possible');
  }

  /** The labels of a node of the pool with a type, or nothing where the pool does not allow the type. */
  private labelsOf(pool: Stored, type: string, auto: boolean): Record<string, string> | undefined {
    const facts = instanceFacts(type)!;
    const [family] = type.split('.');
    const prefix = auto ? 'eks.amazonaws.com' : 'karpenter.k8s.aws';
    const [category] = /^[a-z]+(?=\d|$)/.exec(family) ?? [family];
    const own: Record<string, string> = {
      [`${prefix}/instance-category`]: category.slice(0, category === 'inf' || category === 'trn' ? 3 : 1),
      [`${prefix}/instance-family`]: family,
      [`${prefix}/instance-generation`]: /\d+/.exec(family)?.[0] ?? '1',
      [`${prefix}/instance-cpu`]: String(facts.vcpus),
      [`${prefix}/instance-memory`]: String(facts.memoryMiB),
      [`${prefix}/instance-size`]: type.split('.')[1],
      [`${prefix}/instance-hypervisor`]: type.endsWith('metal') ? '' : 'nitro',
      ...((facts.gpus ?? 0) > 0
        ? {
            [`${prefix}/instance-gpu-manufacturer`]: 'nvidia',
            [`${prefix}/instance-gpu-count`]: String(facts.gpus),
            [`${prefix}/instance-gpu-name`]: gpuName(family),
          }
        : {}),
      ...(facts.neuronDevices > 0
        ? { [`${prefix}/instance-accelerator-manufacturer`]: 'aws', [`${prefix}/instance-accelerator-count`]: String(facts.neuronDevices) }
        : {}),
      'node.kubernetes.io/instance-type': type,
      'kubernetes.io/arch': facts.architecture === 'arm64' ? 'arm64' : 'amd64',
      'kubernetes.io/os': 'linux',
      'karpenter.sh/nodepool': pool.metadata.name,
      ...(auto ? { 'eks.amazonaws.com/compute-type': 'auto' } : {}),
      ...(at(pool, 'spec', 'template', 'metadata', 'labels') as Record<string, string> | undefined),
    };
    const chosen = { ...own };
    for (const { key, operator, values = [] } of listAt(pool, 'spec', 'template', 'spec', 'requirements') as Requirement[]) {
      if (key === 'karpenter.sh/capacity-type') chosen[key] = values.includes('on-demand') ? 'on-demand' : (values[0] ?? 'on-demand');
      else if (key.startsWith('topology.kubernetes.io/')) continue;
      else if (own[key] === undefined && operator === 'In' && !key.startsWith(prefix)) chosen[key] = values[0];
      else if (!meets(own[key], operator, values)) return undefined;
    }
    return { 'karpenter.sh/capacity-type': 'on-demand', ...chosen };
  }
}

const SIZES = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge', '24xlarge', '48xlarge'];

/** Types that a pool names, by family or by name, or a choice of all. */
function typesFor(pool: Stored): string[] {
  const valuesOf = (key: string) =>
    (listAt(pool, 'spec', 'template', 'spec', 'requirements') as Requirement[])
      .filter((each) => each.key === key && each.operator === 'In')
      .flatMap(({ values = [] }) => values);
  const families = [...valuesOf('karpenter.k8s.aws/instance-family'), ...valuesOf('eks.amazonaws.com/instance-family')];
  const named = [
    ...valuesOf('node.kubernetes.io/instance-type'),
    ...families.flatMap((family) => SIZES.map((size) => `${family}.${size}`)),
  ];
  return [...named.filter((type) => instanceFacts(type)?.vcpus !== undefined), ...TYPES];
}

const gpuName = (family: string): string => ({ g5: 'a10g', g6: 'l4', g6e: 'l40s', g4dn: 't4', p4d: 'a100', p5: 'h100' })[family] ?? family;

function meets(value: string | undefined, operator: string, values: readonly string[]): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    case 'Gte':
      return Number(value) >= Number(values[0]);
    case 'Lte':
      return Number(value) <= Number(values[0]);
    default:
      throw new Error(`the simulator has no model of the operator ${operator}`);
  }
}
