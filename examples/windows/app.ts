import { App, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Compute, ManagedNodes, NodeOs, Platform } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Windows');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
// the Linux nodes of the platform run cluster DNS and the controllers
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  compute: Compute.managedNodeGroups(),
});

// switches on addresses for Windows pods, and keeps pods for Linux away by the taint os=windows
new ManagedNodes(stack, 'Windows', {
  cluster,
  os: NodeOs.WINDOWS_CORE_2022,
  instanceTypes: [new InstanceType('m6i.xlarge')],
  minSize: 2,
  maxSize: 4,
});

const name = 'iis';
const chart = new cdk8s.Chart(new cdk8s.App(), name, { namespace: name });
new cdk8s.ApiObject(chart, 'deployment', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        nodeSelector: { 'kubernetes.io/os': 'windows' },
        tolerations: [{ key: 'os', operator: 'Equal', value: 'windows', effect: 'NoSchedule' }],
        containers: [
          {
            name,
            image: 'mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022',
            ports: [{ name: 'http', containerPort: 80 }],
            readinessProbe: { httpGet: { path: '/', port: 'http' } },
            resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } },
          },
        ],
      },
    },
  },
});
new cdk8s.ApiObject(chart, 'service', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
});
new ChartDeployment(stack, 'Iis', { cluster, chart });
