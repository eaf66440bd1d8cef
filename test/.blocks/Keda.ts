import { Stack as Scope } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Keda, Scaling, WorkerService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const orders = new sqs.Queue(this, 'Orders');

  const keda = new Keda(this, 'Keda', { cluster });
  new WorkerService(chart, 'packer', {
    image: 'public.ecr.aws/docker/library/busybox:1.37',
    command: ['sleep', 'infinity'],
    scaling: Scaling.onQueue(orders, { keda, maxReplicas: 10 }),
  });
}
