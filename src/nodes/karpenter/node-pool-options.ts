import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { TaintSpec } from 'aws-cdk-lib/aws-eks-v2';
import { Duration } from 'cdk8s';

/** How the instances of a pool are bought. */
export enum NodePoolCapacityType {
  /** On demand. */
  ON_DEMAND = 'on-demand',
  /**
   * Spot, which AWS may take back with two minutes' notice. An account that never used spot needs its role first, once:
   * `aws iam create-service-linked-role --aws-service-name spot.amazonaws.com`.
   */
  SPOT = 'spot',
  /** Capacity that was reserved before. */
  RESERVED = 'reserved',
}

/** When nodes of a pool are replaced by fewer or cheaper ones. */
export enum ConsolidationPolicy {
  /** Only when no pod is on them. */
  WHEN_EMPTY = 'WhenEmpty',
  /** Also when their pods fit elsewhere. */
  WHEN_EMPTY_OR_UNDERUTILIZED = 'WhenEmptyOrUnderutilized',
  /** Weighs what is saved against the pods that move. */
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
   * Fewest different values that the choice must keep: 1 to 50.
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
   * When the budget begins, as cron in UTC. Needs `duration`.
   *
   * @default - always
   */
  readonly schedule?: string;
  /**
   * How long it lasts, in hours and minutes. Needs `schedule`.
   *
   * @default - always
   */
  readonly duration?: Duration;
  /**
   * For which reasons: `Underutilized`, `Empty`, `Drifted`.
   *
   * @default - all
   */
  readonly reasons?: string[];
}

/** Settings of nodes that come with the pods that need them, each with a default. */
export interface NodePoolOptions {
  /**
   * Architectures.
   *
   * @default - those of `instanceTypes`, else x86_64
   */
  readonly architectures?: ec2.InstanceArchitecture[];
  /**
   * How instances are bought. With both, spot comes first.
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
   * Taints that something removes once a node is prepared.
   *
   * @default - none
   */
  readonly startupTaints?: TaintSpec[];
  /**
   * The most of each resource over all nodes of the pool, as Kubernetes writes quantities.
   *
   * @default { cpu: '200' }
   */
  readonly limits?: { [resource: string]: string };
  /**
   * Which pool is tried first: 1 to 100, the highest first.
   *
   * @default - 0
   */
  readonly weight?: number;
  /**
   * A fixed number of nodes instead of one that follows the pods. It can be neither added nor removed later, and goes with neither `weight`
   * nor limits other than `nodes`.
   *
   * @default - as many as the pods need
   */
  readonly replicas?: number;
  /**
   * How old a node may become. Then it goes, whatever `budgets` say: only PodDisruptionBudgets and `terminationGracePeriod` hold it.
   *
   * @default Duration.days(30) - on Auto Mode 14 days, and never more than 21
   */
  readonly expireAfter?: Duration;
  /**
   * How long a node may wait for its pods to leave, disruption budgets included. Deleting a pool waits for its nodes, and CloudFormation
   * for 15 minutes of it: where pods hold on longer, delete the stack again.
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
   * How long a node is left alone after its last pod came or went.
   *
   * @default Duration.minutes(1)
   */
  readonly consolidateAfter?: Duration;
  /**
   * How many nodes may be disrupted at a time: at most 50.
   *
   * @default - 10 percent
   */
  readonly disruptionBudgets?: DisruptionBudget[];
}
