import { createHash } from 'crypto';
import { Aws, CfnResource, Duration, RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { HANDLER_MEMORY } from './apply-handler.data';
import { deliveryPolicy } from './delivery-policy';
import { handlerNetwork } from './handler-network';
import { kubectlLayer } from './kubectl-layer';
import { LimitedDelivery, limitedDeliveryOf, setUnlimitedUser } from './limited-delivery';
import { Manifest } from './manifest';
import { PackageCode } from './package-code';
import { packageFolder } from './package-folder';
import { AwsApi } from '../catalog/aws-apis.data';
import { feature } from '../catalog/capability.rules';
import { adminEntry } from '../cluster/admin-entry';
import { environmentProblems } from '../cluster/cluster-environment';
import { HANDLER_ROLE_OPTIONS } from '../cluster/kubectl-handler';
import { acknowledgeManagedPolicies } from '../cluster/nag-acknowledgements';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from '../cluster/outpost-placement';
import { roleFor, setPolicies } from '../cluster/role';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem } from '../errors/problems';
import { groupOf, KubernetesObject, namespaceOf, objectsIn } from '../kubernetes/kubernetes-object.rules';
import { ClusterModel } from '../model/cluster-model';
import { PRUNE_RESOURCE } from '../model/custom-resource-types.data';
import { givenProperty } from '../model/final-resource';
import { atStartOfSynthesis } from '../model/synthesis-pass';
import { requireAwsApis } from '../network/aws-apis';

/**
 * The function that applies the objects and charts of one stack to one cluster. It is in the stack of the construct that needs it: in the
 * stack of the cluster it would be deleted with its last user, while that user still refers to it.
 *
 * Its logical id is made of the name of the cluster: CloudFormation rejects another `ServiceToken` of an existing resource, so it must not
 * change when a cluster is moved, imported or renamed in the tree. A name that is known to CloudFormation only (a token) is replaced by the
 * path of the cluster: the id then changes with that path. A function that is limited to namespaces has the first of them in its id, too:
 * others may be added.
 */
