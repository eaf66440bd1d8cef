import { Annotations, Token } from 'aws-cdk-lib';
import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Cluster as PlainCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApiObject, Chart } from 'cdk8s';
import { IServiceAccount } from 'cdk8s-plus-27';
import { Construct, IConstruct } from 'constructs';
import { IdentityType } from './identity-type';
import { serviceAccountPrincipal, TRUST_SIZE, trustSize, writeTrust } from './irsa-trust';
import { namespaceProblem, objectNameProblem } from './names.rules';
import { ObjectInCharts } from './object-in-charts';
import { ServiceAccountRef, associate, podIdentityProblems, podIdentityTrust } from './pod-identity';
import { PodSecurityGroup } from './pod-security-group';
import { object, feature } from '../catalog/capability.rules';
import { Cluster } from '../cluster/cluster';
import { accountProblems } from '../cluster/cluster-environment';
import { roleFor } from '../cluster/role';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem, problemMessage, StrataError } from '../errors/problems';
import { cdk8sPlus, onceIn } from '../model/cdk8s-plus';
import { boundToCluster } from '../model/cluster-binding';
import { ClusterModel } from '../model/cluster-model';
import { requireAwsApis } from '../network/aws-apis';
import { checkProps } from '../props/check-props';

/** Properties of a {@link WorkloadIdentity}. */
export interface WorkloadIdentityProps {
  /** The cluster whose pods have the identity. */
  readonly cluster: ICluster;
  /** Namespace of the service account: 1–63 lower-case letters, digits or hyphens. */
  readonly namespace: string;
  /** Name of the service account: 1–253 lower-case letters, digits, hyphens or dots. */
  readonly serviceAccountName: string;
  /**
   * Description of the role.
   *
   * @default - the name of the service account
   */
  readonly description?: string;
  /**
   * Mechanism by which pods assume the role: IRSA or Pod Identity.
   *
   * @default - IdentityType.irsa(), or IdentityType.podIdentity() after `WorkloadIdentity.defaultToPodIdentity(cluster)`
   */
  readonly identityType?: IdentityType;
  /**
   * Permissions boundary and path of the role, or an existing role with a trust policy for the service account. Grants are added to it.
   *
   * @default - a new role
   */
  readonly roleOptions?: RoleOptions;
  /**
   * Identity whose role this service account shares. Not together with `roleOptions`, `identityType` and `description`.
   *
   * @default - a new role
   */
  readonly roleFrom?: WorkloadIdentity;
  /**
   * The ServiceAccount object is created elsewhere, for example by a Helm chart. With IRSA it needs the annotations
   * {@link WorkloadIdentity.serviceAccountAnnotations}.
   *
   * @default false - the ServiceAccount is added to the charts that use the identity
   */
  readonly externalServiceAccount?: boolean;
  /**
   * Security group of the pods, so that the identity can be used with `connections` of CDK.
   *
   * @default - the security group of the nodes
   */
  readonly securityGroup?: PodSecurityGroup;
}

/**
 * IAM identity of pods: an IAM role that one service account can assume (IRSA or Pod Identity). The role has no permissions by itself: the
 * grants of CDK add them.
 *
 * No custom resource is created. The ServiceAccount object is added to the chart that uses it: pass the identity to a workload, or call
 * {@link addServiceAccount}.
 *
 * @example
 * const orders = new sqs.Queue(this, 'Orders');
 *
 * const identity = new WorkloadIdentity(this, 'Worker', { cluster, namespace: 'shop', serviceAccountName: 'worker' });
 * orders.grantConsumeMessages(identity);
 * new WorkerService(chart, 'worker', {
 *   image: 'public.ecr.aws/docker/library/busybox:1.37',
 *   command: ['sleep', 'infinity'],
 *   identity,
 * });
 */
export class WorkloadIdentity extends Construct implements iam.IGrantable, IConnectable {
  /**
   * Makes Pod Identity the default identity type of the cluster: call it before identities are created. The controllers of this library
   * still use IRSA.
   */
  static defaultToPodIdentity(cluster: ICluster): void {
    const inventory = ClusterModel.of(cluster);
    failOn(cluster, '', inventory._tooLate('podIdentity', 'WorkloadIdentity.defaultToPodIdentity is called'));
    inventory._use('podIdentity', cluster);
  }

  /** The identity of a service account that {@link asServiceAccount} returned. @internal */
  public static _of(serviceAccount: IServiceAccount | undefined): WorkloadIdentity | undefined {
    return (serviceAccount as { readonly [IDENTITY]?: WorkloadIdentity } | undefined)?.[IDENTITY];
  }

