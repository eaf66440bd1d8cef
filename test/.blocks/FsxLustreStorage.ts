import { Stack as Scope } from 'aws-cdk-lib';
import { ChartDeployment, FsxLustreStorage, LustreDeploymentType, LustreFileSystemSource } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const storage = new FsxLustreStorage(this, 'Scratch', {
    cluster,
    fileSystem: LustreFileSystemSource.perClaim({ deploymentType: LustreDeploymentType.SCRATCH_2 }),
  });

  storage.claim('training', { size: cdk8s.Size.gibibytes(1200), mountPath: '/data' }).addTo(chart);
  new ChartDeployment(this, 'Shop', { cluster, chart, deletePersistentVolumeClaims: true });
}
