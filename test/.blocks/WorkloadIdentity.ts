import { Stack as Scope } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { WorkerService, WorkloadIdentity } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const orders = new sqs.Queue(this, 'Orders');

  const identity = new WorkloadIdentity(this, 'Worker', { cluster, namespace: 'shop', serviceAccountName: 'worker' });
  orders.grantConsumeMessages(identity);
  new WorkerService(chart, 'worker', { image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['sleep', 'infinity'], identity });
}
