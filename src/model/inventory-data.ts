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

/** A thing that exists although this app does not create it. */
export interface ExternalThing {
  readonly thing: ThingData;
  readonly reason: string;
}

/** A feature that a cluster has because something in it uses it, or because the app says so. */
export type Feature =
  | 'autoMode' // an imported cluster runs in Auto Mode
  | 'autoscaler' // a controller changes the size of node groups
  | 'fargateDns' // CoreDNS runs on Fargate
  | 'hybrid' // hybrid nodes
  | 'otherNodes' // nodes that Auto Mode does not run
  | 'podIdentity' // Pod Identity is the default mechanism of identities
  | 'podSecurityGroups' // pods with a security group of their own
  | 'podSubnets' // pods have subnets of their own, which vpc-cni discovers
  | 'windows'; // Windows nodes

/** A construct that was created while its cluster did not have a feature, or while a thing was not declared to exist: another result came out. */
export interface Assumption {
  readonly without: Feature | ThingData;
  readonly by: IConstruct;
}

/** What a cluster can have only once. */
export type Installation = `add-on ${string}` | `CSIDriver ${string}` | `device plugin ${'efa' | 'neuron' | 'nvidia'}`;

/**
 * All that is known about one cluster: plain data, so that two copies of this package agree on it. Anything may read it; `Inventory` alone
 * writes it.
 */
export interface InventoryData {
  readonly cluster: ICluster;
  /** the name where it is literal: `cluster.clusterName` stays a token even then. */
  readonly clusterName?: string;
  /** the cluster was made elsewhere: anything may be in it. */
  readonly imported: boolean;
  readonly registrations: readonly Registration[];
  readonly charts: readonly ChartSource[];
  /** access entries of people and of functions, by their principal: a principal has one. */
  readonly accessEntries: ReadonlyMap<string, IConstruct>;
  /** access entries of nodes by their role: a principal has one. */
  readonly nodeEntries: ReadonlyMap<string, IConstruct>;
  /** what nodes offer, read when it is needed. */
  readonly capacity: readonly (() => readonly Capacity[])[];
  /** the features of the cluster, each with the constructs that use it or the cluster for which it was declared. */
  readonly features: ReadonlyMap<Feature, readonly IConstruct[]>;
  /** instance types that the table does not have and a user gave figures for. */
  readonly givenInstanceTypes: ReadonlySet<string>;
  /** what installs the things that a cluster has once; the cluster itself where the app says that something else does. */
  readonly installations: ReadonlyMap<Installation, IConstruct>;
  readonly external: readonly ExternalThing[];
  readonly assumptions: readonly Assumption[];
}

/** The same for `Inventory`, the only writer. */
export interface WritableInventoryData extends InventoryData {
  clusterName?: string;
  readonly registrations: Registration[];
  readonly charts: ChartSource[];
  readonly accessEntries: Map<string, IConstruct>;
  readonly nodeEntries: Map<string, IConstruct>;
  readonly capacity: (() => readonly Capacity[])[];
  readonly features: Map<Feature, IConstruct[]>;
  readonly givenInstanceTypes: Set<string>;
  readonly installations: Map<Installation, IConstruct>;
  readonly external: ExternalThing[];
  readonly assumptions: Assumption[];
}

const INVENTORY = Symbol.for('cdk-eks-strata.inventory');
const INVENTORIES = Symbol.for('cdk-eks-strata.inventories');

/** The data of a cluster: on the construct itself, or for imports of one cluster (equal literal names) shared. */
export const inventoryDataOf = (cluster: ICluster): InventoryData => writableDataOf(cluster);

/** For `Inventory` alone. */
export function writableDataOf(cluster: ICluster): WritableInventoryData {
  const holder = cluster as ICluster & { [INVENTORY]?: WritableInventoryData };
  if (holder[INVENTORY]) return holder[INVENTORY];
  const imported = cluster.node.defaultChild === undefined;
  const known = writableDataBelow(cluster);
  const name = imported ? identityOf(cluster.clusterName) : undefined;
  const same = name === undefined ? undefined : known.find((data) => data.imported && identityOf(data.cluster.clusterName) === name);
  const data = same ?? {
    cluster,
    imported,
    registrations: [],
    charts: [],
    accessEntries: new Map(),
    nodeEntries: new Map(),
    capacity: [],
    features: new Map(),
    givenInstanceTypes: new Set(),
    installations: new Map(),
    external: [],
    assumptions: [],
  };
  Object.defineProperty(cluster, INVENTORY, { value: data });
  if (!same) known.push(data);
  return data;
}

/** The data of every cluster in a stage. */
export const inventoriesBelow = (scope: IConstruct): readonly InventoryData[] => writableDataBelow(scope);

function writableDataBelow(scope: IConstruct): WritableInventoryData[] {
  const stage = (Stage.isStage(scope) ? scope : Stage.of(scope)) as (Stage & { [INVENTORIES]?: WritableInventoryData[] }) | undefined;
  if (stage === undefined) throw new Error(`[${scope.node.path}] is not below an App`);
  if (!stage[INVENTORIES]) Object.defineProperty(stage, INVENTORIES, { value: [] });
  return stage[INVENTORIES]!;
}
