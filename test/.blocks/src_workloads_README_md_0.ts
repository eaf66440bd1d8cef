import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { WorkloadConfigMap, Keda, NetworkPolicyPeer, Scaling, EmptyDirVolume, Sidecar, WebService, WorkerService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

declare const chart: cdk8s.Chart, keda: Keda, orders: IQueue;
const image = 'public.ecr.aws/docker/library/busybox:1.37';
const settings = new WorkloadConfigMap(chart, 'settings', { data: { LOG_LEVEL: 'info' }, files: { 'app.yaml': 'page: 25' } });
const logs = new EmptyDirVolume('logs', '/logs', { sizeLimit: cdk8s.Size.gibibytes(1) });

const web = new WebService(chart, 'web', {
  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
  envFrom: [settings],                                  // LOG_LEVEL as a variable
  volumes: [settings.mountAt('/etc/app'), logs],                     // app.yaml as a file
  initContainers: [{ name: 'prepare', image, command: ['touch', '/logs/web.log'], volumes: [logs] }],
  sidecars: [Sidecar.of('tail', { image, command: ['tail', '-F', '/logs/web.log'], volumes: [logs.mountAt('/logs')] })],
});
const worker = new WorkerService(chart, 'worker', {
  image, command: ['sleep', 'infinity'],
  scaling: Scaling.onQueue(orders, { keda, maxReplicas: 20 }),
  placement: { spot: true },                                    // whichever kind of nodes they are
});
worker.allowTo(web);                                            // and nothing else from then on
worker.allowToPeer(NetworkPolicyPeer.internet(), [443]);
