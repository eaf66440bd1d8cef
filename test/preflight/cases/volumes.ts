import { Cases } from './case';
import { deployment, MANIFEST } from './pieces';
import { object as objectThing } from '../../../src/inventory/thing.rules';

const claim = (name: string, spec: string) => MANIFEST('v1', 'PersistentVolumeClaim', name, `spec: { ${spec} }`);
const asks = (storage: string, mode: string = 'ReadWriteOnce') => `accessModes: [${mode}], resources: { requests: { storage: ${storage} } }`;
const volume = (name: string, spec: string) => `apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: ${name} }\nspec: { ${spec}, csi: { driver: efs.csi.aws.com, volumeHandle: fs-1 } }`;
const storageClass = (name: string, rest: string) => `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: ${name} }\n${rest}`;
const gp3 = storageClass('gp3', 'provisioner: ebs.csi.aws.com\nvolumeBindingMode: WaitForFirstConsumer\nallowVolumeExpansion: true');
const mounts = (name: string, options: Parameters<typeof deployment>[0] = {}) => deployment({ ...options, pod: `volumes: [{ name: v, persistentVolumeClaim: { claimName: ${name} } }]` });
const recreated = { more: 'strategy: { type: Recreate }', replicas: 1 };
const all = (...documents: string[]) => documents.join('\n---\n');
const group = { type: 'nodes' as const, nodeType: 'managed' as const, name: 'App/Nodes', os: 'linux' as const, architecture: 'x86_64' as const, labels: {}, taints: [], max: 3, desired: 3 };
const data = claim('data', `storageClassName: gp3, ${asks('10Gi')}`);

