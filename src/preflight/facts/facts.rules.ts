import { Located } from './located.rules';
import { Resources } from './resource-facts.rules';
import { BrokenToken } from '../../apply/broken-tokens.rules';
import { CapabilityData } from '../../catalog/capability.rules';
import { ClusterNameConflict } from '../../cluster/cluster-name-conflicts.rules';
import { KubernetesObject } from '../../kubernetes/kubernetes-object.rules';
import { SchemaViolation } from '../../kubernetes/schema-validation.rules';
import { Capacity } from '../../model/capacity.rules';
import { DroppedField } from '../../model/dropped-fields.rules';
import { Verdict } from '../../model/match.rules';
import { SubnetUsage } from '../../network/ip-plan.rules';
import { NodeCandidate } from '../placement/node-candidate.rules';
import { Manifests } from '../reading/workloads.rules';

/** A capability that is required, but not provided. */
export interface MissingCapability {
  readonly capability: CapabilityData;
  /** the object of the construct that requires it. */
  readonly requiredBy?: string;
}

/** A selector of a Fargate profile. */
export interface FargateSelector {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An image that CDK builds. */
export interface BuiltImage {
  /** part of its URI that no other image has. */
  readonly tag: string;
  /** the last `USER` of its Dockerfile; undefined if there is none, so that the base image decides. */
  readonly user?: string;
  /** the platform that it is built for, like `linux/arm64`. */
  readonly platform?: string;
}

/** The VPC of a cluster, if the app knows it. */
export interface NetworkFacts {
  readonly path: string;
  /** number of zones with public subnets. */
  readonly publicZones: number;
  /** number of imported subnets, which this app cannot tag; 0 for an imported cluster, of which nothing is known. */
  readonly untaggableSubnets: number;
  /** whether nodes and pods have internet access; undefined if the app does not know. */
  readonly hasInternetAccess?: boolean;
}

/** A Helm release. */
export interface HelmReleaseFacts {
  readonly release: string;
  /** default if it is not set. */
  readonly namespace?: string;
  readonly chart: string;
  /** empty for a chart that is uploaded with the app. */
  readonly repository: string;
  readonly version?: string;
  /** a chart of a repository whose version is the newest at the time of the deployment. */
  readonly unpinned?: true;
  readonly values: unknown;
}

/** A chart with workloads that is neither deployed nor rendered. */
export interface UndeployedChart {
  readonly chart: string;
  /** like `WebService web`. */
  readonly workloads: readonly string[];
}

/** A resource of the app as in the template, with intrinsic functions. */
export interface ServiceInput {
  readonly path: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A service account whose role is a resource of the app. */
export interface TokenIdentity {
  readonly namespace: string;
  readonly name: string;
  /** id of the role. */
  readonly role: string;
  /** the add-on that annotates its service account. */
  readonly addon?: string;
}

/** A resource that is retained when its stack is deleted, with the paths of those that AWS cannot delete because of it. */
export interface RetainedUser {
  readonly type: string;
  readonly uses: readonly string[];
}

/** A PVC that is retained when its stack is deleted, with its volume and the resource that contains the volume. */
export interface RetainedPvc {
  readonly pvc: KubernetesObject;
  readonly volume: string;
  readonly parent: string;
}

/** A dependency of the library that CloudFormation cannot express. */
export interface DroppedDependency {
  readonly from: string;
  readonly to: string;
  /** kinds of the objects in `from`. */
  readonly kinds: readonly string[];
  /** dependencies of the user that contradict it: from `to` to `from`, each depends on the next. */
  readonly cycle?: readonly CycleStep[];
}

/** A resource on a cycle, and how it depends on the next one. */
export interface CycleStep {
  readonly path: string;
  readonly type: string;
  readonly by: 'reference' | 'DependsOn';
}

/** The input of rules: plain data about one cluster. */
export interface Facts {
  readonly cluster: string;
  readonly missing: readonly Located<MissingCapability>[];
  readonly objects: readonly Located<KubernetesObject>[];
  /**
   * an object of {@link objects} in which each reference to a resource of the app is a `ResourceReference`, or `<<path|attribute>>` inside
   * of a text.
   */
  readonly referencesIn: (object: KubernetesObject) => unknown;
  /** Helm releases, access entries and add-ons, which a cluster can have only once, in words. */
  readonly singletons: readonly Located<string>[];
  readonly fargateSelectors: readonly FargateSelector[];
  /** capacity of the nodes; undefined if a node group is not known. */
  readonly capacity?: readonly Capacity[];
  /** service accounts that get their role from the Pod Identity agent. */
  readonly podIdentities: readonly Located<{ readonly namespace: string; readonly name: string }>[];
  /** service accounts and add-ons that take on a role of this app by their OIDC token, with the id of the role. */
  readonly tokenIdentities: readonly Located<TokenIdentity>[];
  /** architectures of the nodes that are not Fargate; undefined if any of them is not known. */
  readonly architectures?: readonly string[];
  readonly hasInstances: boolean;
  readonly builtImages: readonly BuiltImage[];
  readonly network?: NetworkFacts;
  /** charts with workloads of this library that are neither deployed nor rendered, for the first cluster of the app. */
  readonly undeployedCharts: readonly UndeployedChart[];
  readonly helmReleases: readonly Located<HelmReleaseFacts>[];
  /** names of releases that are the CNI plugin of the nodes, and that are not complete before their pods are ready. */
  readonly waitingCniPlugins: readonly Located<string>[];
  readonly addonNames: readonly Located<string>[];
  /** public parameters that the stacks of the app read, by name. */
  readonly imageParameters: readonly Located<string>[];
  /** instance types that are not in the table, but defined by the user. */
  readonly customInstanceTypes: readonly string[];
  /** other clusters with the name of this one, each pair once. */
  readonly clusterNameConflicts: readonly Located<ClusterNameConflict>[];
  /** resources in a stack of another account or region than the cluster. */
  readonly misplacedResources: readonly Located<{ readonly finding: string; readonly remediation: string }>[];
  /** configuration values of add-ons; undefined if they cannot be parsed. */
  readonly addonSettings: readonly Located<{ readonly name: string; readonly values: unknown }>[];
  /** AWS APIs that a component calls, but that are not reachable. */
  readonly unreachableApis: readonly Located<string>[];
  /** planned IP addresses of each subnet. */
  readonly ipPlan: readonly SubnetUsage[];
  readonly autoMode: boolean;
  /** number of resources of the app, by type. */
  readonly resourceCounts: Readonly<Record<string, number>>;
  /** FSx file systems that are retained in a subnet of a deleted stack, with the subnet. */
  readonly retainedFileSystems: readonly Located<string>[];
  /** resources that are retained and use others of their stack, which are deleted. */
  readonly retainedUsers: readonly Located<RetainedUser>[];
  /** resources with data that outlive their stack, with keys that do not. */
  readonly retainedWithoutKey: readonly Located<RetainedUser>[];
  /** PVCs that are retained when the resource that contains their volume is deleted. */
  readonly retainedPvcs: readonly Located<RetainedPvc>[];
  /** constructs that set the Pod Security level of a namespace, where the user does not, by its name. */
  readonly defaultPodSecurity: ReadonlyMap<string, string>;
  readonly externalDeclarations: readonly CapabilityData[];
  /** index of the objects by kind, name and labels. */
  readonly manifests: Manifests;
  /** the match result of a capability. */
  readonly verdictOf: (thing: CapabilityData) => Verdict;
  /** whether all charts and objects of the cluster are known. */
  readonly scopeComplete: boolean;
  /** IP family of pods and services; undefined if it is not known. */
  readonly ipFamily?: 'ipv4' | 'ipv6';
  /** Kubernetes version such as `1.36`; undefined if it is not known. */
  readonly version?: string;
  /** undefined if it is not known. */
  readonly region?: string;
  /** partition of the region, such as `aws-cn`; undefined if the region is not known. */
  readonly partition?: string;
  /** nodes that pods may be scheduled on; undefined if there may be nodes that this app does not know. */
  readonly nodeCandidates?: readonly NodeCandidate[];
  /** whether an autoscaler adds nodes for pending pods; undefined if that is not known. */
  readonly hasNodeAutoscaler?: boolean;
  /** whether NetworkPolicies are enforced; undefined if that is not known. */
  readonly enforcesNetworkPolicies?: boolean;
  readonly resources: Resources;
  /** resources of the app with known service limits: on its first cluster only. */
  readonly serviceInputs: readonly ServiceInput[];
  /** whether CDK validates templates: its errors stop the synthesis, or are warnings. */
  readonly cdkValidation: 'stops' | 'warns' | 'off';
  /** CDK tokens that cannot be resolved, in objects of the cluster; on the first cluster of the app, also in all other resources. */
  readonly brokenTokens: readonly Located<BrokenToken>[];
  /** manifests that are not objects, in words. */
  readonly unreadable: readonly Located<string>[];
  /** fields of the objects of charts that are not in the manifests. */
  readonly droppedFields: readonly Located<DroppedField>[];
  /** constructs that were added to a chart after its manifest was rendered. */
  readonly lateObjects: readonly Located<string>[];
  /** schema violations of objects. */
  readonly malformed: readonly Located<{ readonly object: KubernetesObject; readonly problem: SchemaViolation }>[];
  /** objects that the function of aws-eks-v2 creates by kubectl, instead of server-side apply; `overwrites` objects that exist. */
  readonly createdByKubectl: ReadonlyMap<KubernetesObject, { readonly overwrites: boolean }>;
  /** names of mutating webhooks for pods. */
  readonly mutatingWebhooks: readonly string[];
  /** dependencies that were dropped because CloudFormation cannot express them. */
  readonly droppedDependencies: readonly DroppedDependency[];
  /** resources that depend on each other, each on the next and the last on the first; on the first cluster of the app. */
  readonly circularDependencies: readonly (readonly CycleStep[])[];
}
