import { Stack as Scope } from 'aws-cdk-lib';
import { NlbService, WorkerService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  new WorkerService(chart, 'broker', {
    image: 'public.ecr.aws/docker/library/busybox:1.37',
    command: ['sleep', 'infinity'],
  });
  new NlbService(chart, 'mqtt', {
    selector: { 'app.kubernetes.io/name': 'broker' },
    ports: [{ port: 1883 }],
  });
}
