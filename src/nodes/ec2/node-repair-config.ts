/** Repair action of EKS for an unhealthy node. */
export enum NodeRepairAction {
  /** Replaces the node. */
  REPLACE = 'Replace',
  /** Reboots the node. */
  REBOOT = 'Reboot',
  /** No action. */
  NO_ACTION = 'NoAction',
}

/** Repair action for one condition. */
export interface NodeRepairConfigOverride {
  /** Condition that the node monitoring agent reports, like `AcceleratedHardwareReady`. */
  readonly nodeMonitoringCondition: string;
  /** Reason of the condition, like `NvidiaXID13Error`. */
  readonly nodeUnhealthyReason: string;
  /** Duration of the condition before the action, in minutes: 1 or more. */
  readonly minRepairWaitTimeMins: number;
  /** Repair action. */
  readonly repairAction: NodeRepairAction;
}

/** Limits of node auto repair. */
export interface NodeRepairConfig {
  /**
   * Number of unhealthy nodes above which EKS stops repairs. Not together with the percentage.
   *
   * @default - 20 percent of a group of more than 5 nodes
   */
  readonly maxUnhealthyNodeThresholdCount?: number;
  /**
   * The same as a percentage of the group: 1 to 100.
   *
   * @default - see `maxUnhealthyNodeThresholdCount`
   */
  readonly maxUnhealthyNodeThresholdPercentage?: number;
  /**
   * Maximum number of nodes that are repaired at a time. Not together with the percentage.
   *
   * @default - as EKS does
   */
  readonly maxParallelNodesRepairedCount?: number;
  /**
   * The same as a percentage of the unhealthy nodes: 1 to 100.
   *
   * @default - as EKS does
   */
  readonly maxParallelNodesRepairedPercentage?: number;
  /**
   * Repair actions by condition.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/eks/latest/userguide/node-repair.html
   */
  readonly nodeRepairConfigOverrides?: NodeRepairConfigOverride[];
}
