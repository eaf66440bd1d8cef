import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { CfnResource, RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, IConstruct } from 'constructs';
import { acknowledgeManagedPolicies, acknowledgeVersionsOf, acknowledgeWildcards } from './acknowledged';
import { adminEntry } from './admin-entry';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from './local-cluster';
import { roleFor, RoleOptions } from './role-options';
import { failOn, Problem } from '../errors/problems';
import { resourcesBelow } from '../inventory/final-resource';
import { Inventory } from '../inventory/inventory';
import { part } from '../inventory/thing.rules';
import { callsAws, vpcOf } from '../network/aws-apis';
import { AwsApi } from '../network/aws-apis.data';
import { networkTiersOf } from '../network/network-tiers';

const LOG_GROUP_FLAG = '@aws-cdk/aws-lambda:useCdkManagedLogGroup';

/** Marks clusters that make a handler when somebody needs one, instead of having one from the start. */
export const MAKES_HANDLERS = Symbol.for('cdk-eks-strata.makes-handlers');


/**
 * The function that talks to the Kubernetes API for what is deployed from one stack to one cluster.
 *
 * It lives in the stack of whoever needs it: made in the cluster's stack it would disappear with its last user, while that user
 * still refers to it. A cluster that was given a handler by its owner keeps it.
 */
export function kubectlFor(user: Construct, cluster: eks.ICluster): eks.IKubectlProvider {
  return givenProvider(user, cluster) ?? handlerFor(user, cluster).provider;
}

/** Lets the handler do more; one that was given by the cluster's owner has what CDK gave it. */
export function allowHandler(user: Construct, cluster: eks.ICluster, ...statements: iam.PolicyStatement[]): void {
  if (!givenProvider(user, cluster)) handlerFor(user, cluster).allow(...statements);
}

/** Lets the handler reach APIs of AWS, in a network without a way out. */
export function connectHandler(user: Construct, cluster: eks.ICluster, ...apis: AwsApi[]): void {
  if (!givenProvider(user, cluster)) handlerFor(user, cluster).callsAws(cluster, ...apis);
}

/** Says to cdk-nag why the handler may do this. */
export function acknowledgeHandlerWildcards(user: Construct, cluster: eks.ICluster, resources: readonly string[], reason: string): void {
  if (!givenProvider(user, cluster)) acknowledgeWildcards(handlerFor(user, cluster), resources, reason);
}

function givenProvider(user: Construct, cluster: eks.ICluster): eks.IKubectlProvider | undefined {
  return MAKES_HANDLERS in cluster ? undefined : eks.KubectlProvider.getKubectlProvider(user, cluster);
}

function handlerFor(user: Construct, cluster: eks.ICluster): KubectlHandler {
  const stack = Stack.of(user);
  failOn(user, '', [...regionProblem(stack, Stack.of(cluster)), ...(hasAccessEntries(cluster) ? [] : [NO_ACCESS_ENTRIES])]);
  const scope: IConstruct = stack === Stack.of(cluster) ? cluster : stack;
  const id = scope === cluster ? 'Kubectl' : `Kubectl-${cluster.node.path.split('/').join('-')}`;
  const existing = scope.node.tryFindChild(id) as KubectlHandler | undefined;
  return existing ?? new KubectlHandler(scope as Construct, id, cluster);
}

class KubectlHandler extends Construct {
  public readonly provider: eks.KubectlProvider;

  private readonly allowed = new iam.PolicyDocument({ minimize: true });

