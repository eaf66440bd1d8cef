import { Names } from 'aws-cdk-lib';
import { AccessEntryType, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { deliveryObjects } from './delivery-role.rules';
import { KubernetesPolicyRule } from './kubernetes-group';
import { rulesProblems } from './rbac.rules';
import { DeliveryScope } from '../apply/delivery-scope';
import { KubernetesObjects } from '../apply/kubernetes-objects';
import { accessEntryFor } from '../cluster/access-entries';
import { acknowledgeManagedPolicies } from '../cluster/nag-acknowledgements';
import { hasAccessEntries, NO_ACCESS_ENTRIES } from '../cluster/outpost-placement';
import { roleFor } from '../cluster/role';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of {@link DeliveryAccess}. */
export interface DeliveryAccessProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The namespaces. They must exist, for example as an `AppNamespace` in a chart. */
  readonly scope: DeliveryScope;
  /**
   * Name of the role, with which the stack of the application imports it.
   *
   * @default - a generated name: for an application in the same app, which has the role from `role`
   */
  readonly roleName?: string;
  /**
   * Permissions boundary and IAM path of the role, or an existing role instead: it needs the trust of `lambda.amazonaws.com` and the policy
   * `AWSLambdaVPCAccessExecutionRole`.
   *
   * @default - a new role
   */
  readonly roleOptions?: RoleOptions;
  /**
   * RBAC rules in addition to those for the kinds of Kubernetes that an application consists of, and for the custom resources of the
   * controllers in the catalogue of this library.
   *
   * @default - none
   */
  readonly rules?: KubernetesPolicyRule[];
}

/**
 * Access of the deployments of an application to some namespaces, given by the stack of the platform: a role for the function that
 * delivers, its access entry with a Kubernetes group, and a Role and RoleBinding in each namespace. It has no EKS access policy, whose
 * rules are fixed and contain no custom resources.
 *
 * The stack of the application applies the same `DeliveryScope` to its import of the cluster, with the role. The role is one of this stack
 * because EKS accepts existing principals only, and does not accept a role that was deleted and created again.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 *
 * @example
 * const tenants = new cdk8s.Chart(new cdk8s.App(), 'tenants');
 * new AppNamespace(tenants, 'orders');
 * new ChartDeployment(this, 'Tenants', { cluster, chart: tenants });
 *
 * new DeliveryAccess(this, 'OrdersDelivery', { cluster, scope: DeliveryScope.namespaces('orders'), roleName: 'orders-delivery' });
 */
export class DeliveryAccess extends Construct {
  /** Role of the function that delivers. */
  public readonly role: iam.IRole;
  /** Kubernetes group of the role. */
  public readonly groupName: string;

  constructor(scope: Construct, id: string, props: DeliveryAccessProps) {
    checkProps('DeliveryAccessProps', scope, id, props, new.target !== DeliveryAccess);
    const { cluster, roleName, roleOptions, rules = [] } = props;
    const namespaces = props.scope._namespaces;
    failOn(scope, id, [
      ...(hasAccessEntries(cluster) ? [] : [NO_ACCESS_ENTRIES]),
      ...props.scope._problems(),
      ...rulesProblems(rules),
      ...(roleName && roleOptions?.role ? [TWO_ROLES] : []),
    ]);
    super(scope, id);
    const name = Names.uniqueResourceName(this, { maxLength: 50, separator: '-' }).toLowerCase();
    this.groupName = `delivery:${name}`;
    this.role = roleFor(this, 'Role', roleOptions, {
      roleName,
      description: `Deploys to the namespaces ${namespaces.join(', ')}`,
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole')],
    });
    acknowledgeManagedPolicies(
      this,
      ['service-role/AWSLambdaVPCAccessExecutionRole'],
      'network interfaces and logs of the function, kept current by AWS',
    );
    const entry = accessEntryFor(this, 'Entry', cluster, this.role.roleArn, [], {
      groups: [this.groupName],
      accessEntryType: AccessEntryType.STANDARD,
      provides: 'handler-access',
    });
    new KubernetesObjects(this, 'Roles', {
      cluster,
      objects: () =>
        deliveryObjects(
          name,
          this.groupName,
          namespaces,
          rules.map(({ apiGroups = [''], ...rule }) => ({ apiGroups, ...rule })),
        ),
    });
    this.node.defaultChild = entry.node.defaultChild;
  }
}

const TWO_ROLES: Problem = {
  finding: 'roleName and roleOptions.role are given',
  constraint: 'an existing role has a name',
  remediation: 'Remove one of them',
};
