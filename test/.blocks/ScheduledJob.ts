import { Stack as Scope } from 'aws-cdk-lib';
import { ScheduledJob } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  new ScheduledJob(chart, 'report', {
    image: 'public.ecr.aws/docker/library/busybox:1.37',
    command: ['date'],
    schedule: '30 2 * * *',
    timeZone: 'Europe/Berlin',
  });
}
