import { Stack as Scope } from 'aws-cdk-lib';
import { EbsStorage, StatefulService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const storage = new EbsStorage(this, 'Fast', { cluster, storageClassName: 'fast' });

  new StatefulService(chart, 'db', {
    image: 'public.ecr.aws/docker/library/postgres:17',
    ports: { sql: 5432 },
    volumeClaimTemplates: [storage.claim('data', { size: cdk8s.Size.gibibytes(20), mountPath: '/var/lib/postgresql' })],
  });
}