  /** The role; with a target role, the role through which EKS assumes the target role. */
  public readonly role: iam.IRole;
  /** The principal of grants: the role, or the target role if set. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** Namespace of the service account. */
  public readonly namespace: string;
  /** Name of the service account. */
  public readonly serviceAccountName: string;
  /** Whether the ServiceAccount object is created elsewhere. */
  public readonly externalServiceAccount: boolean;
  /** Required annotations of the ServiceAccount object; none for Pod Identity. */
  public readonly serviceAccountAnnotations: { [name: string]: string };
  /** Security group of the pods, if set. */
  public readonly securityGroup?: PodSecurityGroup;
  /** Whether pods get credentials from the Pod Identity agent. */
  public readonly usesPodIdentity: boolean;

  private readonly identityType: IdentityType;
  /** Whether the role and its trust policy are made here. */
  private readonly ownsRole: boolean;
  /** statements for the mechanism that the identity does not use. */
  private readonly otherMechanism: iam.PolicyStatement[] = [];
  private readonly cluster: ICluster;
  private readonly serviceAccount: ObjectInCharts;

  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    checkProps('WorkloadIdentityProps', scope, id, props, new.target !== WorkloadIdentity);
    const { cluster, namespace, serviceAccountName, roleFrom, externalServiceAccount = false } = props;
    const provided = feature(`identity ${namespace}/${serviceAccountName}`);
    const inventory = ClusterModel.of(cluster);
    const other = inventory._provider(provided);
    failOn(scope, id, [...accountProblems(scope, cluster), ...problemsOf(props), ...(other ? [secondIdentity(props, other)] : [])]);
    super(scope, id);
    this.cluster = cluster;
    this.serviceAccount = new ObjectInCharts(this.node.path, `serviceAccountName is '${serviceAccountName}'`, 'addServiceAccount');
    this.ownsRole = roleFrom?.ownsRole ?? props.roleOptions?.role === undefined;
    this.namespace = namespace;
    this.serviceAccountName = serviceAccountName;
    this.externalServiceAccount = externalServiceAccount;
    this.securityGroup = props.securityGroup;
    this.identityType = roleFrom?.identityType ?? props.identityType ?? this.usualMechanism(inventory);
    const podIdentity = this.identityType._podIdentity;
    this.usesPodIdentity = podIdentity !== undefined;
    this.role = this.roleOf(props);
    this.grantPrincipal = podIdentity?.targetRole ?? this.role;
    this.serviceAccountAnnotations = podIdentity ? {} : { 'eks.amazonaws.com/role-arn': this.role.roleArn };
    // the whole role: resources that use the identity are deleted before the role and before the policies that grants add to it
    inventory._provide(
      this.role,
      provided,
      ...(externalServiceAccount ? [object('', 'ServiceAccount', serviceAccountName, namespace)] : []),
    );
    if (podIdentity) inventory._provide(associate(this, props, this.role, podIdentity), provided);
    requireAwsApis(cluster, this.role, podIdentity ? ['eks-auth'] : ['sts']);
  }

  private usualMechanism(inventory: ClusterModel): IdentityType {
    if (inventory._uses('podIdentity')) return IdentityType.podIdentity();
    inventory._assumeWithout('podIdentity', this);
    return IdentityType.irsa();
  }

  /** For `connections` of CDK: `database.connections.allowDefaultPortFrom(identity)`. Fails without `securityGroup`. */
  public get connections(): Connections {
    if (this.securityGroup) return this.securityGroup.connections;
    throw new StrataError(
      problemMessage(this.node.path, {
        finding: 'connections is used without securityGroup',
        constraint: 'these pods use the security group of their nodes',
        remediation: "Set securityGroup: new PodSecurityGroup(this, 'Pods', { cluster }), or allow cluster.clusterSecurityGroup",
        source: 'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html',
      }),
    );
  }

  /**
   * Adds the ServiceAccount object to a chart, for pods with this `serviceAccountName`. A second call for the same chart returns the same
   * object.
   *
   * @param id by default `ServiceAccount-` and the name
   */
  public addServiceAccount(scope: Construct, id: string = `ServiceAccount-${this.serviceAccountName}`): ApiObject {
    if (this.externalServiceAccount) {
      throw new StrataError(
        problemMessage(this.node.path, {
          finding: 'addServiceAccount is called and externalServiceAccount is true',
          constraint: 'the ServiceAccount is created elsewhere',
          remediation: 'Remove the call, or externalServiceAccount',
        }),
      );
    }
    return this.serviceAccount.add(scope, id, () => this.createServiceAccount(scope, id));
  }

  /**
   * The service account for workloads of cdk8s-plus-27 in a chart. The ServiceAccount object is added to the chart, once, unless
   * {@link addServiceAccount} added it to a chart, or `externalServiceAccount` is true. The workloads are in the namespace of the identity.
   *
   * @example
   * const identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
   *
   * new kplus.Deployment(chart, 'web', {
   *   serviceAccount: identity.asServiceAccount(chart),
   *   containers: [
   *     {
   *       image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
   *       portNumber: 8080,
   *       volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp') }],
   *     },
   *   ],
   * });
   */
  public asServiceAccount(scope: Construct): IServiceAccount {
    const { serviceAccountName: name, namespace } = this;
    const chart = Chart.of(scope);
    this._addServiceAccountTo(chart);
    const reference = onceIn(chart, `ServiceAccount-${namespace}-${name}-Reference`, (id) =>
      cdk8sPlus().ServiceAccount.fromServiceAccountName(chart, id, name, { namespaceName: namespace }),
    );
    Object.defineProperty(reference, IDENTITY, { value: this, configurable: true });
    return reference;
  }

  /** Makes the ServiceAccount object travel in the chart of a workload, once, unless it was added to a chart by hand. @internal */
  public _addServiceAccountTo(chart: Chart): void {
    const id = `ServiceAccount-${this.serviceAccountName}`;
    if (!this.externalServiceAccount) this.serviceAccount.bring(chart, id, () => this.createServiceAccount(chart, id));
  }

  private createServiceAccount(scope: Construct, id: string): ApiObject {
    this.securityGroup?._selectServiceAccount(scope, `${id}SecurityGroup`, this);
    return boundToCluster(
      this.cluster,
      new ApiObject(scope, id, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {
          name: this.serviceAccountName,
          namespace: this.namespace,
          ...(this.securityGroup ? { labels: { 'app.kubernetes.io/name': this.serviceAccountName } } : {}),
          ...(this.usesPodIdentity ? {} : { annotations: this.serviceAccountAnnotations }),
        },
        automountServiceAccountToken: false,
      }),
    );
  }

  /** A text that changes with the mechanism and the roles: pods have credentials of the identity with which they were created. @internal */
  public get _stamp(): string {
    const podIdentity = this.identityType._podIdentity;
    const target = podIdentity?.targetRole ? ` ${podIdentity.targetRole.roleArn}` : '';
    return `${podIdentity ? 'pod-identity' : 'irsa'} ${this.role.roleArn}${target}`;
  }

  /** Whether it is an identity of a cluster, however that is imported. @internal */
  public _belongsTo(cluster: ICluster): boolean {
    return ClusterModel.of(this.cluster)._data === ClusterModel.of(cluster)._data;
  }

  private roleOf(props: WorkloadIdentityProps): iam.IRole {
    const { roleFrom, roleOptions, serviceAccountName, namespace, description = `Pods of ${namespace}/${serviceAccountName}` } = props;
    if (roleFrom) {
      roleFrom.trust(this, props);
      return roleFrom.role;
    }
    if (roleOptions?.role) return roleOptions.role;
    const podIdentity = this.identityType._podIdentity;
    if (!podIdentity) {
      const provider = providerOf(this, props.cluster);
      const role = roleFor(this, 'Role', roleOptions, {
        assumedBy: serviceAccountPrincipal(provider, namespace, serviceAccountName),
        description,
      });
      writeTrust(role as iam.Role, provider, this.otherMechanism);
      this.trustOtherMechanism(props);
      return role;
    }
    const statement = podIdentityTrust(props, podIdentity, this);
    const role = roleFor(this, 'Role', roleOptions, {
      assumedBy: new iam.SessionTagsPrincipal(new iam.ServicePrincipal('pods.eks.amazonaws.com', { conditions: statement.conditions })),
      description,
    });
    const provider = this.identityType._alone ? undefined : existingProviderOf(props.cluster);
    if (provider) writeTrust(role as iam.Role, provider, this.otherMechanism);
    this.trustOtherMechanism(props);
    return role;
  }

  /**
   * Lets the service account take the role by the other mechanism as well: while an update changes the mechanism, pods that run already use
   * the old one until they are replaced.
   */
  private trustOtherMechanism(account: ServiceAccountRef): void {
    if (this.identityType._alone) return;
    if (!this.identityType._podIdentity) this.otherMechanism.push(podIdentityTrust(account, {}, this));
    else if (existingProviderOf(account.cluster)) this.otherMechanism.push(this.irsaStatement(account));
  }

  /** Lets one more service account take the role. */
  private trust(user: Construct, account: ServiceAccountRef): void {
    const { role, identityType, ownsRole } = this;
    if (!ownsRole || !(role instanceof iam.Role) || !role.assumeRolePolicy) return;
    const podIdentity = identityType._podIdentity;
    role.assumeRolePolicy.addStatements(podIdentity ? podIdentityTrust(account, podIdentity, role) : this.irsaStatement(account));
    // the issuer of one cluster stands in the trust policy
    if (this._belongsTo(account.cluster)) this.trustOtherMechanism(account);
    const size = trustSize(role.assumeRolePolicy.toJSON());
    if (size > TRUST_SIZE) {
      Annotations.of(user).addWarningV2(
        'cdk-eks-strata:trustPolicySize',
        `the trust policy of ${role.node.path} has about ${size} characters: the quota is ${TRUST_SIZE}, on request 4096 ` +
          '(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)',
      );
    }
  }

  private irsaStatement({ cluster, namespace, serviceAccountName }: ServiceAccountRef): iam.PolicyStatement {
    const principal = serviceAccountPrincipal(cluster.openIdConnectProvider, namespace, serviceAccountName);
    return new iam.PolicyStatement({ actions: [principal.assumeRoleAction], principals: [principal] });
  }
}

