import type { ClusterWorld } from './cluster';
import { allows } from './services/iam';
import { at, listAt, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Stored } from '../handler/api-store';

interface Driver {
  readonly controller: RegExp;
  readonly action: string;
  readonly managed: RegExp;
  readonly zonal: boolean;
}

/** Which workload provisions volumes, with the action that it needs for that. Source: the README and policy of each driver. */
const DRIVERS: Readonly<Record<string, Driver>> = {
  'ebs.csi.aws.com': { controller: /^ebs-csi-controller$/, action: 'ec2:CreateVolume', managed: /AmazonEBSCSIDriver/, zonal: true },
  'efs.csi.aws.com': {
    controller: /^efs-csi-controller$/,
    action: 'elasticfilesystem:CreateAccessPoint',
    managed: /AmazonEFSCSIDriver|AmazonS3FilesCSIDriver/,
    zonal: false,
  },
  'fsx.csi.aws.com': { controller: /^fsx-csi-controller$/, action: 'fsx:CreateFileSystem', managed: /AmazonFSx/, zonal: true },
  'fsx.openzfs.csi.aws.com': { controller: /^fsx-openzfs-csi-controller$/, action: 'fsx:CreateVolume', managed: /AmazonFSx/, zonal: false },
  'csi.trident.netapp.io': {
    controller: /^trident-controller$/,
    action: 'secretsmanager:GetSecretValue',
    managed: /SecretsManager/,
    zonal: false,
  },
  's3.csi.aws.com': { controller: /^s3-csi-node$/, action: 's3:ListBucket', managed: /AmazonS3/, zonal: false },
};
const AUTO_MODE = 'ebs.csi.eks.amazonaws.com';

/**
 * PersistentVolumeClaims and their volumes. Source: kubernetes/kubernetes pkg/controller/volume/persistentvolume;
 * kubernetes-csi/external-provisioner.
 */
export class Volumes {
  constructor(private readonly cluster: ClusterWorld) {}

  work(): void {
    const { store } = this.cluster;
    for (const set of store.of('StatefulSet')) this.claimsOfSet(set);
    for (const claim of store.of('PersistentVolumeClaim')) {
      if (claim.metadata.deletionTimestamp !== undefined) this.release(claim);
      else if (stringAt(claim, 'status', 'phase') !== 'Bound') this.bind(claim);
    }
    for (const volume of store.of('PersistentVolume')) this.delete(volume);
    for (const snapshot of store.of('VolumeSnapshot')) {
      if (this.cluster.pods.runs(/snapshot-controller/)) snapshot.status = { readyToUse: true };
    }
  }

  /** Whether a claim waits for the first pod that uses it. */
  bindsLate(claim: Stored): boolean {
    return stringAt(this.classOf(claim), 'volumeBindingMode') === 'WaitForFirstConsumer';
  }

  /** Zones where the volume of a claim is; nothing where it may be anywhere. */
  zonesOf(claim: Stored): string[] | undefined {
    const volume = this.cluster.store.find('PersistentVolume', stringAt(claim, 'spec', 'volumeName') ?? '');
    const zone = stringAt(volume, 'metadata', 'labels', 'topology.kubernetes.io/zone');
    return zone === undefined ? undefined : [zone];
  }

  private classOf(claim: Stored): Stored | undefined {
    const classes = this.cluster.store.of('StorageClass');
    const name = stringAt(claim, 'spec', 'storageClassName');
    if (name !== undefined) return classes.find(({ metadata }) => metadata.name === name);
    return classes.find(({ metadata }) => stringAt(metadata, 'annotations', 'storageclass.kubernetes.io/is-default-class') === 'true');
  }

