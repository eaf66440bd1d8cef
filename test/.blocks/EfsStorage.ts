import { Stack as Scope } from 'aws-cdk-lib';
import { EfsStorage, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const storage = new EfsStorage(this, 'Files', { cluster });

  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    port: 8080,
    volumes: [storage.claim('uploads', { size: cdk8s.Size.gibibytes(10), mountPath: '/uploads' })],
  });
}
