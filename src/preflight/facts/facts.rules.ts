import { From } from './from.rules';
import { Resources } from './resource-facts.rules';
import { ThingData } from '../../catalog/thing.rules';
import { SameName } from '../../cluster/same-name.rules';
import { FormProblem } from '../../kubernetes/form.rules';
import { KubernetesObject } from '../../kubernetes/kubernetes-object.rules';
import { Capacity } from '../../model/capacity.rules';
import { Verdict } from '../../model/match.rules';
import { SubnetPlanRow } from '../../network/ip-plan.rules';
import { NodePlace } from '../placement/node-place.rules';
import { Manifests } from '../reading/manifests.rules';

/** A thing that something requires and nobody provides. */
export interface Absent {
  readonly thing: ThingData;
  /** which object of the construct requires it. */
  readonly object?: string;
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
  readonly untaggable: number;
  /** whether nodes and pods reach the internet; nothing where this app does not know. */
  readonly reachesInternet?: boolean;
}

/** A Helm release. */
export interface ChartFacts {
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
export interface KeptClaim {
  readonly claim: KubernetesObject;
  readonly volume: string;
  readonly holder: string;
}

/** All that rules look at: plain data about one cluster. */
export interface Facts {
  readonly cluster: string;
  readonly absent: readonly From<Absent>[];
  readonly objects: readonly From<KubernetesObject>[];
  /** what a cluster has once beside objects, in words: Helm releases and add-ons. */
  readonly unique: readonly From<string>[];
  readonly fargate: readonly FargateSelector[];
  /** what nodes offer; nothing where a group is not known. */
  readonly capacity?: readonly Capacity[];
  /** service accounts that get their role from the Pod Identity agent. */
  readonly podIdentities: readonly From<{ readonly namespace: string; readonly name: string }>[];
  /** architectures of the nodes that are not Fargate; nothing where any of them is not known. */
  readonly architectures?: readonly string[];
  readonly hasInstances: boolean;
  readonly images: readonly BuiltImage[];
  readonly network?: NetworkFacts;
  readonly charts: readonly From<ChartFacts>[];
  readonly addonNames: readonly From<string>[];
  /** public parameters that the stacks of the app read, by name. */
  readonly imageParameters: readonly From<string>[];
  /** instance types that the table does not have and a user gave figures for. */
  readonly givenInstanceTypes: readonly string[];
  /** other clusters with the name of this one, each pair once. */
  readonly sameName: readonly From<SameName>[];
  /** resources in a stack of another account or region than the cluster, and what is wrong with that. */
  readonly elsewhere: readonly From<{ readonly what: string; readonly fix: string }>[];
  /** settings of add-ons, where they are readable. */
  readonly addonSettings: readonly From<{ readonly name: string; readonly values: unknown }>[];
  /** APIs of AWS that a part calls and that nothing in this app leads to. */
  readonly unreachableApis: readonly From<string>[];
  /** what is planned for each subnet. */
  readonly ipPlan: readonly SubnetPlanRow[];
  readonly autoMode: boolean;
  /** resources of the app by type. */
  readonly resourceCounts: Readonly<Record<string, number>>;
  /** file systems of FSx that outlive the subnets that they are in, which are named. */
  readonly keptInOwnSubnets: readonly From<string>[];
  /** claims that outlive what their volume is in. */
  readonly keptClaims: readonly From<KeptClaim>[];
  readonly external: readonly ThingData[];
  /** the objects again, to be found by kind, name and labels. */
  readonly manifests: Manifests;
  /** what the match says of a thing. */
  readonly verdictOf: (thing: ThingData) => Verdict;
  /** whether every chart and every object of the cluster is known. */
  readonly closed: boolean;
  /** family of the addresses of pods and services; nothing where it is not known. */
  readonly ipFamily?: 'ipv4' | 'ipv6';
  /** version of Kubernetes like `1.36`; nothing where it is not known. */
  readonly version?: string;
  /** where it is named. */
  readonly region?: string;
  /** partition of the region, like `aws-cn`; nothing where the region is not known. */
  readonly partition?: string;
  /** on what pods may land; nothing where there may be nodes that this app does not know. */
  readonly places?: readonly NodePlace[];
  /** whether something adds nodes when pods wait; nothing where that is not known. */
  readonly autoscaled?: boolean;
  /** whether NetworkPolicies have an effect; nothing where that is not known. */
  readonly enforcesPolicies?: boolean;
  readonly resources: Resources;
  /** resources of the app whose services state limits: on its first cluster. */
  readonly inputs: readonly ServiceInput[];
  /** whether CDK validates templates: its errors stop the synthesis, or are warnings. */
  readonly cdkValidation: 'stops' | 'warns' | 'off';
  /** what stands in manifests and is no object. */
  readonly unreadable: readonly From<string>[];
  /** fields of objects that the API server would refuse. */
  readonly malformed: readonly From<{ readonly object: KubernetesObject; readonly problem: FormProblem }>[];
  /** what changes pods before they are made, in words. */
  readonly mutators: readonly string[];
  /** orders of creation and deletion that CloudFormation cannot express. */
  readonly droppedOrders: readonly { readonly from: string; readonly to: string; readonly kinds: readonly string[] }[];
}
