import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { rbacObjects, rbacProblems } from './rbac.rules';
import { KubernetesObjects } from '../apply/kubernetes-objects';
import { failOn } from '../errors/problems';

/** Something that the members of a group may do. */
export interface KubernetesPolicyRule {
  /**
   * API groups, `''` for the core group.
   *
   * @default - the core group
   */
  readonly apiGroups?: string[];
  /** Kinds in lower-case plural, like `pods`, `pods/log` or `nodepools`. */
  readonly resources: string[];
  /** What may be done: get, list, watch, create, update, patch, delete, deletecollection, … */
  readonly verbs: string[];
  /**
   * Names of the objects.
   *
   * @default - all
   */
  readonly resourceNames?: string[];
}

/** Properties of a {@link KubernetesGroup}. */
export interface KubernetesGroupProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Name of the group. Those of Kubernetes, which begin with `system:`, cannot be given to anybody.
   *
   * @default - the id of the construct in lower case
   */
  readonly groupName?: string;
  /**
   * ClusterRoles that are there already, like `view`, `edit` or those of a controller.
   *
   * @default - none
   */
  readonly clusterRoles?: string[];
  /**
   * Permissions of its own.
   *
   * @default - none
   */
  readonly rules?: KubernetesPolicyRule[];
  /**
   * Where all this holds: a RoleBinding in each namespace, which must be there, like one that a chart makes.
   *
   * @default - in the whole cluster, by a ClusterRoleBinding
   */
  readonly namespaces?: string[];
}

/**
 * A group of Kubernetes with permissions that no access policy of EKS gives: custom resources, single objects.
 *
 * Whoever is in it is said by `ClusterAccess`, or by the tokens of an `OidcIdentityProvider`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export class KubernetesGroup extends Construct {
  /** Name of the group. */
  public readonly groupName: string;

  constructor(scope: Construct, id: string, props: KubernetesGroupProps) {
    const { cluster, clusterRoles = [], rules = [], namespaces = [], groupName = id.toLowerCase() } = props;
    const plan = { groupName, clusterRoles, rules, namespaces };
    failOn(scope, id, rbacProblems(plan));
    super(scope, id);
    this.groupName = groupName;
    const applied = new KubernetesObjects(this, 'Bindings', { cluster, objects: () => rbacObjects(plan) });
    this.node.defaultChild = applied.node.defaultChild;
  }
}
