import { ScalingPlan } from './scaling-plan';
import { problemMessage, StrataError } from '../errors/problems';

/** How many replicas, and on what they depend. */
export interface CpuScalingOptions {
  /** Fewest replicas: 1 or more. */
  readonly min: number;
  /** Most replicas: `min` or more. */
  readonly max: number;
  /**
   * Use of the requested cpu that the autoscaler keeps, in percent: 1–100.
   *
   * @default 60
   */
  readonly targetPercent?: number;
}

/** How the number of replicas is found. */
export abstract class Scaling {
  /** As many replicas as keep the use of cpu at a target. The cluster needs metrics-server. */
  static onCpu(options: CpuScalingOptions): Scaling {
    return new OnCpu(options);
  }

  /** Always this many: 0 or more. */
  static fixed(replicas: number): Scaling {
    return new Fixed(replicas);
  }

  /** @internal */
  public abstract readonly _plan: ScalingPlan;
}

class OnCpu extends Scaling {
  public readonly _plan: ScalingPlan;

  constructor({ min, max, targetPercent = 60 }: CpuScalingOptions) {
    super();
    if (!Number.isInteger(min) || min < 1) fail(`min is ${min}`, 'it is a whole number of 1 or more', 'Set min to 1 or more');
    if (!Number.isInteger(max) || max < min) fail(`min is ${min} and max is ${max}`, 'min is at most max', `Set max to ${min} or more`);
    if (targetPercent < 1 || targetPercent > 100) fail(`targetPercent is ${targetPercent}`, 'it lies between 1 and 100 percent of the requested cpu', 'Use a value like 60');
    this._plan = { min, max, cpuPercent: targetPercent };
  }
}

class Fixed extends Scaling {
  public readonly _plan: ScalingPlan;

  constructor(replicas: number) {
    super();
    if (!Number.isInteger(replicas) || replicas < 0) fail(`replicas is ${replicas}`, 'it is a whole number of 0 or more', 'Use a value like 2');
    this._plan = { min: replicas, max: replicas };
  }
}

function fail(what: string, limit: string, fix: string): never {
  throw new StrataError(problemMessage('Scaling', { what, limit, fix, source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/' }));
}
