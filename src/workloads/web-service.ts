import { Token } from 'aws-cdk-lib';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { admitLoadBalancerOf } from './default-deny';
import { labelsOf } from './pod-spec.rules';
import { makeCompanions, makeObject, podPlanOf } from './pods';
import { makeReplicaObjects, scalingOf } from './replicas';
import { ReplicatedWorkload } from './replicated-workload';
import { deploymentObject, serviceObject } from './workload-objects.rules';
import { WorkloadOptions } from './workload-options';
import { failOn } from '../errors/problems';
import { Route } from '../ingress/route';
import { checkChartProps } from '../props/check-props';

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
  readonly healthCheckPath?: string;
  /**
   * Route from outside of the cluster.
   *
   * @default - none: reachable only inside of the cluster
   */
  readonly route?: Route;
}

/** Time in which a load balancer notices that a replica is terminating: longer than two health checks of 5 s. */
const DRAIN_SECONDS = 15;

/**
 * An HTTP service: Deployment, Service, ServiceAccount and PodDisruptionBudget, optionally with an autoscaler and a route.
 *
 * Its pods pass the Pod Security Standard `restricted`, are spread over zones and nodes, and finish open requests before they stop.
 *
 * @example
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   scaling: Scaling.onCpu({ minReplicas: 3, maxReplicas: 30 }),
 *   route: Route.publicAlb(),
 * });
 */
export class WebService extends ReplicatedWorkload {
  /** The Deployment: `addJsonPatch` reaches every field that this construct does not cover. */
  public readonly deployment: ApiObject;
  /** The Service. */
  public readonly service: ApiObject;
  /** Name of all objects: the host name inside of the namespace. */
  public readonly name: string;
  /** @internal */
  protected readonly _options: WorkloadOptions;
  private readonly port: number;
  private readonly routed: boolean;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    checkChartProps('WebServiceProps', scope, id, props, new.target !== WebService);
    super(scope, id);
    this._options = props;
    const { port = 8080, healthCheckPath = '/', route } = props;
    failOn(
      this,
      '',
      healthCheckPath.startsWith('/') || Token.isUnresolved(healthCheckPath)
        ? []
        : [
            {
              finding: `healthCheckPath is '${healthCheckPath}'`,
              constraint: 'must begin with a slash',
              remediation: `Use '/${healthCheckPath}'`,
            },
          ],
    );
    const scaling = scalingOf(props);
    const plan = podPlanOf(this, props, {
      maxReplicas: scaling.max,
      ports: [{ name: 'http', port }],
      probes: {
        readiness: { httpGet: { path: healthCheckPath, port: 'http' } },
        // liveness by a TCP connection: a failure of a dependency must not restart the process
        liveness: { tcpSocket: { port: 'http' } },
        startup: { tcpSocket: { port: 'http' }, periodSeconds: 5, failureThreshold: 24 },
      },
      givenProbes: props.probes,
      drainSeconds: DRAIN_SECONDS,
    });
    this.name = plan.name;
    this.port = port;
    this.routed = route !== undefined;
    makeCompanions(this, plan, props);
    this.deployment = makeObject(this, 'Deployment', plan.name, deploymentObject(plan, scaling));
    makeReplicaObjects(this, plan.name, 'Deployment', scaling, props);
    this.service = makeObject(this, 'Service', plan.name, serviceObject(plan.name, route?._nodePorts ?? false));
    for (const { id: part, name, annotations, object } of route?._objects({
      name: plan.name,
      healthCheckPath,
      selector: labelsOf(plan.name),
    }) ?? []) {
      makeObject(this, part, plan.name, object, annotations, name);
    }
    if (this.routed) admitLoadBalancerOf(this);
  }

  /** The Deployment. */
  public get apiObject(): ApiObject {
    return this.deployment;
  }

  /** @internal */
  public override get _ports(): readonly number[] {
    return [this.port];
  }

  /** @internal */
  public override get _isLoadBalanced(): boolean {
    return this.routed;
  }
}