function providerOf(scope: Construct, cluster: ICluster): iam.IOpenIdConnectProvider {
  try {
    return cluster.openIdConnectProvider;
  } catch (error) {
    if (!isImportedWithout(error)) throw error;
    throw new StrataError(
      problemMessage(scope.node.path, {
        finding: `cluster ${cluster.node.path} is imported without openIdConnectProvider`,
        constraint: 'the role trusts tokens of the OIDC provider of the cluster',
        remediation: 'Pass OidcProviderNative.fromOidcProviderArn() to Cluster.fromClusterAttributes(), or use IdentityType.podIdentity()',
        source: IRSA,
      }),
    );
  }
}

/** The error of an imported cluster. Source: aws-cdk-lib, aws-eks-v2/lib/cluster.ts, ImportedCluster. */
const isImportedWithout = (error: unknown): boolean =>
  error instanceof Error && /^"openIdConnectProvider" is not defined for this imported cluster/.test(error.message);

/** The OIDC provider of a cluster that has one: plain aws-eks-v2 creates it when it is asked. */
function existingProviderOf(cluster: ICluster): iam.IOpenIdConnectProvider | undefined {
  if (cluster instanceof PlainCluster && !(cluster instanceof Cluster)) return undefined;
  try {
    return cluster.openIdConnectProvider;
  } catch (error) {
    // it was imported without one, or has none
    if (isImportedWithout(error) || error instanceof StrataError) return undefined;
    throw error;
  }
}

