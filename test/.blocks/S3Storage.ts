import { Stack as Scope } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { S3BucketSource, S3Storage, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const bucket = new s3.Bucket(this, 'Models');

  const storage = new S3Storage(this, 'Storage', { cluster, bucket: S3BucketSource.fromBucket(bucket, 'models/'), readOnly: true });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    port: 8080,
    volumes: [storage.claim('models', { mountPath: '/models' })],
  });
}
