import { Annotations, Token } from 'aws-cdk-lib';
import { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { IdentityMechanism } from './identity-mechanism';
import { serviceAccountPrincipal, writeTrustAsText } from './irsa-trust';
import { namespaceProblem, objectNameProblem } from './names.rules';
import { ObjectInCharts } from './object-in-charts';
import { Account, associate, podIdentityProblems, podIdentityTrust } from './pod-identity';
import { PodSecurityGroup } from './pod-security-group';
import { object, part } from '../catalog/thing.rules';
import { accountProblems } from '../cluster/cluster-place';
import { roleFor, RoleOptions } from '../cluster/role-options';
import { failOn, Problem, problemMessage, StrataError } from '../errors/problems';
import { Inventory } from '../model/inventory';
import { ownedBy } from '../model/owner';
import { callsAws } from '../network/aws-apis';

/** Properties of a {@link WorkloadIdentity}. */
export interface WorkloadIdentityProps {
  /** The cluster whose pods have the identity. */
  readonly cluster: ICluster;
  /** Namespace of the service account: 1–63 lower-case letters, digits or hyphens. */
  readonly namespace: string;
  /** Name of the service account: 1–253 lower-case letters, digits, hyphens or dots. */
  readonly serviceAccountName: string;
  /**
   * What the role is for.
   *
   * @default - the service account's name
   */
  readonly description?: string;
  /**
   * How pods become the role.
   *
   * @default - IdentityMechanism.irsa(), or IdentityMechanism.podIdentity() after `WorkloadIdentity.usePodIdentity(cluster)`
   */
  readonly mechanism?: IdentityMechanism;
  /**
   * How the role is bounded and where it lies, or one that exists: with a trust policy for the service account, and grants that it takes.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
  /**
   * An identity whose role this service account has as well. Not together with `roleOptions`, `mechanism` and `description`.
   *
   * @default - a role of its own
   */
  readonly sameRoleAs?: WorkloadIdentity;
  /**
   * Whether the ServiceAccount object is made elsewhere, by a Helm chart or by somebody else. With IRSA it needs the {@link WorkloadIdentity.annotations}.
   *
   * @default false - it travels in the charts that use the identity
   */
  readonly existingServiceAccount?: boolean;
  /**
   * A security group of its own for the pods, so that `connections` of CDK work with the identity.
   *
   * @default - the security group of the nodes
   */
  readonly securityGroup?: PodSecurityGroup;
}

/** The role's trust policy: by default 2,048 characters, on request 4,096. Source: IAM User Guide, reference_iam-quotas. */
const TRUST_SIZE = 2048;
/** What the issuer and the ARN of the provider add, which stand as tokens. */
const ISSUER_SIZE = 75;

/**
 * Who a pod is to AWS: an IAM role that one service account may take. Any grant of CDK works with it.
 *
 * It needs no custom resource. The ServiceAccount object travels in the chart that uses it: pass the identity to a workload, or call
 * {@link addServiceAccount}.
 */
export class WorkloadIdentity extends Construct implements iam.IGrantable, IConnectable {
  /** Makes Pod Identity the mechanism of identities that name none: call it before they are created. Those of this library's own controllers stay with IRSA. */
  static usePodIdentity(cluster: ICluster): void {
    const inventory = Inventory.of(cluster);
    failOn(cluster, '', inventory._tooLate('podIdentity', 'WorkloadIdentity.usePodIdentity is called'));
    inventory._use('podIdentity', cluster);
  }

  /** The role. With a target role, the one through which EKS assumes it. */
  public readonly role: iam.IRole;
  /** Who is granted: the role, or the target role where there is one. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** Namespace of the service account. */
  public readonly namespace: string;
  /** Name of the service account. */
  public readonly serviceAccountName: string;
  /** Whether the ServiceAccount object is made elsewhere. */
  public readonly existingServiceAccount: boolean;
  /** What the ServiceAccount object must be annotated with: nothing for Pod Identity. */
  public readonly annotations: { [name: string]: string };
  /** Security group of the pods, where they have one of their own. */
  public readonly securityGroup?: PodSecurityGroup;
  /** Whether pods get the role from the Pod Identity agent. */
  public readonly usesPodIdentity: boolean;

  private readonly mechanism: IdentityMechanism;
  /** Whether the role and its trust policy are made here. */
  private readonly ownsRole: boolean;
  private readonly cluster: ICluster;
  private readonly serviceAccount: ObjectInCharts;

  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    const { cluster, namespace, serviceAccountName, sameRoleAs, existingServiceAccount = false } = props;
    const provided = part(`identity ${namespace}/${serviceAccountName}`);
    const inventory = Inventory.of(cluster);
    const other = inventory._provider(provided);
    failOn(scope, id, [...accountProblems(scope, cluster), ...problemsOf(props), ...(other ? [secondIdentity(props, other)] : [])]);
    super(scope, id);
    this.cluster = cluster;
    this.serviceAccount = new ObjectInCharts(this.node.path, `serviceAccountName is '${serviceAccountName}'`, 'addServiceAccount');
    this.ownsRole = sameRoleAs?.ownsRole ?? props.roleOptions?.existing === undefined;
    this.namespace = namespace;
    this.serviceAccountName = serviceAccountName;
    this.existingServiceAccount = existingServiceAccount;
    this.securityGroup = props.securityGroup;
    this.mechanism = sameRoleAs?.mechanism ?? props.mechanism ?? this.usualMechanism(inventory);
    const podIdentity = this.mechanism._podIdentity;
    this.usesPodIdentity = podIdentity !== undefined;
    this.role = this.roleOf(props);
    this.grantPrincipal = podIdentity?.targetRole ?? this.role;
    this.annotations = podIdentity ? {} : { 'eks.amazonaws.com/role-arn': this.role.roleArn };
    // the whole role: whoever uses the identity must outlive neither the role nor the policies that grants add to it
    inventory._provide(this.role, provided, ...(existingServiceAccount ? [object('', 'ServiceAccount', serviceAccountName, namespace)] : []));
    if (podIdentity) inventory._provide(associate(this, props, this.role, podIdentity), provided);
    callsAws(cluster, this.role, podIdentity ? ['eks-auth'] : ['sts']);
  }

  private usualMechanism(inventory: Inventory): IdentityMechanism {
    if (inventory._uses('podIdentity')) return IdentityMechanism.podIdentity();
    inventory._assumeWithout('podIdentity', this);
    return IdentityMechanism.irsa();
  }

  /** For `connections` of CDK: `database.connections.allowDefaultPortFrom(identity)`. Fails without a security group of its own. */
  public get connections(): Connections {
    if (this.securityGroup) return this.securityGroup.connections;
    throw new StrataError(problemMessage(this.node.path, {
      what: 'connections is used and securityGroup is not given', limit: 'these pods share the security group of their nodes', fix: "Give securityGroup: new PodSecurityGroup(this, 'Pods', { cluster }), or allow cluster.clusterSecurityGroup", source: 'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html',
    }));
  }

  /** Adds the ServiceAccount object to a chart: pods of the chart that name it have the identity. */
  public addServiceAccount(scope: Construct, id: string = 'ServiceAccount'): ApiObject {
    if (this.existingServiceAccount) {
      throw new StrataError(problemMessage(this.node.path, { what: 'addServiceAccount is called and existingServiceAccount is true', limit: 'the object is made elsewhere', fix: 'Leave one of them out' }));
    }
    return this.serviceAccount.add(scope, () => this.makeServiceAccount(scope, id));
  }

  /** Makes the ServiceAccount object travel in the chart of a workload, once, unless it was added to a chart by hand. @internal */
  public _bring(chart: Chart): void {
    const id = `ServiceAccount-${this.serviceAccountName}`;
    if (!this.existingServiceAccount) this.serviceAccount.bring(chart, id, () => this.makeServiceAccount(chart, id));
  }

  private makeServiceAccount(scope: Construct, id: string): ApiObject {
    this.securityGroup?._selectServiceAccount(scope, `${id}SecurityGroup`, this);
    return ownedBy(this.cluster, new ApiObject(scope, id, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: this.serviceAccountName,
        namespace: this.namespace,
        ...(this.securityGroup ? { labels: { 'app.kubernetes.io/name': this.serviceAccountName } } : {}),
        ...(this.usesPodIdentity ? {} : { annotations: this.annotations }),
      },
      automountServiceAccountToken: false,
    }));
  }

  /** Whether it is an identity of a cluster, however that is imported. @internal */
  public _isOf(cluster: ICluster): boolean {
    return Inventory.of(this.cluster)._data === Inventory.of(cluster)._data;
  }

  private roleOf(props: WorkloadIdentityProps): iam.IRole {
    const { sameRoleAs, roleOptions, serviceAccountName, namespace, description = `Pods of ${namespace}/${serviceAccountName}` } = props;
    if (sameRoleAs) {
      sameRoleAs.trust(this, props);
      return sameRoleAs.role;
    }
    if (roleOptions?.existing) return roleOptions.existing;
    const podIdentity = this.mechanism._podIdentity;
    if (!podIdentity) {
      const provider = providerOf(this, props.cluster);
      const role = roleFor(this, 'Role', roleOptions, { assumedBy: serviceAccountPrincipal(provider, namespace, serviceAccountName), description });
      writeTrustAsText(role as iam.Role, provider);
      return role;
    }
    const statement = podIdentityTrust(props, podIdentity, this);
    return roleFor(this, 'Role', roleOptions, {
      assumedBy: new iam.SessionTagsPrincipal(new iam.ServicePrincipal('pods.eks.amazonaws.com', { conditions: statement.conditions })), description,
    });
  }

  /** Lets one more service account take the role. */
  private trust(user: Construct, account: Account): void {
    const { role, mechanism, ownsRole } = this;
    if (!ownsRole || !(role instanceof iam.Role) || !role.assumeRolePolicy) return;
    const podIdentity = mechanism._podIdentity;
    role.assumeRolePolicy.addStatements(podIdentity ? podIdentityTrust(account, podIdentity, role) : this.irsaStatement(account));
    const size = JSON.stringify(role.assumeRolePolicy.toJSON()).length + role.assumeRolePolicy.statementCount * (podIdentity ? 0 : ISSUER_SIZE);
    if (size > TRUST_SIZE) Annotations.of(user).addWarningV2('cdk-eks-strata:trustPolicySize', `the trust policy of ${role.node.path} has about ${size} characters: the quota is ${TRUST_SIZE}, on request 4096 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)`);
  }

  private irsaStatement({ cluster, namespace, serviceAccountName }: Account): iam.PolicyStatement {
    const principal = serviceAccountPrincipal(cluster.openIdConnectProvider, namespace, serviceAccountName);
    return new iam.PolicyStatement({ actions: [principal.assumeRoleAction], principals: [principal] });
  }
}

