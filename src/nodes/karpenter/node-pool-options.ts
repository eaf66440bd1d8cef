import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { TaintSpec } from 'aws-cdk-lib/aws-eks-v2';
import { Duration } from 'cdk8s';

/** Purchase option of the instances of a pool. */
export enum NodePoolCapacityType {
  /** On demand. */
  ON_DEMAND = 'on-demand',
  /**
   * Spot, which AWS may interrupt with two minutes' notice. An account that never used spot needs the service-linked role first:
   * `aws iam create-service-linked-role --aws-service-name spot.amazonaws.com`.
   */
  SPOT = 'spot',
  /** Capacity reservations. */
  RESERVED = 'reserved',
}

/** When Karpenter consolidates nodes of a pool. */
export enum ConsolidationPolicy {
  /** Only empty nodes. */
  WHEN_EMPTY = 'WhenEmpty',
  /** Also nodes whose pods fit on other or cheaper nodes. */
  WHEN_EMPTY_OR_UNDERUTILIZED = 'WhenEmptyOrUnderutilized',
  /** Weighs the savings against the disruption of pods. */
  BALANCED = 'Balanced',
}

/** One requirement on nodes, as Kubernetes writes it. */
export interface NodeRequirement {
  /** Label of the node, like `karpenter.k8s.aws/instance-cpu`. */
  readonly key: string;
  /** `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt`, `Lt`, `Gte` or `Lte`. */
  readonly operator: string;
  /**
   * Values: one number for `Gt`, `Lt`, `Gte` and `Lte`.
   *
   * @default - none
   */
  readonly values?: string[];
  /**
   * Minimum number of distinct values among the instance types that Karpenter considers: 1 to 50.
   *
   * @default - no minimum
   */
  readonly minValues?: number;
}

/** How many nodes may be disrupted at a time. */
export interface DisruptionBudget {
  /** A number or a share: `5`, `20%`, `0`. */
  readonly nodes: string;
  /**
   * Start of the budget, as a cron schedule in UTC. Needs `duration`.
   *
   * @default - always
   */
  readonly schedule?: string;
  /**
   * Duration of the budget, in hours and minutes. Needs `schedule`.
   *
   * @default - always
   */
  readonly duration?: Duration;
  /**
   * Disruption reasons of the budget: `Underutilized`, `Empty`, `Drifted`.
   *
   * @default - all
   */
  readonly reasons?: string[];
}

/** Settings of a NodePool, each with a default. */
export interface NodePoolOptions {
  /**
   * Architectures.
   *
   * @default - those of `instanceTypes`, else x86_64
   */
  readonly architectures?: ec2.InstanceArchitecture[];
  /**
   * Purchase options of the instances. With both, spot has priority.
   *
   * @default [NodePoolCapacityType.ON_DEMAND]
   */
  readonly capacityTypes?: NodePoolCapacityType[];
  /**
   * Categories of instance types: `c`, `m`, `r`, `g`, …
   *
   * @default - c, m and r; none where families or types are given
   */
  readonly instanceCategories?: string[];
  /**
   * Oldest generation of instance types.
   *
   * @default 5 - none where families or types are given
   */
  readonly minInstanceGeneration?: number;
  /**
   * Families of instance types, like `m7i`.
   *
   * @default - any of the categories
   */
  readonly instanceFamilies?: string[];
  /**
   * Instance types.
   *
   * @default - any of the families
   */
  readonly instanceTypes?: ec2.InstanceType[];
  /**
   * Availability zones, by name.
   *
   * @default - those of the subnets
   */
  readonly zones?: string[];
  /**
   * More requirements.
   *
   * @default - none
   */
  readonly requirements?: NodeRequirement[];
  /**
   * Labels of the nodes.
   *
   * @default - none beside those of Kubernetes, EKS and Karpenter
   */
  readonly labels?: { [key: string]: string };
  /**
   * Taints of the nodes. An empty list means none.
   *
   * @default - on Windows `os=windows`, with GPUs `nvidia.com/gpu=present`, with Neuron devices `aws.amazon.com/neuron=present`; else none
   */
  readonly taints?: TaintSpec[];
  /**
   * Taints that another component removes once the node is prepared.
   *
   * @default - none
   */
  readonly startupTaints?: TaintSpec[];
  /**
   * Maximum of each resource over all nodes of the pool, as Kubernetes quantities.
   *
   * @default { cpu: '200' }
   */
  readonly limits?: { [resource: string]: string };
  /**
   * Priority of the pool: 1 to 100, the highest first.
   *
   * @default - 0
   */
  readonly weight?: number;
  /**
   * A fixed number of nodes instead of one that follows the pods. It can be neither added nor removed later. Not together with `weight`, or
   * with limits other than `nodes`.
   *
   * @default - as many as the pods need
   */
  readonly replicas?: number;
  /**
   * Maximum lifetime of a node. After it the node is terminated regardless of `disruptionBudgets`: only PodDisruptionBudgets delay it, at
   * most for `terminationGracePeriod`.
   *
   * @default Duration.days(30) - on Auto Mode 14 days, and never more than 21
   */
  readonly expireAfter?: Duration;
  /**
   * Maximum time to drain a node, PodDisruptionBudgets included. The deletion of a pool waits for its nodes, and CloudFormation waits 15
   * minutes for it: if draining takes longer, delete the stack again.
   *
   * @default Duration.hours(24)
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * When nodes are replaced by fewer or cheaper ones.
   *
   * @default ConsolidationPolicy.WHEN_EMPTY_OR_UNDERUTILIZED
   */
  readonly consolidationPolicy?: ConsolidationPolicy;
  /**
   * Time after the last pod was added to or removed from a node before the node is consolidated.
   *
   * @default Duration.minutes(1)
   */
  readonly consolidateAfter?: Duration;
  /**
   * Disruption budgets, which limit the number of nodes that are disrupted at a time: at most 50.
   *
   * @default - 10 percent
   */
  readonly disruptionBudgets?: DisruptionBudget[];
}
