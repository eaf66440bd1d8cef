import { Stack as Scope } from 'aws-cdk-lib';
import { EbsStorage, VolumeSnapshot } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const storage = new EbsStorage(this, 'Disks', { cluster, storageClassName: 'snapshots', isDefault: false, volumeSnapshotClass: {} });
  const data = storage.claim('data', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' });
  data.addTo(chart);

  new VolumeSnapshot(chart, 'before-upgrade', { claim: data, volumeSnapshotClassName: storage.volumeSnapshotClassName! });
}
