import { Stack as Scope } from 'aws-cdk-lib';
import { BatchJob } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  new BatchJob(chart, 'migrate', {
    image: 'public.ecr.aws/docker/library/busybox:1.37',
    command: ['date'],
    activeDeadline: cdk8s.Duration.minutes(10),
  });
}