export const VOLUMES: Cases = {
  'claim-smaller-than-source': {
    fails: [{ name: 'a copy that is smaller than the volume', manifests: all(gp3, data, claim('copy', `storageClassName: gp3, dataSource: { kind: PersistentVolumeClaim, name: data }, ${asks('5Gi')}`), mounts('data', recreated), mounts('copy', { name: 'copy', ...recreated })), found: ["PersistentVolumeClaim 'shop/copy' asks for 5Gi and copies PersistentVolumeClaim 'shop/data' with 10Gi"] }],
    passes: [
      { name: 'a copy of the same size in another unit', manifests: all(gp3, data, claim('copy', `storageClassName: gp3, dataSource: { kind: PersistentVolumeClaim, name: data }, ${asks('10240Mi')}`), mounts('data', recreated), mounts('copy', { name: 'copy', ...recreated })) },
      { name: 'a new volume', manifests: all(gp3, data, mounts('data', recreated)) },
    ],
  },
  'claim-unbound': {
    fails: [
      { name: 'a claim of a volume that nobody makes', manifests: all(claim('data', `storageClassName: "", ${asks('10Gi')}`), mounts('data', recreated)), found: ["PersistentVolumeClaim 'shop/data' asks for a volume that is there already (storageClassName: \"\"), and no volume fits"] },
      { name: 'more than the volume has', manifests: all(volume('files', 'accessModes: [ReadWriteMany], capacity: { storage: 5Gi }, storageClassName: ""'), claim('data', `storageClassName: "", volumeName: files, ${asks('10Gi', 'ReadWriteMany')}`), mounts('data')), found: ["PersistentVolumeClaim 'shop/data' names PersistentVolume 'files', which has 5Gi, and it asks for 10Gi"] },
    ],
    passes: [
      { name: 'the volume is there', manifests: all(volume('files', 'accessModes: [ReadWriteMany], capacity: { storage: 10Gi }, storageClassName: ""'), claim('data', `storageClassName: "", volumeName: files, ${asks('10Gi', 'ReadWriteMany')}`), mounts('data')) },
      { name: 'a volume of somebody else', manifests: all(claim('data', `storageClassName: "", volumeName: files, ${asks('10Gi', 'ReadWriteMany')}`), mounts('data')), facts: { external: [objectThing('', 'PersistentVolume', 'files')], verdictOf: () => 'provided' } },
    ],
  },
  'claim-unused': {
    fails: [{ name: 'a claim that no pod mounts', manifests: all(gp3, data), found: ["PersistentVolumeClaim 'shop/data' is mounted by no pod"] }],
    passes: [
      { name: 'it is mounted', manifests: all(gp3, data, mounts('data', recreated)) },
      { name: 'a volume that is made at once, and kept for later', manifests: all(storageClass('efs', 'provisioner: efs.csi.aws.com'), claim('data', `storageClassName: efs, ${asks('1Gi', 'ReadWriteMany')}`)) },
    ],
  },
  'default-class-missing': {
    fails: [{ name: 'a claim without a class, as charts write it', manifests: all(claim('data', asks('1Gi')), mounts('data', recreated)), found: ["PersistentVolumeClaim 'shop/data' names no class, and none is the default"] }],
    passes: [
      { name: 'a class is the default', manifests: all(storageClass('gp3', 'provisioner: ebs.csi.aws.com\nvolumeBindingMode: WaitForFirstConsumer').replace('name: gp3', 'name: gp3, annotations: { storageclass.kubernetes.io/is-default-class: "true" }'), claim('data', asks('1Gi')), mounts('data', recreated)) },
      { name: 'the claim names one', manifests: all(gp3, data, mounts('data', recreated)) },
    ],
  },
  'default-classes': {
    fails: [{ name: 'two classes are the default', manifests: all(...['a', 'b'].map((name) => storageClass(name, 'provisioner: efs.csi.aws.com').replace(`name: ${name}`, `name: ${name}, annotations: { storageclass.kubernetes.io/is-default-class: "true" }`))), found: ["StorageClass 'b' is a default class, and so is 'a'"] }],
    passes: [
      { name: 'one of two', manifests: all(storageClass('a', 'provisioner: efs.csi.aws.com').replace('name: a', 'name: a, annotations: { storageclass.kubernetes.io/is-default-class: "true" }'), storageClass('b', 'provisioner: efs.csi.aws.com').replace('name: b', 'name: b, annotations: { storageclass.kubernetes.io/is-default-class: "false" }')) },
      { name: 'none', manifests: storageClass('a', 'provisioner: efs.csi.aws.com') },
    ],
  },
  'ebs-on-fargate': {
    fails: [{ name: 'an EBS volume for pods of a profile', manifests: all(gp3, data, mounts('data', recreated)), facts: { fargate: [{ namespace: 'shop', labels: {} }] }, found: ["pods of Deployment 'shop/web' run on Fargate and mount the EBS volume 'data'"] }],
    passes: [
      { name: 'a profile for other pods', manifests: all(gp3, data, mounts('data', recreated)), facts: { fargate: [{ namespace: 'batch', labels: {} }] } },
      { name: 'pods of the profile without volumes', manifests: deployment({}), facts: { fargate: [{ namespace: 'shop', labels: {} }] } },
    ],
  },
  'empty-dir-too-large': {
    fails: [{
      name: 'a cache that is larger than the disk of the nodes',
      manifests: deployment({ pod: 'volumes: [{ name: cache, emptyDir: { sizeLimit: 200Gi } }]' }),
      facts: { capacity: [{ ...group, shapes: [{ instanceType: 'm6i.large', ephemeralGiB: 43, devices: {} }] }] },
      found: ["the emptyDir 'cache' of Deployment 'shop/web' may grow to 200Gi, and its nodes have 43 GiB of disk for pods"],
    }],
    passes: [
      { name: 'as much as there is', manifests: deployment({ pod: 'volumes: [{ name: cache, emptyDir: { sizeLimit: 43Gi } }]' }), facts: { capacity: [{ ...group, shapes: [{ instanceType: 'm6i.large', ephemeralGiB: 43, devices: {} }] }] } },
      { name: 'one in memory', manifests: deployment({ pod: 'volumes: [{ name: cache, emptyDir: { medium: Memory, sizeLimit: 200Gi } }]' }), facts: { capacity: [{ ...group, shapes: [{ instanceType: 'm6i.large', ephemeralGiB: 43, devices: {} }] }] } },
    ],
  },
  'kept-file-system': {
    fails: [{ name: 'a file system that stays while its subnets go', facts: { keptInOwnSubnets: [{ path: 'App/Files', value: 'App/Vpc/dataSubnet1' }] }, found: ['the file system stays when the stack is deleted, and its subnet App/Vpc/dataSubnet1 goes'] }],
    passes: [{ name: 'none stays', facts: { keptInOwnSubnets: [] } }, { name: 'a claim beside', manifests: all(gp3, data, mounts('data', recreated)) }],
  },
  'read-write-many-on-ebs': {
    fails: [{ name: 'an EBS volume for several nodes', manifests: all(gp3, claim('data', `storageClassName: gp3, ${asks('10Gi', 'ReadWriteMany')}`), mounts('data')), found: ["PersistentVolumeClaim 'shop/data' asks for ReadWriteMany of class 'gp3', whose volumes are EBS volumes"] }],
    passes: [
      { name: 'raw blocks of io2 for several nodes', manifests: all(storageClass('io2', 'provisioner: ebs.csi.aws.com\nvolumeBindingMode: WaitForFirstConsumer'), claim('data', `storageClassName: io2, volumeMode: Block, ${asks('10Gi', 'ReadWriteMany')}`), deployment({ pod: 'volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]' })) },
      { name: 'a volume of EFS', manifests: all(storageClass('efs', 'provisioner: efs.csi.aws.com'), claim('data', `storageClassName: efs, ${asks('10Gi', 'ReadWriteMany')}`), mounts('data')) },
    ],
  },
  'read-write-once-pod': {
    fails: [{ name: 'two pods with a volume for one', manifests: all(gp3, claim('data', `storageClassName: gp3, ${asks('10Gi', 'ReadWriteOncePod')}`), mounts('data', { more: 'strategy: { type: Recreate }' })), found: ["2 pods of Deployment 'shop/web' mount the claim 'shop/data' with ReadWriteOncePod"] }],
    passes: [
      { name: 'one pod', manifests: all(gp3, claim('data', `storageClassName: gp3, ${asks('10Gi', 'ReadWriteOncePod')}`), mounts('data', recreated)) },
      { name: 'a volume for each', manifests: all(gp3, MANIFEST('apps/v1', 'StatefulSet', 'db', `spec: { replicas: 3, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: "r/db:1" }] } }, volumeClaimTemplates: [{ metadata: { name: data }, spec: { storageClassName: gp3, ${asks('1Gi', 'ReadWriteOncePod')} } }] }`)) },
    ],
  },
  'read-write-once-shared': {
    fails: [
      { name: 'a rolling update, in which two pods want one disk', manifests: all(gp3, data, mounts('data', { replicas: 1 })), found: ["Deployment 'shop/web' mounts the claim 'shop/data' with ReadWriteOnce and starts the new pod before the old one goes"] },
      { name: 'two pods and one disk', manifests: all(gp3, data, mounts('data', { more: 'strategy: { type: Recreate }' })), found: ["2 pods of Deployment 'shop/web' mount the claim 'shop/data' with ReadWriteOnce"] },
    ],
    passes: [
      { name: 'the old pod goes first', manifests: all(gp3, data, mounts('data', recreated)) },
      { name: 'a volume of EFS for many', manifests: all(storageClass('efs', 'provisioner: efs.csi.aws.com'), claim('data', `storageClassName: efs, ${asks('10Gi', 'ReadWriteMany')}`), mounts('data')) },
      { name: 'a backup that mounts the same disk now and then', manifests: all(gp3, data, mounts('data', recreated), MANIFEST('batch/v1', 'CronJob', 'backup', 'spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: backup, image: "r/backup:1" }], volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }] } } } } }')) },
    ],
  },
  'storage-class-binding': {
    fails: [{ name: 'a class of EBS volumes that are made at once', manifests: storageClass('fast', 'provisioner: ebs.csi.aws.com\nparameters: { type: gp3 }'), found: ["StorageClass 'fast' makes volumes at once (volumeBindingMode: Immediate)"] }],
    passes: [
      { name: 'one that waits for the pod', manifests: gp3 },
      { name: 'volumes that are in no zone', manifests: storageClass('efs', 'provisioner: efs.csi.aws.com\nvolumeBindingMode: Immediate') },
      { name: 'in one zone by its topologies', manifests: storageClass('fast', 'provisioner: ebs.csi.aws.com\nallowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [eu-west-1a] }] }]') },
    ],
  },
  'storage-unmountable': {
    fails: [{
      name: 'a volume of FSx for Lustre in pods on Fargate',
      manifests: all(storageClass('lustre', 'provisioner: fsx.csi.aws.com'), claim('data', `storageClassName: lustre, ${asks('1200Gi', 'ReadWriteMany')}`), mounts('data')),
      facts: { fargate: [{ namespace: 'shop', labels: {} }] },
      found: [expect.stringMatching(/^pods of Deployment 'shop\/web' run on Fargate and mount .*Lustre.* as 'data': /) as unknown as string],
    }],
    passes: [
      { name: 'the same on nodes', manifests: all(storageClass('lustre', 'provisioner: fsx.csi.aws.com'), claim('data', `storageClassName: lustre, ${asks('1200Gi', 'ReadWriteMany')}`), mounts('data')) },
      { name: 'a driver that nobody here knows', manifests: all(storageClass('ceph', 'provisioner: rook.example.com'), claim('data', `storageClassName: ceph, ${asks('1Gi', 'ReadWriteMany')}`), mounts('data')), facts: { fargate: [{ namespace: 'shop', labels: {} }] } },
    ],
  },
};