function providerOf(scope: Construct, cluster: ICluster): iam.IOpenIdConnectProvider {
  try {
    return cluster.openIdConnectProvider;
  } catch (error) {
    if (error instanceof StrataError) throw error;
    throw new StrataError(problemMessage(scope.node.path, {
      what: `cluster ${cluster.node.path} is imported without openIdConnectProvider`, limit: 'a role trusts the tokens of the cluster by its OIDC provider', fix: 'Give it to Cluster.fromClusterAttributes(), by OidcProviderNative.fromOidcProviderArn(), or use IdentityMechanism.podIdentity()', source: IRSA,
    }));
  }
}

function secondIdentity({ namespace, serviceAccountName }: WorkloadIdentityProps, other: IConstruct): Problem {
  const path = other.node.path.replace(/\/(Role|Resource)$/, '');
  // of a controller or driver of this library
  if (path.endsWith('/Identity')) {
    return { what: `${path.replace(/\/Identity$/, '')} is there already, with the service account '${namespace}/${serviceAccountName}'`, limit: 'a cluster has one', fix: 'Use that one, and remove this' };
  }
  return {
    what: `serviceAccountName '${namespace}/${serviceAccountName}' has an identity already, ${path}`,
    limit: 'a service account is one role',
    fix: 'Use that identity, or another service account',
    source: IRSA,
  };
}

