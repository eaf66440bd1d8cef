import { Stage } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { Capacity } from './capacity.rules';
import { Dependency } from './dependency.rules';
import { DroppedField } from './dropped-fields.rules';
import { literalNameOf } from './final-resource';
import { CapabilityData } from '../catalog/capability.rules';

/** A part of the cluster and what it said of itself. */
export interface Registration {
  readonly construct: IConstruct;
  readonly provides: readonly CapabilityData[];
  readonly requires: readonly Dependency[];
}

/** A chart that will be deployed; its objects are read when they are needed. */
export interface DeployedChart {
  readonly construct: IConstruct;
  readonly objects: () => unknown[];
  /** keys of the objects that workloads of this library created: {@link objectKeyOf}. */
  readonly ofWorkloads: () => ReadonlySet<string>;
  /** the constructs that set the Pod Security level of a namespace by default, by its name. */
  readonly defaultLevels: () => ReadonlyMap<string, string>;
  /** fields of its objects that are not in its manifest. */
  readonly droppedFields: () => readonly DroppedField[];
}

/** A thing that exists although this app does not create it. */
export interface ExternalThing {
  readonly thing: CapabilityData;
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

/**
 * A construct that was created while its cluster did not have a feature, or while a thing was not declared to exist: another result came
 * out.
 */
export interface Assumption {
  readonly without: Feature | CapabilityData;
  readonly by: IConstruct;
}

/** What a cluster can have only once. */
export type Installation = `add-on ${string}` | `CSIDriver ${string}` | `device plugin ${'efa' | 'neuron' | 'nvidia'}`;

/**
 * All that is known about one cluster: plain data, so that two copies of this package agree on it. Anything may read it; `ClusterModel`
 * alone writes it.
 */
export interface ClusterModelData {
  readonly cluster: ICluster;
  /** the name where it is literal: `cluster.clusterName` stays a token even then. */
  readonly clusterName?: string;
  /** the cluster was made elsewhere: anything may be in it. */
  readonly imported: boolean;
  /** the cluster is checked, and no construct of this library was created on it: no dependency is added. */
  readonly observedOnly?: boolean;
  readonly registrations: readonly Registration[];
  readonly deployedCharts: readonly DeployedChart[];
  /** access entries of people and of functions, by their principal: a principal has one. */
  readonly accessEntries: ReadonlyMap<string, IConstruct>;
  /** access entries of nodes by their role: a principal has one. */
  readonly nodeAccessEntries: ReadonlyMap<string, IConstruct>;
  /** what nodes offer, read when it is needed. */
  readonly capacity: readonly (() => readonly Capacity[])[];
  /** the features of the cluster, each with the constructs that use it or the cluster for which it was declared. */
  readonly features: ReadonlyMap<Feature, readonly IConstruct[]>;
  /** instance types that the table does not have and a user gave figures for. */
  readonly customInstanceTypes: ReadonlySet<string>;
  /** what installs the things that a cluster has once; the cluster itself where the app says that something else does. */
  readonly installations: ReadonlyMap<Installation, IConstruct>;
  readonly externalDeclarations: readonly ExternalThing[];
  readonly assumptions: readonly Assumption[];
}

/** The same for `ClusterModel`, the only writer. */
export interface WritableInventoryData extends ClusterModelData {
  clusterName?: string;
  observedOnly?: boolean;
  readonly registrations: Registration[];
  readonly deployedCharts: DeployedChart[];
  readonly accessEntries: Map<string, IConstruct>;
  readonly nodeAccessEntries: Map<string, IConstruct>;
  readonly capacity: (() => readonly Capacity[])[];
  readonly features: Map<Feature, IConstruct[]>;
  readonly customInstanceTypes: Set<string>;
  readonly installations: Map<Installation, IConstruct>;
  readonly externalDeclarations: ExternalThing[];
  readonly assumptions: Assumption[];
}

const CLUSTER_MODEL = Symbol.for('cdk-eks-strata.inventory');
const CLUSTER_MODELS = Symbol.for('cdk-eks-strata.inventories');

type Holder = IConstruct & { [CLUSTER_MODEL]?: WritableInventoryData };

/** The data of a cluster: on the construct itself, or for imports of one cluster (equal literal names) shared. */
export const clusterModelDataOf = (cluster: ICluster): ClusterModelData => writableDataOf(cluster);

/** The data of a cluster that is checked: kept on the construct `holder`. */
export function observedDataOf(cluster: ICluster, holder: Holder): ClusterModelData {
  return writableDataOf(cluster, holder, true);
}

/** For `ClusterModel` alone. */
export function writableDataOf(cluster: ICluster, holder: Holder = cluster, observedOnly = false): WritableInventoryData {
  if (holder[CLUSTER_MODEL]) return holder[CLUSTER_MODEL];
  const imported = cluster.node.defaultChild === undefined;
  const known = writableDataBelow(cluster);
  const name = imported ? literalNameOf(cluster.clusterName) : undefined;
  const same = name === undefined ? undefined : known.find((data) => data.imported && literalNameOf(data.cluster.clusterName) === name);
  const data = same ?? {
    cluster,
    imported,
    observedOnly,
    registrations: [],
    deployedCharts: [],
    accessEntries: new Map(),
    nodeAccessEntries: new Map(),
    capacity: [],
    features: new Map(),
    customInstanceTypes: new Set(),
    installations: new Map(),
    externalDeclarations: [],
    assumptions: [],
  };
  Object.defineProperty(holder, CLUSTER_MODEL, { value: data });
  if (!same) known.push(data);
  return data;
}

/** The data of every cluster in a stage. */
export const clusterModelsIn = (scope: IConstruct): readonly ClusterModelData[] => writableDataBelow(scope);

function writableDataBelow(scope: IConstruct): WritableInventoryData[] {
  const stage = (Stage.isStage(scope) ? scope : Stage.of(scope)) as (Stage & { [CLUSTER_MODELS]?: WritableInventoryData[] }) | undefined;
  if (stage === undefined) throw new Error(`[${scope.node.path}] is not below an App`);
  if (!stage[CLUSTER_MODELS]) Object.defineProperty(stage, CLUSTER_MODELS, { value: [] });
  return stage[CLUSTER_MODELS]!;
}
