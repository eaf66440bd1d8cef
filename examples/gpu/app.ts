import { App, Size, Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ChartDeployment, Compute, ManagedNodes, Platform, CapacityReservation } from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Gpu');

const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
const { cluster, vpc } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  admins: [admin],
  compute: Compute.managedNodeGroups(),
});

// nodes that talk to each other by EFA stand in one zone, close together
const subnets = { subnetGroupName: 'application', availabilityZones: [vpc.availabilityZones[0]] };
const training = { cluster, subnets, efa: true, diskSize: Size.gibibytes(500) };

// 2 × 8 NVIDIA H100, paid ahead for some days: raise the sizes when they begin
new ManagedNodes(stack, 'Nvidia', {
  ...training,
  instanceTypes: [new InstanceType('p5.48xlarge')],
  capacityReservation: CapacityReservation.capacityBlock('cr-0123456789abcdef0'),
  minSize: 0,
  maxSize: 2,
});

// 2 × 16 Trainium
new ManagedNodes(stack, 'Neuron', {
  ...training,
  instanceTypes: [new InstanceType('trn1.32xlarge')],
  minSize: 0,
  maxSize: 2,
  desiredSize: 2,
});

const chart = new cdk8s.Chart(new cdk8s.App(), 'training', { namespace: 'training' });
trainOn('nvidia', { 'nvidia.com/gpu': '8', 'vpc.amazonaws.com/efa': '32' }, { key: 'nvidia.com/gpu', operator: 'Exists' });
trainOn('neuron', { 'aws.amazon.com/neuron': '16', 'vpc.amazonaws.com/efa': '8' }, { key: 'aws.amazon.com/neuron', operator: 'Exists' });
// the block begins on a day of its own: a deploy that waited for its Job would fail
new ChartDeployment(stack, 'Training', { cluster, chart, wait: { jobs: false } });

function trainOn(name: string, devices: Record<string, string>, toleration: object): void {
  const resources = { limits: { ...devices, memory: '200Gi' }, requests: { cpu: '16', memory: '200Gi' } };
  new cdk8s.ApiObject(chart, name, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: {
      parallelism: 2,
      completions: 2,
      backoffLimit: 0,
      template: {
        spec: {
          restartPolicy: 'Never',
          tolerations: [toleration],
          containers: [
            { name: 'train', image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['sh', '-c', 'echo train'], resources },
          ],
        },
      },
    },
  });
}
