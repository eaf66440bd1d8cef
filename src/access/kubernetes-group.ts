import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { rbacObjects, rbacProblems } from './rbac.rules';
import { KubernetesObjects } from '../apply/kubernetes-objects';
import { failOn } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** An RBAC rule: permissions of the members of a group. */
export interface KubernetesPolicyRule {
  /**
   * API groups, `''` for the core group.
   *
   * @default - the core group
   */
  readonly apiGroups?: string[];
  /** Resources in lower-case plural, like `pods`, `pods/log` or `nodepools`. */
  readonly resources: string[];
  /** Verbs: get, list, watch, create, update, patch, delete, deletecollection, … */
  readonly verbs: string[];
  /**
   * Names of the objects to which the rule is limited.
   *
   * @default - all objects
   */
  readonly resourceNames?: string[];
}

/** Properties of a {@link KubernetesGroup}. */
export interface KubernetesGroupProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Name of the group. It cannot begin with `system:`, which Kubernetes reserves.
   *
   * @default - the id of the construct in lower case
   */
  readonly groupName?: string;
  /**
   * Existing ClusterRoles to bind, like `view`, `edit` or those of a controller.
   *
   * @default - none
   */
  readonly clusterRoles?: string[];
  /**
   * RBAC rules of a ClusterRole that is created for the group.
   *
   * @default - none
   */
  readonly rules?: KubernetesPolicyRule[];
  /**
   * Namespaces of RoleBindings. The namespaces must exist, for example in a chart.
   *
   * @default - the whole cluster, by a ClusterRoleBinding
   */
  readonly namespaces?: string[];
}

/**
 * A Kubernetes group with RBAC permissions that EKS access policies do not have, like those for custom resources or single objects.
 *
 * Its members are principals of a `ClusterAccess`, or users of an `OidcIdentityProvider`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 *
 * @example
 * const operators = new KubernetesGroup(this, 'Operators', {
 *   cluster,
 *   clusterRoles: ['view'],
 *   rules: [{ apiGroups: ['karpenter.sh'], resources: ['nodepools', 'nodeclaims'], verbs: ['get', 'list', 'watch'] }],
 * });
 * new ClusterAccess(this, 'OperatorAccess', {
 *   cluster,
 *   principal: AccessPrincipal.role(new iam.Role(this, 'Operator', { assumedBy: new iam.AccountRootPrincipal() })),
 *   kubernetesGroups: [operators],
 * });
 */
export class KubernetesGroup extends Construct {
  /** Name of the group. */
  public readonly groupName: string;

  constructor(scope: Construct, id: string, props: KubernetesGroupProps) {
    checkProps('KubernetesGroupProps', scope, id, props, new.target !== KubernetesGroup);
    const { cluster, clusterRoles = [], rules = [], namespaces = [], groupName = id.toLowerCase() } = props;
    const plan = { groupName, clusterRoles, rules, namespaces };
    failOn(scope, id, rbacProblems(plan));
    super(scope, id);
    this.groupName = groupName;
    const applied = new KubernetesObjects(this, 'Bindings', { cluster, objects: () => rbacObjects(plan) });
    this.node.defaultChild = applied.node.defaultChild;
  }
}
