import { at, claim, deployment, facts, storageClass } from './facts';
import { Capacity } from '../../src/model/capacity.rules';
import { defaultClasses } from '../../src/preflight/rules/storage/default-classes.rules';
import { keptFileSystem } from '../../src/preflight/rules/storage/kept-file-system.rules';
import { storageUnmountable } from '../../src/preflight/rules/storage/storage-unmountable.rules';

const volume = (name: string, driver: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: { csi: { driver } },
});
const mounts = (more: object = {}) =>
  deployment('web', { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }], ...more });
const nodes = (nodeType: 'managed' | 'hybrid'): Capacity => ({
  type: 'nodes',
  nodeType,
  name: 'App/Nodes',
  os: 'linux',
  labels: {},
  taints: [],
  shapes: [],
});
const elastic = (nodeType: 'autoMode'): Capacity => ({
  type: 'elastic',
  nodeType,
  name: 'App/Pool',
  os: 'linux',
  labels: {},
  taints: [],
  requirements: [],
  limits: {},
});
const fargateSelectors = [{ namespace: 'shop', labels: {} }];
const dynamic = (driver: string) => at('App/Shop', storageClass('c', driver), claim('data', 'c', ['ReadWriteMany']), mounts());
const fixed = (driver: string, more: object = {}) =>
  at('App/Shop', volume('pv', driver), claim('data', '', ['ReadWriteMany'], { volumeName: 'pv' }), mounts(more));
const whats = (change: object) => storageUnmountable.check(facts(change)).map(({ finding }) => finding);

describe('storage-unmountable', () => {
  test.each<[string, object, string | undefined]>([
    ['EFS that the driver makes, on Fargate', { fargateSelectors, objects: dynamic('efs.csi.aws.com') }, 'EFS with dynamic provisioning'],
    ['EFS that is there, on Fargate', { fargateSelectors, objects: fixed('efs.csi.aws.com') }, undefined],
    ['FSx for Lustre on Fargate', { fargateSelectors, objects: fixed('fsx.csi.aws.com') }, 'FSx for Lustre'],
    ['ONTAP on Fargate', { fargateSelectors, objects: dynamic('csi.trident.netapp.io') }, 'FSx for NetApp ONTAP'],
    ['OpenZFS on Fargate', { fargateSelectors, objects: dynamic('fsx.openzfs.csi.aws.com') }, 'FSx for OpenZFS'],
    ['S3 on Fargate', { fargateSelectors, objects: fixed('s3.csi.aws.com') }, 'Mountpoint for S3'],
    [
      'secrets on Fargate',
      {
        fargateSelectors,
        objects: at('App/Shop', deployment('web', { volumes: [{ name: 's', csi: { driver: 'secrets-store.csi.k8s.io' } }] })),
      },
      'secrets as volumes',
    ],
    ['EBS on Fargate, which has a rule of its own', { fargateSelectors, objects: dynamic('ebs.csi.aws.com') }, undefined],
    ['EBS on hybrid nodes alone', { capacity: [nodes('hybrid')], objects: dynamic('ebs.csi.aws.com') }, 'EBS'],
    [
      'EBS on hybrid nodes beside others',
      { capacity: [nodes('hybrid'), nodes('managed')], objects: dynamic('ebs.csi.aws.com') },
      undefined,
    ],
    ['EFS on Auto Mode', { capacity: [elastic('autoMode')], objects: dynamic('efs.csi.aws.com') }, undefined],
    ['EFS on Windows', { objects: fixed('efs.csi.aws.com', { nodeSelector: { 'kubernetes.io/os': 'windows' } }) }, 'EFS'],
    ['EBS on Windows', { objects: fixed('ebs.csi.aws.com', { nodeSelector: { 'kubernetes.io/os': 'windows' } }) }, undefined],
    ['an unknown driver', { fargateSelectors, objects: fixed('csi.example.com') }, undefined],
    ['nodes that are not known', { objects: fixed('fsx.csi.aws.com') }, undefined],
  ])('%s', (_, change, found) => expect(whats(change)).toEqual(found === undefined ? [] : [expect.stringContaining(`mount ${found}`)]));
});

test('default-classes: every default class after the first is found', () => {
  const yes = (name: string) => ({
    ...storageClass(name, 'p'),
    metadata: { name, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  });
  expect(defaultClasses.check(facts({ objects: at('App/A', yes('a'), storageClass('other', 'p')) }))).toEqual([]);
  expect(defaultClasses.check(facts({ objects: [...at('App/A', yes('a')), ...at('App/B', yes('b'))] }))).toEqual([
    {
      path: 'App/B',
      finding: "StorageClass 'b' is a default class, as is StorageClass 'a'",
      remediation: 'Set isDefault: false on one of them',
    },
  ]);
});

test('kept-file-system: a file system whose subnet goes is found', () => {
  expect(keptFileSystem.check(facts())).toEqual([]);
  expect(keptFileSystem.check(facts({ retainedFileSystems: [{ path: 'App/Files', value: 'App/Vpc/dataSubnet1' }] }))).toMatchObject([
    { path: 'App/Files', finding: 'the file system is retained when the stack is deleted, and its subnet App/Vpc/dataSubnet1 is deleted' },
  ]);
});
