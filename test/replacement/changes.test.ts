import { App, Size, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Size as Size8s } from 'cdk8s';
import { KEPT } from './create-only.data';
import { replaced } from './replaced';
import {
  AmiReleaseVersion,
  ChartDeployment,
  Compute,
  EfsFileSystemSource,
  EfsFileSystemOptions,
  EfsStorage,
  Egress,
  FargateNodes,
  FsxLustreStorage,
  FsxOntapStorage,
  GatewayCrds,
  HybridNodes,
  IdentityType,
  VpcLatticeController,
  LustreFileSystemSource,
  ManagedNodes,
  ManagedNodesOptions,
  NodeOs,
  OidcIdentityProvider,
  OntapFileSystemSource,
  Platform,
  PlatformProps,
  PodNetwork,
  PodSecurityGroup,
  Scaling,
  SelfManagedNodes,
  Trident,
  WebService,
  WorkloadIdentity,
} from '../../src';
import { Json, newChart } from '../harness';
import { sampled } from '../thorough';

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const type = (name: string) => new ec2.InstanceType(name);

interface Change {
  readonly platform?: Partial<PlatformProps>;
  readonly nodes?: ManagedNodesOptions;
  readonly replicas?: number;
  readonly image?: string;
  readonly more?: (stack: Stack, platform: Platform) => void;
}

function synthesized({ platform: props, nodes, replicas = 2, image = '1.29', more }: Change): Json {
  const app = new App({ context: { 'availability-zones:account=111122223333:region=eu-west-1': ZONES } });
  const stack = new Stack(app, 'Test', { env: { account: '111122223333', region: 'eu-west-1' } });
  const admins = [iam.Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin')];
  const platform = new Platform(stack, 'Platform', {
    version: eks.KubernetesVersion.V1_35,
    admins,
    vpcOptions: { availabilityZones: ZONES.slice(0, 2), egress: Egress.singleNat() },
    ...props,
  });
  new ManagedNodes(stack, 'More', { cluster: platform.cluster, ...nodes });
  const chart = newChart('shop');
  new WebService(chart, 'web', { image: `public.ecr.aws/nginx/nginx-unprivileged:${image}`, scaling: Scaling.fixed(replicas) });
  new ChartDeployment(stack, 'Shop', { cluster: platform.cluster, chart });
  more?.(stack, platform);
  return Template.fromStack(stack).toJSON();
}

const network = (more: object) => ({ vpcOptions: { availabilityZones: ZONES.slice(0, 2), egress: Egress.singleNat(), ...more } });
const before = synthesized({});
const groups = (template: Json) => Object.keys(template.Resources).filter((id) => template.Resources[id].Type === 'AWS::EKS::Nodegroup');
const GROUP = groups(before).find((id) => id.startsWith('More'))!;

// name, change, types that are replaced
const CHANGES: [string, Change, string[]][] = [
  ['a newer Kubernetes', { platform: { version: eks.KubernetesVersion.V1_36 } }, []],
  ['another image', { image: '1.30' }, []],
  ['more replicas', { replicas: 5 }, []],
  ['more nodes', { nodes: { minSize: 3, maxSize: 9 } }, []],
  ['another single instance type', { nodes: { instanceTypes: [type('m6i.xlarge')] } }, []],
  ['a larger disk', { nodes: { diskSize: Size.gibibytes(100) } }, []],
  ['labels', { nodes: { labels: { team: 'a' } } }, []],
  ['taints', { nodes: { taints: [{ key: 'a', effect: eks.TaintEffect.NO_SCHEDULE }] } }, []],
  ['a pinned image release', { nodes: { releaseVersion: AmiReleaseVersion.pinned('1.35.6-20261003') } }, []],
  ['nodes pinned to an older version', { nodes: { version: eks.KubernetesVersion.V1_34 } }, []],
  ['settings of the kubelet', { nodes: { kubelet: { maxPods: 20 } } }, []],
  ['a hop limit', { nodes: { metadataHopLimit: 2 } }, []],
  ['spot', { nodes: { spot: true } }, ['AWS::EKS::Nodegroup']],
  ['several instance types', { nodes: { instanceTypes: [type('m6i.large'), type('m5.large')] } }, ['AWS::EKS::Nodegroup']],
  ['another system', { nodes: { os: NodeOs.BOTTLEROCKET } }, ['AWS::EKS::Nodegroup']],
  ['another zone', { platform: network({ availabilityZones: ZONES }) }, ['AWS::EKS::Nodegroup', 'AWS::EKS::Nodegroup']],
  ['another tier', { platform: network({ extraTiers: [{ name: 'cache' }] }) }, []],
  ['a NAT gateway in every zone', { platform: network({ egress: Egress.natPerZone() }) }, []],
  [
    'addresses for pods',
    { platform: { ...network({ podCidr: '100.64.0.0/16' }), podNetwork: PodNetwork.podSubnets({ prefixDelegation: true }) } },
    [],
  ],
  ['a closed data tier', { platform: network({ isolateDataTier: true }) }, []],
  ['a public endpoint', { platform: { clusterOptions: { endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE } } }, []],
  ['longer logs', { platform: { clusterOptions: { logRetention: 365 } } }, []],
  ['protection from deletion', { platform: { clusterOptions: { deletionProtection: true } } }, []],
  ['managed nodes instead of Karpenter', { platform: { compute: Compute.managedNodeGroups() } }, []],
  ['tags on everything', { more: (stack) => Tags.of(stack).add('team', 'a') }, []],
  [
    'more kinds of nodes',
    {
      more: (stack, { cluster }) => {
        new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['batch'] });
        new SelfManagedNodes(stack, 'Own', { cluster });
      },
    },
    [],
  ],
];

