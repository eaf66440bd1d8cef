import { Stack as Scope } from 'aws-cdk-lib';
import { WebService, WorkloadConfigMap } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  const settings = new WorkloadConfigMap(chart, 'settings', {
    data: { LOG_LEVEL: 'info' },
    files: { 'app.yaml': 'pageSize: 25' },
  });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    volumes: [settings.mountAt('/etc/app')],
  });
}
