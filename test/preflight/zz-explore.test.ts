import { App, Aspects, CfnParameter, CfnResource, Fn, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import * as S from '../../src';
import { Inventory, Preflight } from '../../src';
import { VERSION, newStack, newCluster } from '../harness';

void Aspects; void CfnParameter; void Fn; void Stage; void CfnResource; void S;
jest.spyOn(console, 'error').mockImplementation(() => {}); jest.spyOn(console, 'warn').mockImplementation(() => {});
function ask(app: App) {
  try { app.synth(); } catch {}
  return Preflight.of(app).findings().map(({ rule, message }) => `${rule} ${message.split(': ')[0]}`);
}
function plain(stack: Stack, id = 'Cluster', props: any = {}) {
  const cluster = new eks.Cluster(stack, id, { version: VERSION, vpc: props.vpc ?? new ec2.Vpc(stack, `${id}Vpc`, { natGateways: 1 }), defaultCapacityType: eks.DefaultCapacityType.NODEGROUP, defaultCapacity: 0, ...props });
  Inventory.of(cluster);
  return cluster;
}
const show = (name: string, f: () => unknown) => test(name, () => { let r: unknown; try { r = f(); } catch (e) { r = (e as Error).stack?.split('\n').slice(0, 6); } process.stdout.write(`\n## ${name}\n${JSON.stringify(r, null, 1)}\n`); });

show('all ours', () => {
  const stack = newStack(); 
  const cluster = newCluster(stack, { serviceIpv4Cidr: '172.20.0.0/16' } as any);
  new S.CoreAddons(stack, 'Addons', { cluster });
  new S.ManagedNodes(stack, 'Managed', { cluster });
  new S.ManagedNodes(stack, 'Arm', { cluster, instanceTypes: [new ec2.InstanceType('m7g.large')] });
  new S.ManagedNodes(stack, 'Gpu', { cluster, instanceTypes: [new ec2.InstanceType('g5.xlarge')] });
  new S.SelfManagedNodes(stack, 'Self', { cluster });
  new S.KarpenterNodePool(stack, 'Pool', { karpenter: new S.KarpenterNodes(stack, 'Karpenter', { cluster }) });
  new S.FargateNodes(stack, 'Fargate', { cluster, namespaces: ['jobs'] });
  new S.HybridNodes(stack, 'Hybrid', { cluster, nodeCidrs: ['192.168.0.0/24'] });
  return ask(stack.node.root as App);
});
show('auto', () => {
  const stack = newStack(); 
  const cluster = newCluster(stack);
  const auto = new S.AutoModeNodes(stack, 'Auto', { cluster });
  new S.AutoModeNodePool(stack, 'Pool', { cluster, nodeRole: auto.nodeRole });
  new S.FargateNodes(stack, 'Fargate', { cluster, namespaces: ['jobs'] });
  return ask(stack.node.root as App);
});
show('cross stack same ids', () => {
  const app = new App();
  const other = new Stack(app, 'Other');
  const stack = new Stack(app, 'Test');
  const role = new iam.Role(other, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'), managedPolicies: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'].map((n) => iam.ManagedPolicy.fromAwsManagedPolicyName(n)) });
  new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  const c = plain(stack);
  c.addNodegroupCapacity('n', { nodeRole: role, amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD });
  const before = Preflight.of(app).findings().map(({ rule, message }) => `${rule} ${message.split(': ')[0]}`);
  return [before, ask(app)];
});
show('two clusters', () => {
  const app = new App();
  const stack = new Stack(app, 'Test');
  for (const id of ['One', 'Two']) {
    const c = plain(stack, id);
    const role = new iam.Role(stack, `${id}Role`, { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    new eks.CfnNodegroup(stack, `${id}Nodes`, { clusterName: c.clusterName, nodeRole: role.roleArn, subnets: c.vpc.privateSubnets.map((s) => s.subnetId), scalingConfig: { minSize: 3, maxSize: 1 } });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['ec2:*'], resources: ['*'] }));
  }
  return ask(app);
});
show('literal name', () => {
  const app = new App(); const stack = new Stack(app, 'Test');
  plain(stack, 'One', { clusterName: 'prod' });
  new eks.CfnNodegroup(stack, `Nodes`, { clusterName: 'prod', nodeRole: 'arn:aws:iam::111122223333:role/x', subnets: ['subnet-1'], scalingConfig: { minSize: 3, maxSize: 1 } });
  return ask(app);
});
show('ref name', () => {
  const app = new App(); const stack = new Stack(app, 'Test');
  const c = plain(stack, 'One');
  new eks.CfnNodegroup(stack, `Nodes`, { clusterName: (c.node.defaultChild as eks.CfnCluster).ref, nodeRole: 'arn:aws:iam::111122223333:role/x', subnets: ['subnet-1'], scalingConfig: { minSize: 3, maxSize: 1 } });
  new eks.CfnNodegroup(stack, `Nodes2`, { clusterName: Fn.ref(stack.getLogicalId(c.node.defaultChild as eks.CfnCluster)), nodeRole: 'arn:aws:iam::111122223333:role/x', subnets: ['subnet-1'], scalingConfig: { minSize: 3, maxSize: 1 } });
  return ask(app);
});
show('in stage', () => {
  const app = new App(); const stage = new Stage(app, 'Prod'); const stack = new Stack(stage, 'Test');
  const c = plain(stack, 'One');
  new eks.CfnNodegroup(stack, `Nodes`, { clusterName: c.clusterName, nodeRole: 'arn:aws:iam::111122223333:role/x', subnets: ['subnet-1'], scalingConfig: { minSize: 3, maxSize: 1 } });
  return ask(app);
});
show('public', () => {
  const app = new App(); const stack = new Stack(app, 'Test', { env: { region: 'eu-west-1', account: '111122223333' } });
  const c = plain(stack, 'One', { vpc: new ec2.Vpc(stack, 'V', { mapPublicIpOnLaunch: false } as any ) });
  c.addNodegroupCapacity('n', { subnets: { subnetType: ec2.SubnetType.PUBLIC }, amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD });
  c.addFargateProfile('f', { selectors: [{ namespace: 'a' }], subnetSelection: { subnetType: ec2.SubnetType.PUBLIC } });
  return ask(app);
});
show('roles', () => {
  const app = new App(); const stack = new Stack(app, 'Test');
  const c = plain(stack, 'One');
  const p = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'].map((n) => iam.ManagedPolicy.fromAwsManagedPolicyName(n));
  const trusts: Record<string, iam.IPrincipal> = {
    service: new iam.ServicePrincipal('ec2.amazonaws.com'),
    regional: new iam.ServicePrincipal('ec2', { region: 'cn-north-1' }),
    own: new iam.ServicePrincipal(`ec2.${stack.urlSuffix}`),
    composite: new iam.CompositePrincipal(new iam.ServicePrincipal('ssm.amazonaws.com'), new iam.ServicePrincipal('ec2.amazonaws.com')),
    session: new iam.SessionTagsPrincipal(new iam.ServicePrincipal('ec2.amazonaws.com')),
    param: new iam.ServicePrincipal(new CfnParameter(stack, 'P').valueAsString),
    any: new iam.AnyPrincipal(),
    web: new iam.WebIdentityPrincipal('arn:aws:iam::111122223333:oidc-provider/x'),
    account: new iam.AccountRootPrincipal(),
    eks: new iam.ServicePrincipal('eks.amazonaws.com'),
  };
  for (const [k, assumedBy] of Object.entries(trusts)) c.addNodegroupCapacity(k, { nodeRole: new iam.Role(stack, `Role-${k}`, { assumedBy, managedPolicies: p }), amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD });
  return ask(app);
});
show('identity', () => {
  const app = new App(); const stack = new Stack(app, 'Test');
  const c = plain(stack, 'One', { kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'K') } });
  new eks.CfnPodIdentityAssociation(stack, 'I', { clusterName: c.clusterName, namespace: 'shop', serviceAccount: 'web', roleArn: new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('pods.eks.amazonaws.com') }).roleArn });
  new eks.CfnPodIdentityAssociation(stack, 'I2', { clusterName: c.clusterName, namespace: 'shop', serviceAccount: 'web2', roleArn: new iam.Role(stack, 'R2', { assumedBy: new iam.SessionTagsPrincipal(new iam.ServicePrincipal('pods.eks.amazonaws.com')) }).roleArn });
  c.addServiceAccount('A'); c.addServiceAccount('B', { identityType: eks.IdentityType.POD_IDENTITY });
  return ask(app);
});
show('no inventory', () => {
  const app = new App(); const stack = new Stack(app, 'Test');
  const c = new eks.Cluster(stack, 'C', { version: VERSION, defaultCapacityType: eks.DefaultCapacityType.NODEGROUP, defaultCapacity: 0 });
  new eks.CfnNodegroup(stack, `Nodes`, { clusterName: c.clusterName, nodeRole: 'arn:aws:iam::111122223333:role/x', subnets: ['subnet-1'], scalingConfig: { minSize: 3, maxSize: 1 } });
  return ask(app);
});
