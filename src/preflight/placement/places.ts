import { Stage } from 'aws-cdk-lib';
import { NodePlace, placesOf } from './node-place.rules';
import { poolPlaces, rawGroupPlace } from './raw-places.rules';
import { resourcesBelow } from '../../inventory/final-resource';
import { InventoryData } from '../../inventory/inventory-data';
import { at, KubernetesObject, listAt } from '../../inventory/kubernetes-object.rules';
import { keyOf, part } from '../../inventory/thing.rules';
import { From } from '../from.rules';
import { Resources } from '../resource-facts.rules';

/** Everything on which pods may land, made with this library or not; nothing where there may be nodes that this app does not know. */
export function nodePlacesOf(data: InventoryData, resources: Resources, objects: readonly From<KubernetesObject>[], hasKarpenter: boolean): NodePlace[] | undefined {
  if (data.imported || data.external.some(({ thing }) => keyOf(thing) === keyOf(part('nodes')))) return undefined;
  const capacity = data.capacity.flatMap((read) => read());
  const selfManaged = capacity.filter((each) => each.type === 'nodes' && each.nodeType === 'selfManaged').length;
  const groups = resourcesBelow(Stage.of(data.cluster)!).filter(({ cfnResourceType }) => cfnResourceType === 'AWS::AutoScaling::AutoScalingGroup').length;
  // groups of plain CDK join by themselves
  if (groups > selfManaged) return undefined;
  const known = capacity.map(({ name }) => name);
  const isKnown = (path: string) => known.some((name) => path === name || path.startsWith(`${name}/`));
  const raw = resources.ofType('AWS::EKS::Nodegroup').filter(({ id }) => !isKnown(id)).map((group) => rawGroupPlace(group, resources));
  const pools = poolPlaces(objects.filter(({ path }) => !isKnown(path)));
  const elastic = pools.length > 0 || capacity.some(({ type }) => type === 'elastic');
  // pools that nobody here made are made by hand
  if (hasKarpenter && !elastic) return undefined;
  return [...capacity.flatMap(placesOf), ...raw, ...pools, ...builtInPools(data)];
}

// what instances the pools of EKS take is theirs to decide
function builtInPools({ cluster }: InventoryData): NodePlace[] {
  const config = at(cluster.node.defaultChild, 'computeConfig');
  if (at(config, 'enabled') !== true) return [];
  return listAt(config, 'nodePools').map(String).map((name): NodePlace => ({
    name: `the pool ${name} of Auto Mode`, elastic: true, labelsKnown: false, labels: { 'kubernetes.io/os': ['linux'] }, taints: [], shapes: [OPEN], largest: [OPEN], limits: {},
  }));
}

const OPEN = { what: 'any instance', labels: {} };
