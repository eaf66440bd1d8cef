/** What EKS does with a broken node. */
export enum NodeRepairAction {
  /** Starts another one and ends it. */
  REPLACE = 'Replace',
  /** Starts it again. */
  REBOOT = 'Reboot',
  /** Leaves it alone. */
  NO_ACTION = 'NoAction',
}

/** Another action for one condition. */
export interface NodeRepairConfigOverride {
  /** Condition that the node monitoring agent reports, like `AcceleratedHardwareReady`. */
  readonly nodeMonitoringCondition: string;
  /** Reason that it gives, like `NvidiaXID13Error`. */
  readonly nodeUnhealthyReason: string;
  /** How long the condition lasts before the action, in minutes: 1 or more. */
  readonly minRepairWaitTimeMins: number;
  /** What to do. */
  readonly repairAction: NodeRepairAction;
}

/** Limits of the repair of nodes. */
export interface NodeRepairConfig {
  /**
   * Broken nodes above which EKS stops to repair. Not together with the percentage.
   *
   * @default - 20 percent of a group of more than 5 nodes
   */
  readonly maxUnhealthyNodeThresholdCount?: number;
  /**
   * The same as a share of the group: 1 to 100 percent.
   *
   * @default - see `maxUnhealthyNodeThresholdCount`
   */
  readonly maxUnhealthyNodeThresholdPercentage?: number;
  /**
   * Nodes that are repaired at a time. Not together with the percentage.
   *
   * @default - as EKS does
   */
  readonly maxParallelNodesRepairedCount?: number;
  /**
   * The same as a share of the broken nodes: 1 to 100 percent.
   *
   * @default - as EKS does
   */
  readonly maxParallelNodesRepairedPercentage?: number;
  /**
   * Other actions for certain conditions.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/eks/latest/userguide/node-repair.html
   */
  readonly nodeRepairConfigOverrides?: NodeRepairConfigOverride[];
}
