import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { makeObject, makePods, planOf } from './pods';
import { labelsOf, serviceObject } from './workload-objects.rules';
import { WorkloadOptions } from './workload-options';
import { Route } from '../ingress/route';

/** Properties of a {@link WebService}. */
export interface WebServiceProps extends WorkloadOptions {
  /**
   * Port that the container listens on: 1024–65535. The Service offers it on port 80.
   *
   * @default 8080
   */
  readonly port?: number;
  /**
   * Path that answers 200 when a replica can take requests.
   *
   * @default '/'
   */
  readonly healthPath?: string;
  /**
   * How it is reached from outside of the cluster.
   *
   * @default - from inside of the cluster only
   */
  readonly route?: Route;
}

/**
 * A service that answers HTTP: Deployment, Service, ServiceAccount, PodDisruptionBudget, and where asked for an autoscaler and a route.
 *
 * Its pods pass the Pod Security Standard `restricted`, are spread over zones and nodes, and finish requests before they stop.
 */
export class WebService extends Construct {
  /** The Deployment: `addJsonPatch` reaches every field that this construct does not cover. */
  public readonly deployment: ApiObject;
  /** The Service. */
  public readonly service: ApiObject;
  /** Name of all objects: the host name inside of the namespace. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { port = 8080, healthPath = '/' } = props;
    const plan = planOf(this, props, { port, healthPath });
    this.name = plan.name;
    this.deployment = makePods(this, plan, props);
    this.service = makeObject(this, 'Service', plan, serviceObject(plan, props.route?._nodePorts ?? false));
    for (
      const { id: part, name, annotations, object } of props.route?._objects({ name: plan.name, healthPath, selector: labelsOf(plan.name) }) ?? []
    ) {
      makeObject(this, part, plan, object, annotations, name);
    }
  }
}
