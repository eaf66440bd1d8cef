import { Stack as Scope } from 'aws-cdk-lib';
import { EbsVolumeAttributesClass, EbsVolumeType, StatefulService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { platform, cluster, chart }: Prelude): void {
  const fast = new EbsVolumeAttributesClass(this, 'Fast', {
    cluster,
    volumeType: EbsVolumeType.gp3({ iops: 6000, throughputMiBps: 500 }),
  });

  new StatefulService(chart, 'db', {
    image: 'public.ecr.aws/docker/library/postgres:17',
    ports: { sql: 5432 },
    volumeClaimTemplates: [
      platform.storage.claim('data', {
        size: cdk8s.Size.gibibytes(20),
        mountPath: '/var/lib/postgresql/data',
        volumeAttributesClassName: fast.volumeAttributesClassName,
      }),
    ],
  });
}
