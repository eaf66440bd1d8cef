import { Stack as Scope } from 'aws-cdk-lib';
import { DaemonService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  new DaemonService(chart, 'agent', {
    image: 'public.ecr.aws/docker/library/busybox:1.37',
    command: ['sleep', 'infinity'],
    tolerateAllTaints: true,
  });
}