  private claimsOfSet(set: Stored): void {
    if (set.metadata.deletionTimestamp !== undefined) return;
    const { store } = this.cluster;
    for (const template of listAt(set, 'spec', 'volumeClaimTemplates')) {
      for (let index = 0; index < Number(at(set, 'spec', 'replicas') ?? 1); index++) {
        const name = `${stringAt(template, 'metadata', 'name')}-${set.metadata.name}-${index}`;
        if (store.find('PersistentVolumeClaim', `${set.metadata.namespace}/${name}`)) continue;
        // the controller writes the labels of the selector on them
        const labels = (at(set, 'spec', 'selector', 'matchLabels') ?? {}) as Record<string, string>;
        store.put(
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name, namespace: set.metadata.namespace, labels },
            spec: at(template, 'spec'),
          },
          'kube-controller-manager',
        );
      }
    }
  }

  private bind(claim: Stored): void {
    const { store, account, pods } = this.cluster;
    const key = `${claim.metadata.namespace}/${claim.metadata.name}`;
    const named = store.find('PersistentVolume', stringAt(claim, 'spec', 'volumeName') ?? '');
    if (named) {
      claim.status = { phase: 'Bound' };
      named.status = { phase: 'Bound' };
      return;
    }
    const storageClass = this.classOf(claim);
    if (!storageClass || stringAt(claim, 'spec', 'volumeName') !== undefined) return;
    if (this.bindsLate(claim) && !pods.uses(key)) return;
    if (this.cluster.neverReady || !this.provisions(String(storageClass.provisioner))) return;
    const zone = this.zoneFor(claim, String(storageClass.provisioner));
    const volume = account.add({
      type: 'Volume',
      id: account.fresh('vol-'),
      properties: { claim: key },
      attributes: {},
      madeBy: `${this.cluster.name} ${String(storageClass.provisioner)}`,
      uses: this.placeOf(storageClass),
    });
    store.put(
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: `pvc-${claim.metadata.uid}`, labels: zone ? { 'topology.kubernetes.io/zone': zone } : {} },
        spec: {
          persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
          storageClassName: storageClass.metadata.name,
          claimRef: { namespace: claim.metadata.namespace, name: claim.metadata.name, uid: claim.metadata.uid },
          csi: { driver: storageClass.provisioner, volumeHandle: volume.id },
        },
        status: { phase: 'Bound' },
      },
      'csi-provisioner',
    );
    (claim.spec as Record<string, unknown>).volumeName = `pvc-${claim.metadata.uid}`;
    claim.status = { phase: 'Bound' };
  }

  /** Whether the driver of a provisioner runs and may do its work. */
  private provisions(provisioner: string): boolean {
    const { pods, account } = this.cluster;
    if (provisioner === AUTO_MODE) return this.cluster.autoMode && account.byArn(this.cluster.roleArn) !== undefined;
    const driver = DRIVERS[provisioner];
    if (!driver) throw new Error(`the simulator has no model of the provisioner ${provisioner}`);
    const [name] = [...driver.controller.source.matchAll(/[a-z0-9-]+/g)].map(String);
    return pods.runs(driver.controller) && allows(account, this.cluster.roleOfWorkload(name), driver.action, driver.managed);
  }

  /**
   * What a volume is in, which cannot be deleted before it: the subnet of a file system that is created for a claim, the virtual
   * machine of a volume of ONTAP.
   *
   * Source: kubernetes-sigs/aws-fsx-csi-driver, examples/kubernetes/dynamic_provisioning/README.md; FSx API Reference,
   * DeleteStorageVirtualMachine.
   */
  private placeOf(storageClass: Stored): string[] {
    switch (storageClass.provisioner) {
      case 'fsx.csi.aws.com':
        return ['subnetId', 'securityGroupIds'].flatMap((name) => stringAt(storageClass, 'parameters', name)?.split(',') ?? []);
      case 'csi.trident.netapp.io':
        return this.cluster.account.of('AWS::FSx::StorageVirtualMachine').map(({ id }) => id);
      default:
        return [];
    }
  }

  private zoneFor(claim: Stored, provisioner: string): string | undefined {
    if (provisioner !== AUTO_MODE && !DRIVERS[provisioner]?.zonal) return undefined;
    const [node] = [...this.cluster.nodes.values()].filter(({ labels }) => labels['topology.kubernetes.io/zone'] !== undefined);
    return claim && node?.labels['topology.kubernetes.io/zone'];
  }

  private release(claim: Stored): void {
    // the protection of claims in use is a finalizer that we do not set: what uses them is deleted before
    const volume = this.cluster.store.find('PersistentVolume', stringAt(claim, 'spec', 'volumeName') ?? '');
    if (volume) volume.status = { phase: 'Released' };
  }

  private delete(volume: Stored): void {
    const { store, account } = this.cluster;
    const claim = `${stringAt(volume, 'spec', 'claimRef', 'namespace')}/${stringAt(volume, 'spec', 'claimRef', 'name')}`;
    const current = store.find('PersistentVolumeClaim', claim);
    const isOurs = stringAt(volume, 'spec', 'claimRef', 'uid') !== undefined;
    if (!isOurs || (current && current.metadata.uid === stringAt(volume, 'spec', 'claimRef', 'uid'))) return;
    if (stringAt(volume, 'spec', 'persistentVolumeReclaimPolicy') !== 'Delete') return;
    if (!this.provisions(String(stringAt(volume, 'spec', 'csi', 'driver')))) return;
    const made = account.get('Volume', stringAt(volume, 'spec', 'csi', 'volumeHandle'));
    if (made) account.remove(made);
    this.cluster.drop(volume);
  }
}
