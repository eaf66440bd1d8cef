import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { makePods, planOf } from './pods';
import { WorkloadOptions } from './workload-options';

/** Properties of a {@link Worker}. */
export interface WorkerProps extends WorkloadOptions {}

/** Processes that nobody calls: they take work from a queue, a stream or a schedule of their own. */
export class Worker extends Construct {
  /** The Deployment: `addJsonPatch` reaches every field that this construct does not cover. */
  public readonly deployment: ApiObject;
  /** Name of all objects. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    const plan = planOf(this, props);
    this.name = plan.name;
    this.deployment = makePods(this, plan, props);
  }
}
