import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'cdk8s';
import { ScalingMetric } from './scaling-metric';
import { ScalingPlan } from './scaling-plan';
import { Keda } from '../addons/keda';
import { problemMessage, StrataError } from '../errors/problems';
import { checkOptions } from '../props/check-props';

/** Range of the number of replicas. */
export interface ScalingRange {
  /** Minimum number of replicas: 1 or more. */
  readonly minReplicas: number;
  /** Maximum number of replicas: `minReplicas` or more. */
  readonly maxReplicas: number;
  /**
   * Stabilization window of the scale-down: at most an hour.
   *
   * @default - 5 minutes, the default of Kubernetes
   */
  readonly stabilizationWindow?: Duration;
}

/** Scaling by cpu. */
export interface CpuScalingOptions extends ScalingRange {
  /**
   * Target cpu utilization in percent of the request: 1–100.
   *
   * @default 60
   */
  readonly targetUtilizationPercent?: number;
}

/** Scaling by memory. */
export interface MemoryScalingOptions extends ScalingRange {
  /**
   * Target memory utilization in percent of the request: 1–100.
   *
   * @default 70
   */
  readonly targetUtilizationPercent?: number;
}

/** Scaling by several metrics. */
export interface MetricScalingOptions extends ScalingRange {
  /** The metrics: one or more. */
  readonly metrics: ScalingMetric[];
}

/** Scaling by the messages in a queue. */
export interface QueueScalingOptions {
  /** KEDA of the cluster; its role is granted access to the queue attributes. */
  readonly keda: Keda;
  /**
   * Minimum number of replicas: 0 or more.
   *
   * @default 0
   */
  readonly minReplicas?: number;
  /** Maximum number of replicas: 1 or more. */
  readonly maxReplicas: number;
  /**
   * Number of messages, waiting and in flight, for each replica: 1 or more.
   *
   * @default 5
   */
  readonly messagesPerReplica?: number;
  /**
   * Time after which the last replica is removed from an empty queue.
   *
   * @default Duration.minutes(5)
   */
  readonly cooldownPeriod?: Duration;
}

/** Number of replicas, fixed or by an autoscaler. */
export abstract class Scaling {
  /** Autoscaling that keeps the cpu utilization at a target. The cluster needs metrics-server. */
  static onCpu(options: CpuScalingOptions): Scaling {
    checkOptions('CpuScalingOptions', 'Scaling.onCpu', options);
    return new OnMetrics({ ...options, metrics: [ScalingMetric.cpu(options.targetUtilizationPercent ?? 60)] });
  }

  /** Autoscaling that keeps the memory utilization at a target. The cluster needs metrics-server. */
  static onMemory(options: MemoryScalingOptions): Scaling {
    checkOptions('MemoryScalingOptions', 'Scaling.onMemory', options);
    return new OnMetrics({ ...options, metrics: [ScalingMetric.memory(options.targetUtilizationPercent ?? 70)] });
  }

  /** Autoscaling by several metrics: the one with the most replicas counts. */
  static onMetrics(options: MetricScalingOptions): Scaling {
    checkOptions('MetricScalingOptions', 'Scaling.onMetrics', options);
    return new OnMetrics(options);
  }

  /** Autoscaling by the number of messages in an SQS queue, down to 0 by default. */
  static onQueue(queue: IQueue, options: QueueScalingOptions): Scaling {
    checkOptions('QueueScalingOptions', 'Scaling.onQueue', options);
    return new OnQueue(queue, options);
  }

  /** A fixed number of replicas: 0 or more. */
  static fixed(replicas: number): Scaling {
    return new Fixed(replicas);
  }

  /** @internal */
  public abstract readonly _plan: ScalingPlan;
}

class OnMetrics extends Scaling {
  public readonly _plan: ScalingPlan;

  constructor({ minReplicas, maxReplicas, metrics, stabilizationWindow }: MetricScalingOptions) {
    super();
    if (!Number.isInteger(minReplicas) || minReplicas < 1) {
      fail(`minReplicas is ${minReplicas}`, 'must be an integer of at least 1', 'Set `minReplicas` to 1 or more');
    }
    if (!Number.isInteger(maxReplicas) || maxReplicas < minReplicas) {
      fail(
        `minReplicas is ${minReplicas} and maxReplicas is ${maxReplicas}`,
        'maxReplicas must be an integer of at least minReplicas',
        `Set maxReplicas to ${minReplicas} or more`,
      );
    }
    if (metrics.length === 0) fail('metrics is empty', 'must have at least one metric', 'Add a metric like ScalingMetric.cpu(60)');
    const calmSeconds = stabilizationWindow?.toSeconds();
    if (calmSeconds !== undefined && calmSeconds > 3600) {
      fail(`stabilizationWindow is ${stabilizationWindow!.toHumanString()}`, 'must be at most 1 hour', 'Decrease `stabilizationWindow`');
    }
    this._plan = { min: minReplicas, max: maxReplicas, metrics: metrics.map(({ _metric }) => _metric), calmSeconds };
  }
}

class OnQueue extends Scaling {
  public readonly _plan: ScalingPlan;

  constructor(
    queue: IQueue,
    { keda, minReplicas = 0, maxReplicas, messagesPerReplica = 5, cooldownPeriod = Duration.minutes(5) }: QueueScalingOptions,
  ) {
    super();
    if (!Number.isInteger(minReplicas) || minReplicas < 0) {
      fail(`minReplicas is ${minReplicas}`, 'must be an integer of at least 0', 'Set `minReplicas` to 0 or more', KEDA);
    }
    if (!Number.isInteger(maxReplicas) || maxReplicas < Math.max(minReplicas, 1)) {
      fail(
        `minReplicas is ${minReplicas} and maxReplicas is ${maxReplicas}`,
        'maxReplicas must be an integer of at least 1 and at least minReplicas',
        `Set maxReplicas to ${Math.max(minReplicas, 1)} or more`,
        KEDA,
      );
    }
    if (!Number.isInteger(messagesPerReplica) || messagesPerReplica < 1) {
      fail(`messagesPerReplica is ${messagesPerReplica}`, 'must be an integer of at least 1', 'Use a value like 5', KEDA);
    }
    keda._grantQueueMetrics(queue);
    this._plan = {
      min: minReplicas,
      max: maxReplicas,
      queue: { url: queue.queueUrl, region: queue.env.region, messagesPerReplica, calmSeconds: cooldownPeriod.toSeconds() },
    };
  }
}

class Fixed extends Scaling {
  public readonly _plan: ScalingPlan;

  constructor(replicas: number) {
    super();
    if (!Number.isInteger(replicas) || replicas < 0) {
      fail(`replicas is ${replicas}`, 'must be an integer of at least 0', 'Use a value like 2');
    }
    this._plan = { min: replicas, max: replicas, fixed: replicas };
  }
}

const KEDA = 'https://keda.sh/docs/latest/scalers/aws-sqs/';

function fail(
  what: string,
  limit: string,
  fix: string,
  source = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
): never {
  throw new StrataError(problemMessage('Scaling', { finding: what, constraint: limit, remediation: fix, source }));
}
