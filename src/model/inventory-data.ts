import { Stage } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { Capacity } from './capacity.rules';
import { identityOf } from './final-resource';
import { Need } from './need.rules';
import { ThingData } from '../catalog/thing.rules';

/** A part of the cluster and what it said of itself. */
export interface Registration {
  readonly construct: IConstruct;
  readonly provides: readonly ThingData[];
  readonly requires: readonly Need[];
}

/** A chart that will be deployed; its objects are read when they are needed. */
export interface ChartSource {
  readonly construct: IConstruct;
  readonly objects: () => unknown[];
}

/** All that is known about one cluster: plain data, so that two copies of this package agree on it. */
export interface InventoryData {
  readonly cluster: ICluster;
  /** the name where it is literal: `cluster.clusterName` stays a token even then. */
  clusterName?: string;
  /** the cluster was made elsewhere: anything may be in it. */
  readonly imported: boolean;
  readonly registrations: Registration[];
  readonly charts: ChartSource[];
  /** access entries of nodes by their role: a principal has one. */
  readonly nodeEntries: Map<string, IConstruct>;
  /** what nodes offer, read when it is needed. */
  readonly capacity: (() => readonly Capacity[])[];
  /** what nodes ask of pod networking and of each other, by name. */
  readonly switches: Set<Switch>;
  /** instance types that the table does not have and a user gave figures for. */
  readonly givenInstanceTypes: Set<string>;
  /** add-ons and drivers by name: one of each, wherever it is made. */
  readonly addons: Map<string, IConstruct>;
  /** what is made as soon as an Auto Mode cluster has other nodes. */
  readonly whenOtherNodes: (() => void)[];
  readonly external: { readonly thing: ThingData; readonly reason: string }[];
}

/** Something of the cluster that a kind of node needs. */
export type Switch = 'windows' | 'hybrid' | 'fargateDns' | 'autoscaler' | 'nvidia' | 'neuron' | 'efa' | 'otherNodes' | 'podSubnets' | 'podIdentity' | 'podSecurityGroups' | 'autoMode';

const INVENTORY = Symbol.for('cdk-eks-strata.inventory');
const INVENTORIES = Symbol.for('cdk-eks-strata.inventories');

/** The data of a cluster: on the construct itself, or for imports of one cluster (equal literal names) shared. */
export function inventoryDataOf(cluster: ICluster): InventoryData {
  const holder = cluster as ICluster & { [INVENTORY]?: InventoryData };
  if (holder[INVENTORY]) return holder[INVENTORY];
  const imported = cluster.node.defaultChild === undefined;
  const known = inventoriesBelow(cluster);
  const name = imported ? identityOf(cluster.clusterName) : undefined;
  const same = name === undefined ? undefined : known.find((data) => data.imported && identityOf(data.cluster.clusterName) === name);
  const data = same ?? {
    cluster,
    imported,
    registrations: [],
    charts: [],
    nodeEntries: new Map(),
    capacity: [],
    switches: new Set(),
    givenInstanceTypes: new Set(),
    addons: new Map(),
    whenOtherNodes: [],
    external: [],
  };
  Object.defineProperty(cluster, INVENTORY, { value: data });
  if (!same) known.push(data);
  return data;
}

/** The data of every cluster in a stage. */
export function inventoriesBelow(scope: IConstruct): InventoryData[] {
  const stage = (Stage.isStage(scope) ? scope : Stage.of(scope)) as (Stage & { [INVENTORIES]?: InventoryData[] }) | undefined;
  if (stage === undefined) throw new Error(`[${scope.node.path}] is not below an App`);
  if (!stage[INVENTORIES]) Object.defineProperty(stage, INVENTORIES, { value: [] });
  return stage[INVENTORIES]!;
}
