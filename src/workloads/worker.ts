import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { pods } from './pods';
import { WorkloadOptions } from './workload-options';

/** Properties of a {@link Worker}. */
export interface WorkerProps extends WorkloadOptions {}

/** Processes that nobody calls: they take work from a queue, a stream or a schedule of their own. */
export class Worker extends Construct {
  /** The Deployment, for what this construct does not cover. */
  public readonly deployment: kplus.Deployment;
  /** Name of all objects. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    const { name, deployment } = pods(this, props);
    this.name = name;
    this.deployment = deployment;
  }
}
