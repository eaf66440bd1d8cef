import { Stack as Scope } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { PodSecurityGroup, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, vpc, chart }: Prelude): void {
  const cache = new ec2.SecurityGroup(this, 'Cache', { vpc });

  const securityGroup = new PodSecurityGroup(this, 'Web', { cluster });
  cache.connections.allowFrom(securityGroup, ec2.Port.tcp(6379));
  new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', securityGroup });
}
