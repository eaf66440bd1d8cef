import { Stack as Scope } from 'aws-cdk-lib';
import * as cdk from 'aws-cdk-lib';
import { FsxOpenZfsStorage, OpenZfsFileSystemSource } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const storage = new FsxOpenZfsStorage(this, 'Zfs', {
    cluster,
    fileSystem: OpenZfsFileSystemSource.create({ storageCapacityGiB: 64, removalPolicy: cdk.RemovalPolicy.DESTROY }),
  });

  storage.claim('shared', { size: cdk8s.Size.gibibytes(1), mountPath: '/shared' }).addTo(chart);
}
