import { Stack as Scope } from 'aws-cdk-lib';
import * as cdk from 'aws-cdk-lib';
import { ChartDeployment, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  const tools = new cdk8s.Chart(new cdk8s.App(), 'tools', { namespace: 'tools' });
  new WebService(tools, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });

  new ChartDeployment(this, 'Tools', { cluster, chart: tools, wait: { timeout: cdk.Duration.minutes(20) } });
}