const IRSA = 'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html';

function problemsOf(props: WorkloadIdentityProps): Problem[] {
  const { namespace, serviceAccountName, sameRoleAs, mechanism, cluster } = props;
  const ignored = (['roleOptions', 'mechanism', 'description'] as const).filter((name) => props[name] !== undefined);
  return [
    Token.isUnresolved(namespace) ? undefined : namespaceProblem('namespace', namespace),
    Token.isUnresolved(serviceAccountName) ? undefined : objectNameProblem('serviceAccountName', serviceAccountName),
    sameRoleAs && ignored.length > 0 ? { what: `${ignored.join(', ')} given together with sameRoleAs`, limit: 'the role is that of the other identity', fix: 'Leave one of them out' } : undefined,
    sameRoleAs && !sameRoleAs.usesPodIdentity && !sameRoleAs._isOf(cluster) ? {
      what: `sameRoleAs is ${sameRoleAs.node.path}, an identity of another cluster`, limit: 'by IRSA a role is for service accounts of one cluster', fix: 'Make an identity without it, or give the first one mechanism: IdentityMechanism.podIdentity()', source: IRSA,
    } : undefined,
    props.securityGroup && props.existingServiceAccount ? {
      what: 'both securityGroup and existingServiceAccount are given', limit: 'the policy that selects the pods travels with the ServiceAccount', fix: 'Call securityGroup.addTo(chart, id, podLabels), or leave one of them out', source: 'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html',
    } : undefined,
    ...podIdentityProblems(mechanism?._podIdentity ?? {}),
  ].filter((problem): problem is Problem => problem !== undefined);
}
