import { Stack as Scope } from 'aws-cdk-lib';
import * as cdk from 'aws-cdk-lib';
import { ChartDeployment, FsxOntapStorage, OntapFileSystemSource, Trident } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const trident = new Trident(this, 'Trident', { cluster });
  const storage = new FsxOntapStorage(this, 'Ontap', {
    cluster,
    trident,
    fileSystem: OntapFileSystemSource.create({ removalPolicy: cdk.RemovalPolicy.DESTROY }),
  });

  storage.claim('home', { size: cdk8s.Size.gibibytes(100), mountPath: '/home' }).addTo(chart);
  new ChartDeployment(this, 'Shop', { cluster, chart, deletePersistentVolumeClaims: true });
}
