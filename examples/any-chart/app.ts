import * as path from 'path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { ChartDeployment, ClusterCapability, HelmDeployment, Platform, PlatformProfile, YamlFile } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';

export const app = new App();
const stack = new Stack(app, 'AnyChart');
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});

// a chart of another cdk8s-plus, as it is: its pods come after nodes, names and what else they need
const chart = new cdk8s.Chart(new cdk8s.App(), 'tools', { namespace: 'tools' });
const deployment = new kplus.Deployment(chart, 'echo', {
  replicas: 2,
  containers: [
    {
      image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
      portNumber: 8080,
      securityContext: { user: 10001 },
      // nginx writes to /tmp, and cdk8s-plus makes the root file system read-only
      volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp') }],
      resources: {
        cpu: { request: kplus.Cpu.millis(100) },
        memory: { request: cdk8s.Size.mebibytes(64), limit: cdk8s.Size.mebibytes(64) },
      },
    },
  ],
});
deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });

// YAML of a third party, once read strictly and once as cdk8s reads it
new YamlFile(chart, 'Printer', { file: path.join(__dirname, 'printer.yaml') });
new cdk8s.Include(chart, 'Quota', { url: path.join(__dirname, 'quota.yaml') });
new ChartDeployment(stack, 'Tools', { cluster, chart, wait: { timeout: Duration.minutes(20) } });

// a Helm chart that lies beside the app
new HelmDeployment(stack, 'Greeter', {
  cluster,
  chartAsset: new Asset(stack, 'GreeterChart', { path: path.join(__dirname, 'chart') }),
  namespace: 'greeter',
  values: { greeting: `from ${stack.stackName}` },
  wait: { timeout: Duration.minutes(10) },
  // what names this ConfigMap comes after the release; of an operator: ClusterCapability.kind('kyverno.io', 'ClusterPolicy')
  provides: [ClusterCapability.configMap('greeter', 'greeter')],
});
