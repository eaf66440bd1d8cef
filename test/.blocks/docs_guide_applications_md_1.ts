import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { BatchJob, ChartDeployment, WorkloadConfigMap, EbsStorage, Keda, Scaling, StatefulService, WorkerService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Construct } from 'constructs';

declare const scope: Construct, cluster: ICluster, orders: IQueue, disks: EbsStorage;
const image = 'public.ecr.aws/docker/library/busybox:1.37';

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
const settings = new WorkloadConfigMap(chart, 'settings', { data: { ORDERS_URL: orders.queueUrl } });      // a change rolls the pods
new WorkerService(chart, 'worker', {
  image, command: ['sleep', 'infinity'], envFrom: [settings],
  scaling: Scaling.onQueue(orders, { keda: new Keda(scope, 'Keda', { cluster }), maxReplicas: 20 }),       // to zero and back
});
new StatefulService(chart, 'database', {
  image, command: ['sleep', 'infinity'], ports: { sql: 5432 }, scaling: Scaling.fixed(3),
  volumeClaimTemplates: [disks.claim('data', { size: cdk8s.Size.gibibytes(20), mountPath: '/data' })],
});
new BatchJob(chart, 'migration', { image, command: ['true'] });                                    // once per version
new ChartDeployment(scope, 'Shop', { cluster, chart });
