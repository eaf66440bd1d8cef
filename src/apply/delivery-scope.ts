import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { namespacesProblems } from './delivery-scope.rules';
import { limitDelivery, limitedDeliveryOf, unlimitedUserOf } from './limited-delivery';
import { failOn, Problem } from '../errors/problems';
import { checkOptions } from '../props/check-props';

/** Options of {@link DeliveryScope.applyTo}. */
export interface DeliveryScopeOptions {
  /**
   * Role of the function that delivers: that of a `DeliveryAccess` with the same namespaces. The permissions of the function in AWS are
   * added to it as an inline policy of this stack, unless it is imported with `mutable: false`.
   */
  readonly role: iam.IRole;
}

/**
 * The part of a cluster that a stack may deploy to: some namespaces, with a role without any other permission in the cluster.
 *
 * The stack of the platform gives the permissions with a `DeliveryAccess`; the stack of an application imports the cluster and applies the
 * scope to the import. Every deployment to that import is limited: a cluster-scoped object, a Namespace, a CRD or an object in another
 * namespace is an error, at synthesis if its kind is known.
 *
 * @see https://github.com/cdk-eks-strata/cdk-eks-strata/blob/main/docs/delivery.md
 *
 * @example
 * const shared = eks.Cluster.fromClusterAttributes(this, 'Shared', { clusterName: 'shared' });
 * DeliveryScope.namespaces('orders').applyTo(shared, { role: iam.Role.fromRoleName(this, 'DeliveryRole', 'orders-delivery') });
 *
 * const orders = new cdk8s.Chart(new cdk8s.App(), 'orders', { namespace: 'orders' });
 * new WebService(orders, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });
 * new ChartDeployment(this, 'Orders', { cluster: shared, chart: orders });
 */
export class DeliveryScope {
  /**
   * Some namespaces, which must exist.
   *
   * @param first the namespace of the inventories and leases of the deployments: it cannot change while there are deployments, because
   * CloudFormation does not accept another function for them
   * @param others may be added and removed later
   */
  static namespaces(first: string, ...others: string[]): DeliveryScope {
    return new DeliveryScope([...new Set([first, ...others])]);
  }

  private constructor(
    /** @internal */
    public readonly _namespaces: readonly string[],
  ) {}

  /**
   * Limits the deployments to a cluster, before the first of them is created. For an imported cluster: the constructs of a cluster that is
   * created in the app need the whole cluster.
   */
  applyTo(cluster: eks.ICluster, options: DeliveryScopeOptions): void {
    checkOptions('DeliveryScopeOptions', 'DeliveryScope.applyTo', options);
    failOn(cluster, '', [...this._problems(), ...(limitedDeliveryOf(cluster) ? [TWICE] : []), ...tooLate(unlimitedUserOf(cluster))]);
    limitDelivery(cluster, { namespaces: this._namespaces, role: options.role });
  }

  /** @internal */
  public _problems(): Problem[] {
    return namespacesProblems(this._namespaces);
  }
}

const tooLate = (user: string | undefined): Problem[] =>
  user === undefined
    ? []
    : [
        {
          finding: `${user} was created before the DeliveryScope was applied, and is delivered to the whole cluster`,
          constraint: 'one scope applies to all deployments to an import',
          remediation: 'Call applyTo() directly after the import',
        },
      ];

const TWICE: Problem = {
  finding: 'a DeliveryScope was applied to the cluster before',
  constraint: 'an imported cluster has one scope',
  remediation: 'List all namespaces in one DeliveryScope, or import the cluster a second time',
};
