import { Located } from './located.rules';
import { Resources } from './resource-facts.rules';
import { CapabilityData } from '../../catalog/capability.rules';
import { ClusterNameConflict } from '../../cluster/cluster-name-conflicts.rules';
import { KubernetesObject } from '../../kubernetes/kubernetes-object.rules';
import { SchemaViolation } from '../../kubernetes/schema-validation.rules';
import { Capacity } from '../../model/capacity.rules';
import { Verdict } from '../../model/match.rules';
import { SubnetUsage } from '../../network/ip-plan.rules';
import { NodeCandidate } from '../placement/node-candidate.rules';
import { Manifests } from '../reading/workloads.rules';

/** A thing that something requires and nobody provides. */
export interface MissingCapability {
  readonly capability: CapabilityData;
  /** which object of the construct requires it. */
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
  /** the last `USER` of its Dockerfile; nothing where there is none, and the base image decides. */
  readonly user?: string;
  /** the platform that it is built for, like `linux/arm64`. */
  readonly platform?: string;
}

/** The network of a cluster, where this app knows it. */
export interface NetworkFacts {
  readonly path: string;
  /** how many zones have public subnets. */
  readonly publicZones: number;
  /** subnets that were made elsewhere: nobody here can tag them. */
  readonly untaggableSubnets: number;
  /** whether nodes and pods reach the internet; nothing where this app does not know. */
  readonly hasInternetAccess?: boolean;
}

/** A Helm release. */
export interface HelmReleaseFacts {
  readonly release: string;
  readonly chart: string;
  /** empty for a chart that is uploaded with the app. */
  readonly repository: string;
  readonly values: unknown;
}

/** A resource of the app as it stands in the template, intrinsic functions included. */
export interface ServiceInput {
  readonly path: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A claim that stays when its stack is deleted, with its volume, and what the volume is in. */
export interface RetainedPvc {
  readonly pvc: KubernetesObject;
  readonly volume: string;
  readonly parent: string;
}

/** All that rules look at: plain data about one cluster. */
export interface Facts {
  readonly cluster: string;
  readonly missing: readonly Located<MissingCapability>[];
  readonly objects: readonly Located<KubernetesObject>[];
  /** what a cluster has once beside objects, in words: Helm releases and add-ons. */
  readonly singletons: readonly Located<string>[];
  readonly fargateSelectors: readonly FargateSelector[];
  /** what nodes offer; nothing where a group is not known. */
  readonly capacity?: readonly Capacity[];
  /** service accounts that get their role from the Pod Identity agent. */
  readonly podIdentities: readonly Located<{ readonly namespace: string; readonly name: string }>[];
  /** architectures of the nodes that are not Fargate; nothing where any of them is not known. */
  readonly architectures?: readonly string[];
  readonly hasInstances: boolean;
  readonly builtImages: readonly BuiltImage[];
  readonly network?: NetworkFacts;
  readonly helmReleases: readonly Located<HelmReleaseFacts>[];
  readonly addonNames: readonly Located<string>[];
  /** public parameters that the stacks of the app read, by name. */
  readonly imageParameters: readonly Located<string>[];
  /** instance types that the table does not have and a user gave figures for. */
  readonly customInstanceTypes: readonly string[];
  /** other clusters with the name of this one, each pair once. */
  readonly clusterNameConflicts: readonly Located<ClusterNameConflict>[];
  /** resources in a stack of another account or region than the cluster, and what is wrong with that. */
  readonly misplacedResources: readonly Located<{ readonly finding: string; readonly remediation: string }>[];
  /** settings of add-ons, where they are readable. */
  readonly addonSettings: readonly Located<{ readonly name: string; readonly values: unknown }>[];
  /** APIs of AWS that a part calls and that nothing in this app leads to. */
  readonly unreachableApis: readonly Located<string>[];
  /** what is planned for each subnet. */
  readonly ipPlan: readonly SubnetUsage[];
  readonly autoMode: boolean;
  /** resources of the app by type. */
  readonly resourceCounts: Readonly<Record<string, number>>;
  /** file systems of FSx that outlive the subnets that they are in, which are named. */
  readonly retainedFileSystems: readonly Located<string>[];
  /** claims that outlive what their volume is in. */
  readonly retainedPvcs: readonly Located<RetainedPvc>[];
  readonly externalDeclarations: readonly CapabilityData[];
  /** the objects again, to be found by kind, name and labels. */
  readonly manifests: Manifests;
  /** what the match says of a thing. */
  readonly verdictOf: (thing: CapabilityData) => Verdict;
  /** whether every chart and every object of the cluster is known. */
  readonly scopeComplete: boolean;
  /** family of the addresses of pods and services; nothing where it is not known. */
  readonly ipFamily?: 'ipv4' | 'ipv6';
  /** version of Kubernetes like `1.36`; nothing where it is not known. */
  readonly version?: string;
  /** where it is named. */
  readonly region?: string;
  /** partition of the region, like `aws-cn`; nothing where the region is not known. */
  readonly partition?: string;
  /** on what pods may land; nothing where there may be nodes that this app does not know. */
  readonly nodeCandidates?: readonly NodeCandidate[];
  /** whether something adds nodes when pods wait; nothing where that is not known. */
  readonly hasNodeAutoscaler?: boolean;
  /** whether NetworkPolicies have an effect; nothing where that is not known. */
  readonly enforcesNetworkPolicies?: boolean;
  readonly resources: Resources;
  /** resources of the app whose services state limits: on its first cluster. */
  readonly serviceInputs: readonly ServiceInput[];
  /** whether CDK validates templates: its errors stop the synthesis, or are warnings. */
  readonly cdkValidation: 'stops' | 'warns' | 'off';
  /** what stands in manifests and is no object. */
  readonly unreadable: readonly Located<string>[];
  /** fields of objects that the API server would refuse. */
  readonly malformed: readonly Located<{ readonly object: KubernetesObject; readonly problem: SchemaViolation }>[];
  /** what changes pods before they are made, in words. */
  readonly mutatingWebhooks: readonly string[];
  /** orders of creation and deletion that CloudFormation cannot express. */
  readonly droppedDependencies: readonly { readonly from: string; readonly to: string; readonly kinds: readonly string[] }[];
}
