import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';

const LIMIT = Symbol.for('cdk-eks-strata.limited-delivery');

/** The namespaces that deployments to a cluster are limited to, and the role of their function. */
export interface LimitedDelivery {
  readonly namespaces: readonly string[];
  readonly role: iam.IRole;
}

/** The limits of deployments to a cluster; undefined for the whole cluster. */
export const limitedDeliveryOf = (cluster: eks.ICluster): LimitedDelivery | undefined =>
  (cluster as { readonly [LIMIT]?: LimitedDelivery })[LIMIT];

const UNLIMITED = Symbol.for('cdk-eks-strata.unlimited-delivery');
type WithUser = { readonly [UNLIMITED]?: string };

/** Remembers the first construct that is delivered to the whole cluster. */
export function setUnlimitedUser(cluster: eks.ICluster, path: string): void {
  if (!(cluster as WithUser)[UNLIMITED]) Object.defineProperty(cluster, UNLIMITED, { value: path });
}

export const unlimitedUserOf = (cluster: eks.ICluster): string | undefined => (cluster as WithUser)[UNLIMITED];

export function limitDelivery(cluster: eks.ICluster, delivery: LimitedDelivery): void {
  Object.defineProperty(cluster, LIMIT, { value: delivery });
}