// each is a synthesis: the thorough run has all
describe.each(sampled(CHANGES, 0, 2))('%s', (_, change, expected) => {
  const after = synthesized(change);
  const result = replaced(before, after);

  test('replaces nothing that holds data, and exactly what is said of it', () => {
    expect(result.replaced.map((id) => before.Resources[id].Type)).toEqual(expected);
    expect([...result.replaced, ...result.removed].filter((id) => KEPT.has(before.Resources[id].Type) && !/Karpenter/.test(id))).toEqual(
      [],
    );
  });
  test('touches only types whose create-only properties are known', () => expect(result.unknownTypes).toEqual([]));
});

test('a group that is replaced has no name that its successor would need', () => {
  expect(groups(before)).toContain(GROUP);
  for (const id of groups(before)) expect(before.Resources[id].Properties.NodegroupName).toBeUndefined();
});

test('the check can fail: another block replaces the network and all that stands on it', () => {
  const result = replaced(before, synthesized({ platform: network({ cidr: '10.8.0.0/16' }) }));
  expect(result.replaced.map((id) => before.Resources[id].Type)).toEqual(
    expect.arrayContaining(['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EKS::Nodegroup']),
  );
});

describe('an upgrade goes', () => {
  const { Resources }: Json = synthesized({ platform: { version: eks.KubernetesVersion.V1_36 } });
  const waits = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    const text = JSON.stringify([Resources[from].Properties, Resources[from].DependsOn]);
    return Object.keys(Resources).some((id) => text.includes(`"${id}"`) && waits(id, to, seen));
  };
  const addon = (name: string) => Object.keys(Resources).find((id) => Resources[id].Properties?.AddonName === name)!;
  const [cluster] = Object.keys(Resources).filter((id) => Resources[id].Type === 'AWS::EKS::Cluster');
  test.each([['vpc-cni'], ['kube-proxy']])('from the control plane to %s to the nodes', (name) => {
    expect([waits(addon(name), cluster), waits(GROUP, addon(name)), waits(addon(name), GROUP)]).toEqual([true, true, false]);
  });
  test('from the nodes to coredns and the drivers', () =>
    expect([waits(addon('coredns'), GROUP), waits(addon('aws-ebs-csi-driver'), GROUP)]).toEqual([true, true]));
  test('without a forced update: disruption budgets are respected', () => {
    for (const { Type, Properties } of Object.values<Json>(Resources)) {
      if (Type === 'AWS::EKS::Nodegroup') expect([Properties.Version, Properties.ForceUpdateEnabled]).toEqual(['1.36', undefined]);
    }
  });
});

test('remote networks are added to a cluster that runs', () => {
  const services = { clusterOptions: { serviceIpv4Cidr: '172.20.0.0/16' } };
  const first = synthesized({ platform: services });
  const second = synthesized({
    platform: services,
    more: (stack, { cluster }) => new HybridNodes(stack, 'Hybrid', { cluster, remoteNodeCidrs: ['10.80.0.0/16'] }),
  });
  expect(replaced(first, second).replaced).toEqual([]);
});

test('storage grows in place, and everybody who uses it stays', () => {
  const storage = (gib: number, more: Partial<EfsFileSystemOptions>) =>
    synthesized({
      more: (stack, { cluster }) => {
        const trident = new Trident(stack, 'Trident', { cluster });
        new EfsStorage(stack, 'Efs', { cluster, fileSystem: EfsFileSystemSource.create(more) }).accessPointClaim('files', {
          size: Size8s.gibibytes(1),
          mountPath: '/files',
        });
        new FsxLustreStorage(stack, 'Lustre', { cluster, fileSystem: LustreFileSystemSource.create({ storageCapacityGiB: gib * 1200 }) });
        new FsxOntapStorage(stack, 'Ontap', {
          cluster,
          trident,
          fileSystem: OntapFileSystemSource.create({ storageCapacityGiB: gib * 1024 }),
        });
        const identity = new WorkloadIdentity(stack, 'Identity', {
          cluster,
          namespace: 'shop',
          serviceAccountName: 'a',
          identityType: IdentityType.podIdentity({ sessionTags: gib === 1 }),
        });
        new PodSecurityGroup(stack, 'Pods', { cluster, supportFargate: gib === 1 }).connections.allowToAnyIpv4(ec2.Port.tcp(gib));
        new VpcLatticeController(stack, 'Lattice', {
          cluster,
          serviceNetworkName: 'shops',
          prefixLists: [ec2.PrefixList.fromPrefixListId(stack, 'List', 'pl-1')],
          chartVersion: `v2.1.${gib}`,
          crds: GatewayCrds.fromChart({ chartRepository: 'https://example.com', chartName: 'gateway-api-crds', chartVersion: '1.0.0' }),
        });
        new OidcIdentityProvider(stack, 'Users', { cluster, issuerUrl: 'https://a.example.com', clientId: 'a' });
        expect(identity.usesPodIdentity).toBe(true);
      },
    });
  const result = replaced(storage(1, {}), storage(2, { automaticBackups: false, transitionToArchive: efs.LifecyclePolicy.AFTER_90_DAYS }));
  expect(result).toEqual({ replaced: [], removed: [], unknownTypes: [] });
});
