import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53 from 'aws-cdk-lib/aws-route53';
import {
  ChartDeployment,
  ClusterAutoscaler,
  Compute,
  EfsStorage,
  ExternalDns,
  ManagedAddon,
  Platform,
  WorkloadIdentity,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';
import { ENVIRONMENT, WORKLOAD } from './workload';

/** A platform as people build it: add-ons with identities, load balancers, autoscaler, DNS, file system and one workload. */
export const app = new App();
const stack = new Stack(app, 'platform', { env: ENVIRONMENT });

const admin = new iam.Role(stack, 'access', { assumedBy: new iam.AccountRootPrincipal() });
const { cluster } = new Platform(stack, 'Platform', {
  version: eks.KubernetesVersion.V1_36,
  admins: [admin],
  compute: Compute.managedNodeGroups(),
  clusterOptions: { clusterName: 'platform', endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE },
  nodeOptions: { instanceTypes: [new ec2.InstanceType('m5.large')], minSize: 2, maxSize: 4 },
});
const agent = new WorkloadIdentity(stack, 'AgentIdentity', {
  cluster,
  namespace: 'amazon-cloudwatch',
  serviceAccountName: 'cloudwatch-agent',
});
for (const name of ['CloudWatchAgentServerPolicy', 'AWSXrayWriteOnlyAccess']) {
  agent.role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(name));
}
new ManagedAddon(stack, 'Insights', { cluster, addonName: 'amazon-cloudwatch-observability', roleOptions: { role: agent.role } });
new ClusterAutoscaler(stack, 'Autoscaler', { cluster });
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
new ExternalDns(stack, 'Dns', { cluster, hostedZones: [zone] });
new EfsStorage(stack, 'Files', { cluster });

const chart = new cdk8s.Chart(new cdk8s.App(), 'hello');
WORKLOAD.forEach((object, index) => new cdk8s.ApiObject(chart, `object-${index}`, object));
new ChartDeployment(stack, 'Hello', { cluster, chart });
