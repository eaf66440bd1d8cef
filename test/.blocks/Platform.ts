import { Stack as Scope } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AppNamespace, ChartDeployment, Platform, PlatformProfile, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { admin }: Prelude): void {
  const platform = new Platform(this, 'Platform', {
    version: eks.KubernetesVersion.V1_36,
    admins: [admin],
    profile: PlatformProfile.DEVELOPMENT,
  });

  const shop = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
  new AppNamespace(shop, 'shop');
  new WebService(shop, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', port: 8080 });
  new ChartDeployment(this, 'Shop', { cluster: platform.cluster, chart: shop });
}