export function applyHandlerFor(user: Construct, cluster: eks.ICluster): ApplyHandler {
  const stack = Stack.of(user);
  const places = environmentProblems(user, cluster, 'the function that applies objects runs in the VPC of the cluster');
  failOn(user, '', [...places, ...(hasAccessEntries(cluster) ? [] : [NO_ACCESS_ENTRIES])]);
  const delivery = limitedDeliveryOf(cluster);
  if (!delivery) setUnlimitedUser(cluster, user.node.path);
  const name = literalClusterName(cluster) ?? `path ${cluster.node.path}`;
  const id = `StrataDelivery${hashOf(delivery ? `${name} namespace ${delivery.namespaces[0]}` : name)}`;
  const existing = stack.node.tryFindChild(id) as ApplyHandler | undefined;
  if (existing) failOn(user, '', existing.limitProblems(delivery));
  return existing ?? new ApplyHandler(stack, id, cluster, delivery);
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

// the name of an `eks.Cluster` is a token, also if it is given
function literalClusterName(cluster: eks.ICluster): string | undefined {
  const { clusterName, imported } = ClusterModel.of(cluster)._data;
  const given = imported ? undefined : givenProperty(cluster.node.defaultChild as CfnResource, 'name');
  return [clusterName, given, cluster.clusterName].find((name): name is string => typeof name === 'string' && !Token.isUnresolved(name));
}

/** Source: AWS::CloudFormation::CustomResource, ServiceTimeout. */
const MAX_SERVICE_TIMEOUT = 3600;
/** Time for everything else than waiting. */
const WORK_SECONDS = 600;

/** Seconds after which CloudFormation gives up a resource that waits so long. */
export const serviceTimeoutOf = (waitSeconds: number): number =>
  Token.isUnresolved(waitSeconds) ? MAX_SERVICE_TIMEOUT : Math.min(MAX_SERVICE_TIMEOUT, waitSeconds + WORK_SECONDS);

/** Objects and manifest of a deployment, for the prune resource, which deletes objects that no deployment contains any more. */
export interface AppliedManifest {
  readonly objects: () => readonly unknown[];
  readonly manifest: Manifest;
}

/** The function of one stack for one cluster, with its role, access entry and prune resource. */
export class ApplyHandler extends Construct {
  private readonly handler: lambda.Function;
  private readonly statements: iam.PolicyStatement[] = [];
  private readonly appliedManifests: AppliedManifest[] = [];
  private readonly files: Manifest[] = [];
  private readonly invocations: CfnResource;
  private pruneResource?: CfnResource;

  constructor(
    scope: Construct,
    id: string,
    private readonly cluster: eks.ICluster,
    private readonly delivery?: LimitedDelivery,
  ) {
    super(scope, id);
    const network = handlerNetwork(this, cluster);
    const role = delivery?.role ?? this.role(scope === Stack.of(cluster) ? roleOptionsOf(cluster) : {});
    this.handler = new lambda.Function(this, 'Function', {
      description: 'Applies Kubernetes objects and Helm charts of this stack to the cluster',
      code: new PackageCode(packageFolder('assets/handler')),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      layers: [kubectlLayer(this, 'KubectlLayer')],
      memorySize: HANDLER_MEMORY,
      // the function signs a request to STS in the domain of its partition
      environment: { URL_SUFFIX: Aws.URL_SUFFIX, STACK_ID: Aws.STACK_ID },
      // a request that does not finish in one invocation continues in the next
      recursiveLoop: lambda.RecursiveLoop.ALLOW,
      timeout: Duration.minutes(15),
      logGroup: new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
      role: iam.Role.isRole(role) ? role.withoutPolicyUpdates() : role,
      ...network.props,
    });
    const resource = this.handler.node.defaultChild as CfnResource;
    resource.overrideLogicalId(id);
    // the stack that creates the role of a limited delivery gives it access
    if (!delivery) {
      const entry = adminEntry(this, 'Access', cluster, role.roleArn);
      ClusterModel.of(cluster)._provide(entry, feature('handler-access'));
      resource.addResourceDependency(entry);
    }
    network.rules.forEach((rule) => resource.addResourceDependency(rule));
    this.invocations = this.createInvocations(role);
    // it sends its response to CloudFormation through S3, also for its last deletion
    requireAwsApis(cluster, resource, ['eks', 'lambda', 's3']);
    acknowledgeManagedPolicies(
      this,
      ['service-role/AWSLambdaVPCAccessExecutionRole'],
      'network interfaces and logs of the function, kept current by AWS',
    );
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-L1',
      reason: 'the runtime is the one that the function is tested with',
    });
  }

  /** Another scope with the same first namespace would be another function with the same id. */
  limitProblems(delivery?: LimitedDelivery): Problem[] {
    const textOf = (each?: LimitedDelivery) => [...(each?.namespaces ?? []), each?.role.roleArn].join(' ');
    return textOf(delivery) === textOf(this.delivery)
      ? []
      : [
          {
            finding: `the scope is namespaces ${delivery?.namespaces.join(', ')}`,
            constraint: `a scope of this stack has the same first namespace, and other namespaces or another role`,
            remediation: 'Use the same namespaces and the same role in both',
          },
        ];
  }

  /** Adds a resource that the function serves. */
  addDependent(resource: CfnResource): void {
    resource.addResourceDependency(this.invocations);
  }

  /** Properties of each resource that it serves. The endpoint is needed to clean up a cluster that is no longer the current one. */
  get properties(): Record<string, unknown> {
    const { cluster } = this;
    return {
      ServiceToken: this.handler.functionArn,
      ClusterName: cluster.clusterName,
      Namespaces: this.delivery?.namespaces,
      Endpoint: known(() => cluster.clusterEndpoint),
      CertificateAuthority: known(() => cluster.clusterCertificateAuthorityData),
    };
  }

  /** Adds permissions as an inline policy of the role, so that they are deleted with it. */
  addToPolicy(...statements: iam.PolicyStatement[]): void {
    this.statements.push(...statements);
  }

  /** Adds the endpoints of AWS APIs that it calls, in a VPC without internet access. */
  requireAwsApis(...apis: AwsApi[]): void {
    requireAwsApis(this.cluster, this.handler.node.defaultChild as CfnResource, apis);
  }

  /** Registers the objects of a resource: they are pruned when no deployment contains them any more. */
  addManifest(resource: CfnResource, delivered: AppliedManifest): void {
    this.appliedManifests.push(delivered);
    this.pruneResource = this.pruneResource ?? this.createPruneResource();
    // created first and deleted last, so that it reads the final inventory of every deployment; it depends on the function
    resource.addResourceDependency(this.pruneResource);
  }

  /** Allows the function to read a manifest that may be an uploaded file. */
  addFile(manifest: Manifest): void {
    this.files.push(manifest);
  }

  /**
   * Asynchronous invocations. The function invokes itself to continue. An invocation that ends without an answer, because it ran out of
   * memory for example, is repeated once; then its record goes to the function itself, which answers for it.
   */
  private createInvocations(role: iam.IRole): CfnResource {
    const { functionArn, functionName } = this.handler;
    const permission = new lambda.CfnPermission(this, 'MayRepeat', {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: role.roleArn,
    });
    const config = new lambda.CfnEventInvokeConfig(this, 'Invocations', {
      functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 1,
      // from the event to the last attempt: one that fails after a long time is not repeated
      maximumEventAgeInSeconds: Duration.minutes(10).toSeconds(),
      destinationConfig: { onFailure: { destination: functionArn } },
    });
    config.addResourceDependency(permission);
    if (this.delivery) {
      const invoke = new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] });
      config.addResourceDependency(deliveryPolicy(this, role, () => [...this.policyStatements(), invoke]));
      return config;
    }
    // Lambda checks the policies of the role when a destination is set; outside of the role, which does not know the function
    if (role instanceof iam.Role) {
      config.addResourceDependency(
        new iam.CfnPolicy(this, 'MayInvoke', {
          policyName: 'Invoke',
          roles: [role.roleName],
          policyDocument: new iam.PolicyDocument({
            statements: [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] })],
          }),
        }),
      );
    }
    return config;
  }

  private createPruneResource(): CfnResource {
    const sweep = new CfnResource(this, 'Sweep', {
      type: PRUNE_RESOURCE,
      properties: { ...this.properties, ServiceTimeout: MAX_SERVICE_TIMEOUT },
    });
    this.addDependent(sweep);
    const id = Stack.of(this).getLogicalId(sweep);
    // a new logical id whenever a manifest changes: CloudFormation deletes the old resource after every update has succeeded, and this
    // deletion prunes, and commits what is applied
    atStartOfSynthesis(this, `sweep of ${this.node.path}`, () => sweep.overrideLogicalId(`${id}${this.manifestsHash()}`));
    return sweep;
  }

  private objects(): KubernetesObject[] {
    return this.appliedManifests.flatMap(({ objects }) => objectsIn([...objects()]));
  }

  private manifestsHash(): string {
    const written = this.objects().map((object) => {
      const identity = [groupOf(object.apiVersion), object.kind, namespaceOf(object) ?? '', object.metadata?.name ?? ''];
      // a name with tokens is compared by its references; other tokens count as the same, because their numbers depend on the whole app
      const named = identity.some((text) => Token.isUnresolved(text))
        ? JSON.stringify(Stack.of(this).resolve(identity))
        : identity.join(' ');
      return `${named} ${JSON.stringify(object).replace(TOKEN, '')}`;
    });
    return hashOf([...new Set(written)].sort().join('\n'));
  }

  private role(options: RoleOptions): iam.IRole {
    const role = roleFor(this, 'Role', options, {
      description: 'Applies Kubernetes objects and Helm charts of this stack to the cluster',
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole')],
    });
    setPolicies(role, options, () => [
      { policyName: 'Cluster', policyDocument: new iam.PolicyDocument({ minimize: true, statements: this.policyStatements() }) },
    ]);
    return role;
  }

  private policyStatements(): iam.PolicyStatement[] {
    const files = [...this.appliedManifests.map(({ manifest }) => manifest), ...this.files]
      .map((manifest) => manifest.fileLocation())
      .filter((location) => location !== undefined)
      .map(({ bucketName, objectKey }) =>
        Stack.of(this).formatArn({ service: 's3', region: '', account: '', resource: bucketName, resourceName: objectKey }),
      );
    return [
      new iam.PolicyStatement({ actions: ['eks:DescribeCluster'], resources: [this.cluster.clusterArn] }),
      ...this.statements.map((statement) => iam.PolicyStatement.fromJson(statement.toStatementJson())),
      ...(files.length > 0 ? [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: files })] : []),
    ];
  }
}

// source: aws-cdk-lib, core/lib/private/encoding (markers of strings and lists, numbers)
const TOKEN = /[$#]\{Token\[[^\]]*\]\}|-1\.888154589\d*e\+289/g;

// attributes that were not given to an imported cluster throw
function known(attribute: () => string): string | undefined {
  try {
    return attribute();
  } catch {
    return undefined;
  }
}

const roleOptionsOf = (cluster: eks.ICluster): RoleOptions =>
  (cluster as { [HANDLER_ROLE_OPTIONS]?: RoleOptions })[HANDLER_ROLE_OPTIONS] ?? {};
