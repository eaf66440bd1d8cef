import { Stack as Scope } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { FargateLogging, FargateNodes } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  const logGroup = new logs.LogGroup(this, 'Logs');

  new FargateNodes(this, 'Fargate', { cluster, namespaces: ['jobs'], logging: FargateLogging.cloudWatch(logGroup) });
}
