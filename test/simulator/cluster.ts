import { Account, Item } from './account';
import { Elastic } from './elastic';
import { LoadBalancers } from './load-balancers';
import { networkPluginProblem } from './network-plugin';
import { NodeGroup, nodeOf, SimulatedNode } from './nodes';
import { Operators } from './operators';
import { Pods } from './pods';
import { reaches } from './services/ec2';
import { trustsService } from './services/iam';
import { addonObjects, clusterDefinitions } from './stand-ins';
import { Volumes } from './volumes';
import { at, listAt, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../handler/api-fields';
import { apiVersionOf } from '../handler/api-kinds';
import { ApiServer } from '../handler/api-server';
import { ApiStore, Stored } from '../handler/api-store';
import { SchedulerPod } from '../preflight/reference-scheduler';

/** A Fargate profile: which pods it takes, and where they run. */
export interface FargateProfile {
  readonly name: string;
  readonly selectors: readonly {
    readonly Namespace: string;
    readonly Labels?: readonly { readonly Key: string; readonly Value: string }[];
  }[];
  readonly subnets: readonly string[];
}

/** A cluster of EKS: its API, its nodes, and the controllers in it. */
export class ClusterWorld {
  readonly server = new ApiServer();
  readonly nodes = new Map<string, SimulatedNode>();
  readonly groups = new Map<string, NodeGroup>();
  readonly profiles = new Map<string, FargateProfile>();
  readonly pods = new Pods(this);
  readonly volumes = new Volumes(this);
  /** Objects that others create as soon as their namespace is there. */
  readonly given: Fields[] = [];
  /** Whether nothing becomes ready from now on: a fault that tests set. */
  neverReady = false;
  private readonly loadBalancers = new LoadBalancers(this);
  private readonly elastic = new Elastic(this);
  private readonly operators = new Operators(this);

  constructor(
    readonly account: Account,
    private readonly item: Item,
  ) {
    // what tests of the handler have and a new cluster has not
    const shop = this.store.find('Namespace', 'shop');
    if (shop) this.drop(shop);
    for (const name of ['kube-public', 'kube-node-lease']) {
      this.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, 'kube-apiserver');
    }
    this.bring();
  }

  /** What EKS puts into a cluster, at creation and when Auto Mode is switched on. */
  bring(): void {
    for (const definition of [...clusterDefinitions('eks'), ...(this.autoMode ? clusterDefinitions('eks-auto-mode') : [])]) {
      if (!this.store.find('CustomResourceDefinition', definition.metadata?.name ?? '')) {
        this.store.put(definition as unknown as Fields, 'eks');
      }
    }
    this.store.settle();
    if (this.item.properties.BootstrapSelfManagedAddons === false || this.store.find('DaemonSet', 'kube-system/aws-node')) return;
    // Source: EKS API Reference, CreateCluster, bootstrapSelfManagedAddons: vpc-cni, kube-proxy and CoreDNS by default
    for (const addon of ['vpc-cni', 'kube-proxy', 'coredns']) {
      for (const object of addonObjects(addon, {}) ?? []) this.store.put(object as unknown as Fields, 'eks');
    }
  }

  get name(): string {
    return this.item.id;
  }

  get store(): ApiStore {
    return this.server.store;
  }

  get version(): string {
    return stringAt(this.item.properties, 'Version') ?? '1.36';
  }

  get issuer(): string {
    return String(this.item.attributes.OpenIdConnectIssuerUrl);
  }

  get roleArn(): unknown {
    return this.item.properties.RoleArn;
  }

  get ipFamily(): string {
    return stringAt(this.item.properties, 'KubernetesNetworkConfig', 'IpFamily') ?? 'ipv4';
  }

  get autoMode(): boolean {
    return at(this.item.properties, 'ComputeConfig', 'Enabled') === true;
  }

  get subnets(): string[] {
    return listAt(this.item.properties, 'ResourcesVpcConfig', 'SubnetIds').map(String);
  }

  get vpc(): unknown {
    return this.account.get('AWS::EC2::Subnet', this.subnets[0])?.properties.VpcId;
  }

  /** Lets the API server and all controllers do what is due. */
  work(): void {
    this.store.settle();
    for (const object of this.given) {
      const { namespace, name } = object.metadata as { namespace?: string; name: string };
      if (namespace !== undefined && !this.store.find('Namespace', namespace)) continue;
      if (!this.store.find(String(object.kind), namespace ? `${namespace}/${name}` : name)) this.store.put(object, 'another-team');
    }
    this.pods.work();
    this.volumes.work();
    this.loadBalancers.work();
    this.elastic.work();
    this.operators.work();
  }

  /** Takes an object away at once, as the API server does when the last finalizer is gone. */
  drop({ kind, apiVersion, metadata: { namespace, name } }: Stored): void {
    const served = this.store.kinds().find((each) => each.kind === kind && apiVersionOf(each) === apiVersion);
    if (served) this.store.delete({ kind: served, namespace, name }, 'Background');
  }

  /** Why nodes of a role in a subnet would not join. Source: EKS User Guide, troubleshooting: nodes fail to join. */
  joinProblem(roleArn: unknown, subnets: readonly string[]): string | undefined {
    if (!this.account.byArn(roleArn)) return `the instance role ${String(roleArn)} does not exist`;
    if (!this.mayJoin(String(roleArn))) return `the role ${String(roleArn)} has no access entry`;
    for (const daemon of ['aws-node', 'kube-proxy']) {
      if (!this.store.find('DaemonSet', `kube-system/${daemon}`)) {
        return `Unhealthy nodes in the kubernetes cluster: container runtime network not ready: ${daemon} is missing`;
      }
    }
    const dark = subnets.find((subnet) => !['ec2', 'ecr.api', 'ecr.dkr', 'sts'].every((service) => reaches(this.account, subnet, service)));
    return dark
      ? `Instances failed to join the kubernetes cluster: nothing in ${dark} reaches EC2, ECR and STS`
      : networkPluginProblem(this, roleArn);
  }

  mayJoin(roleArn: string): boolean {
    return this.account
      .of('AWS::EKS::AccessEntry')
      .some(
        ({ properties }) =>
          properties.ClusterName === this.name &&
          properties.PrincipalArn === roleArn &&
          /^(EC2|EC2_LINUX|EC2_WINDOWS|HYBRID_LINUX)$/.test(String(properties.Type)),
      );
  }

  launch(group: NodeGroup, count: number): void {
    this.groups.set(group.key, group);
    const subnets = [...group.subnets];
    for (let each = 0; each < count; each++) {
      const existing = [...this.nodes.values()].filter((node) => node.group.key === group.key).length;
      // a machine outside of AWS is in no subnet
      const subnet = subnets.length > 0 ? subnets[existing % subnets.length] : '';
      const machine = this.account.add({
        type: 'Instance',
        id: this.account.fresh('i-'),
        properties: { group: group.key },
        attributes: {},
        madeBy: `${this.name} ${group.key}`,
        uses: subnets.length > 0 ? [subnet] : [],
      });
      this.nodes.set(machine.id, nodeOf(this.account, this.name, this.version, group, subnet, machine.id));
    }
  }

  terminate(concerned: (group: NodeGroup) => boolean, keep = 0): void {
    const going = [...this.nodes.values()].filter(({ group }) => concerned(group)).slice(keep);
    for (const { name, machine } of going) {
      const item = this.account.get('Instance', machine);
      if (item) this.account.remove(item);
      this.nodes.delete(name);
    }
    this.pods.nodesChanged();
  }

  /** The profile that takes a pod. Source: EKS User Guide, fargate-profile (selectors), fargate (what it cannot run). */
  fargateFor({ namespace, labels, spec }: SchedulerPod): FargateProfile | undefined {
    const runnable = spec.hostNetwork !== true && !listAt(spec, 'tolerations').some((each) => stringAt(each, 'key') === 'never-on-fargate');
    const isLike = (pattern: string, value: string | undefined) =>
      value !== undefined &&
      new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replace(/\*/g, '.*')
          .replace(/\?/g, '.')}$`,
      ).test(value);
    return [...this.profiles.values()].find(
      ({ selectors }) =>
        runnable &&
        selectors.some(
          ({ Namespace, Labels = [] }) => isLike(Namespace, namespace) && Labels.every(({ Key, Value }) => isLike(Value, labels[Key])),
        ),
    );
  }

  addFargateNode(profile: FargateProfile, { name, namespace }: SchedulerPod): SimulatedNode {
    const key = `fargate ${profile.name} ${namespace}/${name}`;
    const group: NodeGroup = {
      key,
      kind: 'fargate',
      instanceType: 'm6i.xlarge',
      os: 'linux',
      labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
      taints: [],
      subnets: profile.subnets,
      min: 0,
      max: 1,
    };
    this.launch(group, 1);
    return [...this.nodes.values()].find((node) => node.group.key === key)!;
  }

  /** The role that the pods of a workload have, by IRSA or Pod Identity. */
  roleOfWorkload(name: string): Item | undefined {
    const workload = this.store
      .all()
      .find((object) => ['Deployment', 'DaemonSet', 'StatefulSet'].includes(object.kind) && object.metadata.name.startsWith(name));
    if (!workload) return undefined;
    const { namespace } = workload.metadata;
    const account = stringAt(workload, 'spec', 'template', 'spec', 'serviceAccountName') ?? 'default';
    const annotated = stringAt(
      this.store.find('ServiceAccount', `${namespace}/${account}`),
      'metadata',
      'annotations',
      'eks.amazonaws.com/role-arn',
    );
    if (annotated) return this.account.byArn(annotated);
    const association = this.account
      .of('AWS::EKS::PodIdentityAssociation')
      .find(
        ({ properties }) =>
          properties.ClusterName === this.name && properties.Namespace === namespace && properties.ServiceAccount === account,
      );
    const role = this.account.byArn(association?.properties.RoleArn);
    return role && trustsService(role, 'pods.eks.amazonaws.com') && this.pods.runs(/^eks-pod-identity-agent$/) ? role : undefined;
  }

  /**
   * Everything that the nodes and controllers of the cluster have made outside of it goes with it, but what is in the account stays:
   * volumes, load balancers.
   */
  close(): void {
    this.terminate(() => true);
    // a claim that the user keeps keeps its volume, also when the cluster is gone
    for (const claim of this.store.of('PersistentVolumeClaim').filter(({ metadata }) => metadata.deletionTimestamp === undefined)) {
      const volume = this.store.find('PersistentVolume', stringAt(claim, 'spec', 'volumeName') ?? '');
      const item = this.account.get('Volume', stringAt(volume, 'spec', 'csi', 'volumeHandle'));
      if (item) Object.assign(item, { madeBy: `retained claim ${claim.metadata.namespace}/${claim.metadata.name}` });
    }
  }
}