  constructor(scope: Construct, id: string, cluster: eks.ICluster) {
    super(scope, id);
    // the same result whatever the app's flags say: log groups of ours, whose retention is set below
    this.node.setContext(LOG_GROUP_FLAG, true);
    const vpc = vpcOf(cluster);
    const subnets = vpc ? [...networkTiersOf(vpc).application] : [];
    const role = handlerRole(this, cluster, this.allowed, scope === cluster ? roleOptionsOf(cluster) : {});
    this.provider = new eks.KubectlProvider(this, 'Provider', {
      cluster,
      kubectlLayer: new KubectlV36Layer(this, 'KubectlLayer'),
      privateSubnets: subnets.length > 0 ? subnets : undefined,
      // what CDK would add serves charts in ECR; the role has what is needed already
      role: iam.Role.isRole(role) ? role.withoutPolicyUpdates() : role,
    });
    this.node.tryRemoveChild('HasEcrPublic');
    limitLogs(this);
    const entry = adminEntry(this, 'Access', cluster, role.roleArn);
    Inventory.of(cluster)._provide(entry, part('handler-access'));
    const handler = this.provider.node.findChild('Handler').node.defaultChild as CfnResource;
    handler.addResourceDependency(entry);
    // the framework answers CloudFormation over S3 to the very last
    for (const called of [handler, this.framework()]) callsAws(cluster, called, ['eks', 'sts', 'lambda', 's3']);
    acknowledge(this, handler);
  }

  /** Calls APIs of AWS for a chart. */
  callsAws(cluster: eks.ICluster, ...apis: AwsApi[]): void {
    callsAws(cluster, this.provider.node.findChild('Handler').node.defaultChild as CfnResource, apis);
  }

  private framework(): CfnResource {
    return this.provider.node.findChild('Provider').node.findChild('framework-onEvent').node.defaultChild as CfnResource;
  }

  /** More permissions, inside of the role, so that they go when it goes. */
  allow(...statements: iam.PolicyStatement[]): void {
    this.allowed.addStatements(...statements);
  }
}

function regionProblem(stack: Stack, { region }: Stack): Problem[] {
  if (Token.isUnresolved(region) || Token.isUnresolved(stack.region) || region === stack.region) return [];
  return [{
    what: `its stack is in ${stack.region} and the cluster's in ${region}`, limit: 'the function that applies objects lives in the network of the cluster', fix: `Put it into a stack in ${region}`,
  }];
}

const roleOptionsOf = (cluster: eks.ICluster): RoleOptions => (cluster as { [MAKES_HANDLERS]?: RoleOptions })[MAKES_HANDLERS] ?? {};

function handlerRole(scope: Construct, cluster: eks.ICluster, policy: iam.PolicyDocument, options: RoleOptions): iam.IRole {
  policy.addStatements(new iam.PolicyStatement({ actions: ['eks:DescribeCluster'], resources: [cluster.clusterArn] }));
  return roleFor(scope, 'Role', options, {
    description: 'Applies Kubernetes objects and Helm charts of this stack to the cluster',
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole')],
    inlinePolicies: { Cluster: policy },
  });
}

function limitLogs(handler: KubectlHandler): void {
  for (const group of resourcesBelow(handler).filter((resource): resource is logs.CfnLogGroup => resource instanceof logs.CfnLogGroup)) {
    // made before the function that writes to it: one that is named after its function may come too late, and then it is there already
    const owner = group.node.scope?.node.scope?.node.defaultChild;
    if (owner instanceof CfnFunction) {
      group.addPropertyDeletionOverride('LogGroupName');
      owner.addPropertyOverride('LoggingConfig.LogGroup', group.ref);
    }
    group.retentionInDays = logs.RetentionDays.ONE_MONTH;
    group.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}

function acknowledge(handler: KubectlHandler, called: CfnResource): void {
  const policies = ['AWSLambdaVPCAccessExecutionRole', 'AWSLambdaBasicExecutionRole'].map((name) => `service-role/${name}`);
  acknowledgeManagedPolicies(handler, policies, 'network interfaces and logs of the function, kept current by AWS');
  acknowledgeVersionsOf(handler, called, 'the provider framework of CDK invokes any version of the one handler function');
  Validations.of(handler).acknowledge({ id: 'AwsSolutions::AwsSolutions-L1', reason: 'CDK chooses and tests the runtime of its handler and provider framework' });
}
