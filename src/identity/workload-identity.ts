import { Token } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { serviceAccountPrincipal, writeTrustAsText } from './irsa-trust';
import { namespaceProblem, objectNameProblem } from './names.rules';
import { roleFor, RoleOptions } from '../cluster/role-options';
import { failOn, Problem } from '../errors/problems';
import { Inventory } from '../inventory/inventory';
import { part } from '../inventory/thing.rules';
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
   * How the role is bounded and where it lies, or one that exists: with a trust policy for the service account, and grants that it takes.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

/**
 * Who a pod is to AWS: an IAM role that one service account may take (IRSA). Any grant of CDK works with it.
 *
 * It needs no custom resource. The ServiceAccount object travels in the chart that uses it: pass the identity to a workload, or call
 * {@link addServiceAccount}.
 */
export class WorkloadIdentity extends Construct implements iam.IGrantable {
  /** The role. */
  public readonly role: iam.IRole;
  /** Grants go to the role. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** Namespace of the service account. */
  public readonly namespace: string;
  /** Name of the service account. */
  public readonly serviceAccountName: string;

  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    const { cluster, namespace, serviceAccountName } = props;
    const provided = part(`identity ${namespace}/${serviceAccountName}`);
    const inventory = Inventory.of(cluster);
    const other = inventory._provider(provided);
    failOn(scope, id, [...problemsOf(props), ...(other ? [secondIdentity(props, other)] : [])]);
    super(scope, id);
    this.namespace = namespace;
    this.serviceAccountName = serviceAccountName;
    this.role = props.roleOptions?.existing ?? this.ownRole(props);
    this.grantPrincipal = this.role;
    // the whole role: whoever uses the identity must outlive neither the role nor the policies that grants add to it
    inventory._provide(this.role, provided);
    callsAws(cluster, this.role, ['sts']);
  }

  private ownRole({ cluster, namespace, serviceAccountName, description, roleOptions }: WorkloadIdentityProps): iam.IRole {
    const provider = cluster.openIdConnectProvider;
    const role = roleFor(this, 'Role', roleOptions, {
      assumedBy: serviceAccountPrincipal(provider, namespace, serviceAccountName), description: description ?? `Pods of ${namespace}/${serviceAccountName}`,
    });
    writeTrustAsText(role as iam.Role, provider);
    return role;
  }

  /** Adds the ServiceAccount object to a chart: pods of the chart that name it have the identity. */
  public addServiceAccount(scope: Construct, id: string = 'ServiceAccount'): ApiObject {
    return new ApiObject(scope, id, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: this.serviceAccountName, namespace: this.namespace, annotations: this._annotations() },
      automountServiceAccountToken: false,
    });
  }

  /** @internal */
  public _annotations(): Record<string, string> {
    return { 'eks.amazonaws.com/role-arn': this.role.roleArn };
  }
}

function secondIdentity({ namespace, serviceAccountName }: WorkloadIdentityProps, other: IConstruct): Problem {
  return {
    what: `serviceAccountName '${namespace}/${serviceAccountName}' has an identity already, ${other.node.path.replace(/\/(Role|Resource)$/, '')}`,
    limit: 'a service account is one role',
    fix: 'Use that identity, or another service account',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
  };
}

function problemsOf({ namespace, serviceAccountName }: WorkloadIdentityProps): Problem[] {
  return [
    Token.isUnresolved(namespace) ? undefined : namespaceProblem('namespace', namespace),
    Token.isUnresolved(serviceAccountName) ? undefined : objectNameProblem('serviceAccountName', serviceAccountName),
  ].filter((problem): problem is Problem => problem !== undefined);
}