function secondIdentity({ namespace, serviceAccountName }: WorkloadIdentityProps, other: IConstruct): Problem {
  const path = other.node.path.replace(/\/(Role|Resource)$/, '');
  // of a controller or driver of this library
  if (path.endsWith('/Identity')) {
    return {
      finding: `${path.replace(/\/Identity$/, '')} already exists, with the service account '${namespace}/${serviceAccountName}'`,
      constraint: 'a cluster can have only one',
      remediation: 'Use the existing construct, and remove this one',
    };
  }
  return {
    finding: `service account '${namespace}/${serviceAccountName}' already has the identity ${path}`,
    constraint: 'a service account can have only one role',
    remediation: 'Use that identity, or another service account',
    source: IRSA,
  };
}

const IRSA = 'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html';
const IDENTITY = Symbol.for('cdk-eks-strata.identity');

function problemsOf(props: WorkloadIdentityProps): Problem[] {
  const { namespace, serviceAccountName, roleFrom, identityType, cluster } = props;
  const ignored = (['roleOptions', 'identityType', 'description'] as const).filter((name) => props[name] !== undefined);
  return [
    Token.isUnresolved(namespace) ? undefined : namespaceProblem('namespace', namespace),
    Token.isUnresolved(serviceAccountName) ? undefined : objectNameProblem('serviceAccountName', serviceAccountName),
    roleFrom && ignored.length > 0
      ? {
          finding: `${ignored.join(', ')} is given together with roleFrom`,
          constraint: 'the other identity defines the role',
          remediation: `Remove roleFrom or ${ignored.join(', ')}`,
        }
      : undefined,
    roleFrom && !roleFrom.usesPodIdentity && !roleFrom._belongsTo(cluster)
      ? {
          finding: `roleFrom is ${roleFrom.node.path}, an identity of another cluster`,
          constraint: 'with IRSA, a role trusts service accounts of one cluster',
          remediation: 'Remove roleFrom, or set identityType: IdentityType.podIdentity() on the first identity',
          source: IRSA,
        }
      : undefined,
    props.securityGroup && props.externalServiceAccount
      ? {
          finding: 'securityGroup and externalServiceAccount are mutually exclusive',
          constraint: 'the SecurityGroupPolicy selects a ServiceAccount that the library creates',
          remediation: 'Call securityGroup.addSecurityGroupPolicy(chart, id, podLabels), or remove one of them',
          source: 'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html',
        }
      : undefined,
    ...podIdentityProblems(identityType?._podIdentity ?? {}),
  ].filter((problem): problem is Problem => problem !== undefined);
}
