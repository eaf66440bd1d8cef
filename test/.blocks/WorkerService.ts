import { Stack as Scope } from 'aws-cdk-lib';
import { Scaling, WorkerService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  new WorkerService(chart, 'packer', {
    image: 'public.ecr.aws/docker/library/busybox:1.37',
    command: ['sleep', 'infinity'],
    scaling: Scaling.fixed(3),
  });
}
