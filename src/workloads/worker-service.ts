import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { makeCompanions, makeObject, podPlanOf } from './pods';
import { makeReplicaObjects, scalingOf } from './replicas';
import { ReplicatedWorkload } from './replicated-workload';
import { deploymentObject } from './workload-objects.rules';
import { WorkloadOptions } from './workload-options';
import { checkChartProps } from '../props/check-props';

/** Properties of a {@link WorkerService}. */
export interface WorkerServiceProps extends WorkloadOptions {}

/**
 * A Deployment without a Service: processes that take their work from a queue, a stream or a schedule of their own.
 *
 * @example
 * new WorkerService(chart, 'packer', {
 *   image: 'public.ecr.aws/docker/library/busybox:1.37',
 *   command: ['sleep', 'infinity'],
 *   scaling: Scaling.fixed(3),
 * });
 */
export class WorkerService extends ReplicatedWorkload {
  /** The Deployment: `addJsonPatch` reaches every field that this construct does not cover. */
  public readonly deployment: ApiObject;
  /** Name of all objects. */
  public readonly name: string;
  /** @internal */
  protected readonly _options: WorkloadOptions;

  constructor(scope: Construct, id: string, props: WorkerServiceProps) {
    checkChartProps('WorkerServiceProps', scope, id, props, new.target !== WorkerService);
    super(scope, id);
    this._options = props;
    const scaling = scalingOf(props);
    const plan = podPlanOf(this, props, { maxReplicas: scaling.max, givenProbes: props.probes });
    this.name = plan.name;
    makeCompanions(this, plan, props);
    this.deployment = makeObject(this, 'Deployment', plan.name, deploymentObject(plan, scaling));
    makeReplicaObjects(this, plan.name, 'Deployment', scaling, props);
  }

  /** The Deployment. */
  public get apiObject(): ApiObject {
    return this.deployment;
  }
}
