import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'cdk8s';
import { ScalingMetric } from './scaling-metric';
import { ScalingPlan } from './scaling-plan';
import { Keda } from '../addons/keda';
import { problemMessage, StrataError } from '../errors/problems';

/** Between which numbers replicas are scaled. */
export interface ScalingRange {
  /** Fewest replicas: 1 or more. */
  readonly minReplicas: number;
  /** Most replicas: `min` or more. */
  readonly maxReplicas: number;
  /**
   * How long fewer replicas must have been enough before any goes: up to an hour.
   *
   * @default - 5 minutes, as Kubernetes has it
   */
  readonly stabilizationWindow?: Duration;
}

/** How many replicas, and on what they depend. */
export interface CpuScalingOptions extends ScalingRange {
  /**
   * Use of the requested cpu that the autoscaler keeps, in percent: 1–100.
   *
   * @default 60
   */
  readonly targetUtilizationPercent?: number;
}

/** The same for memory. */
export interface MemoryScalingOptions extends ScalingRange {
  /**
   * Use of the requested memory that the autoscaler keeps, in percent: 1–100.
   *
   * @default 70
   */
  readonly targetUtilizationPercent?: number;
}

/** The same for several metrics. */
export interface MetricScalingOptions extends ScalingRange {
  /** What is looked at: one or more. */
  readonly metrics: ScalingMetric[];
}

/** The same for the messages in a queue. */
export interface QueueScalingOptions {
  /** What looks at the queue; it gets the permission to. */
  readonly keda: Keda;
  /**
   * Fewest replicas: 0 or more.
   *
   * @default 0
   */
  readonly minReplicas?: number;
  /** Most replicas: 1 or more. */
  readonly maxReplicas: number;
  /**
   * How many messages, waiting and in work, one replica is for: 1 or more.
   *
   * @default 5
   */
  readonly messagesPerReplica?: number;
  /**
   * How long the queue must have been empty before the last replica goes.
   *
   * @default Duration.minutes(5)
   */
  readonly cooldownPeriod?: Duration;
}

/** How the number of replicas is found. */
export abstract class Scaling {
  /** As many replicas as keep the use of cpu at a target. The cluster needs metrics-server. */
  static onCpu(options: CpuScalingOptions): Scaling {
    return new OnMetrics({ ...options, metrics: [ScalingMetric.cpu(options.targetUtilizationPercent ?? 60)] });
  }

  /** As many replicas as keep the use of memory at a target. The cluster needs metrics-server. */
  static onMemory(options: MemoryScalingOptions): Scaling {
    return new OnMetrics({ ...options, metrics: [ScalingMetric.memory(options.targetUtilizationPercent ?? 70)] });
  }

  /** As many replicas as the metric asks for that asks for most. */
  static onMetrics(options: MetricScalingOptions): Scaling {
    return new OnMetrics(options);
  }

  /** As many replicas as the messages in an SQS queue ask for, none when there are none. */
  static onQueue(queue: IQueue, options: QueueScalingOptions): Scaling {
    return new OnQueue(queue, options);
  }

  /** Always this many: 0 or more. */
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
