import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { CfnResource, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { adminEntry } from './admin-entry';
import { acknowledgeManagedPolicies, acknowledgeVersionsOf } from './nag-acknowledgements';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from './outpost-placement';
import { roleFor } from './role';
import { RoleOptions } from './role-options';
import { feature } from '../catalog/capability.rules';
import { failOn } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';
import { resourcesBelow } from '../model/final-resource';
import { requireAwsApis, vpcOf } from '../network/aws-apis';
import { networkTiersOf } from '../network/network-tiers';

const LOG_GROUP_FLAG = '@aws-cdk/aws-lambda:useCdkManagedLogGroup';

/** Marks clusters that create a handler on first use. */
export const HANDLER_ROLE_OPTIONS = Symbol.for('cdk-eks-strata.makes-handlers');

/**
 * The kubectl provider of CDK, for `addManifest`, `addHelmChart` and the like. It is created in the stack of the cluster on first use.
 */
export function kubectlProviderFor(cluster: eks.ICluster): eks.IKubectlProvider {
  failOn(cluster, '', hasAccessEntries(cluster) ? [] : [NO_ACCESS_ENTRIES]);
  const existing = cluster.node.tryFindChild('Kubectl') as KubectlHandler | undefined;
  return (existing ?? new KubectlHandler(cluster as unknown as Construct, 'Kubectl', cluster)).provider;
}

class KubectlHandler extends Construct {
  public readonly provider: eks.KubectlProvider;

  constructor(scope: Construct, id: string, cluster: eks.ICluster) {
    super(scope, id);
    // the same result whatever the app's flags say: log groups of ours, whose retention is set below
    this.node.setContext(LOG_GROUP_FLAG, true);
    const vpc = vpcOf(cluster);
    const subnets = vpc ? [...networkTiersOf(vpc).application] : [];
    const role = handlerRole(this, cluster, roleOptionsOf(cluster));
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
    ClusterModel.of(cluster)._provide(entry, feature('handler-access'));
    const handler = this.provider.node.findChild('Handler').node.defaultChild as CfnResource;
    handler.addResourceDependency(entry);
    // the framework answers CloudFormation over S3 to the very last
    for (const called of [handler, this.framework()]) requireAwsApis(cluster, called, ['eks', 'sts', 'lambda', 's3']);
    acknowledge(this, handler);
  }

  private framework(): CfnResource {
    return this.provider.node.findChild('Provider').node.findChild('framework-onEvent').node.defaultChild as CfnResource;
  }
}

const roleOptionsOf = (cluster: eks.ICluster): RoleOptions =>
  (cluster as { [HANDLER_ROLE_OPTIONS]?: RoleOptions })[HANDLER_ROLE_OPTIONS] ?? {};

function handlerRole(scope: Construct, cluster: eks.ICluster, options: RoleOptions): iam.IRole {
  const policy = new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({ actions: ['eks:DescribeCluster'], resources: [cluster.clusterArn] })],
  });
  return roleFor(scope, 'Role', options, {
    description: 'Applies what is added to the cluster with constructs of CDK',
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
  Validations.of(handler).acknowledge({
    id: 'AwsSolutions::AwsSolutions-L1',
    reason: 'CDK chooses and tests the runtime of its handler and provider framework',
  });
}
