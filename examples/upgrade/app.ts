import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, ManagedNodes, Platform, Route, Scaling, WebService } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

/**
 * One app, before, during and after an upgrade of Kubernetes.
 *
 * @param version of the control plane; else the context `version`, like `cdk deploy -c version=1.35`
 * @param nodes of the managed groups; else the context `nodes`, else that of the control plane
 */
export function upgrade(version?: string, nodes?: string): App {
  const root = new App();
  const context = (key: string): string | undefined => root.node.tryGetContext(key) as string | undefined;
  const controlPlane = version ?? context('version') ?? '1.36';
  const nodeVersion = KubernetesVersion.of(nodes ?? context('nodes') ?? controlPlane);

  const stack = new Stack(root, 'Upgrade');
  const { cluster } = new Platform(stack, 'Platform', {
    version: KubernetesVersion.of(controlPlane),
    admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
    nodeOptions: { version: nodeVersion },
  });
  new ManagedNodes(stack, 'Steady', { cluster, version: nodeVersion, minSize: 2, maxSize: 4 });

  const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    scaling: Scaling.fixed(3),
    route: Route.publicAlb(),
  });
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  return root;
}

export const app = upgrade();
