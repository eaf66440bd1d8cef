import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { InventoryData, inventoryDataOf } from './inventory-data';

const OWNER = Symbol.for('cdk-eks-strata.owner');
type Owned = IConstruct & { [OWNER]?: InventoryData };

/** Says that an object in a chart works in one cluster alone: it names a role, a group or a secret that was made for it. */
export function ownedBy<T extends IConstruct>(cluster: ICluster, object: T): T {
  Object.defineProperty(object, OWNER, { value: inventoryDataOf(cluster) });
  return object;
}

/** Objects of a chart that were made for another cluster. */
export function foreignObjects(chart: IConstruct, cluster: ICluster): { readonly object: IConstruct; readonly owner: ICluster }[] {
  const data = inventoryDataOf(cluster);
  return chart.node.findAll().flatMap((object) => {
    const { [OWNER]: owner } = object as Owned;
    return owner !== undefined && owner !== data ? [{ object, owner: owner.cluster }] : [];
  });
}
