import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { pods } from './pods';
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

/** How long a load balancer may take to notice that a replica is going: longer than two health checks of 5 s. */
const DRAIN_SECONDS = 15;

/**
 * A service that answers HTTP: Deployment, Service, ServiceAccount, PodDisruptionBudget, and where asked for an autoscaler and a route.
 *
 * Its pods pass the Pod Security Standard `restricted`, are spread over zones and nodes, and finish requests before they stop.
 */
export class WebService extends Construct {
  /** The Deployment, for what this construct does not cover. */
  public readonly deployment: kplus.Deployment;
  /** The Service. */
  public readonly service: kplus.Service;
  /** Name of all objects. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { port = 8080, healthPath = '/' } = props;
    const { name, deployment, labels } = pods(this, {
      ...props,
      port,
      readiness: kplus.Probe.fromHttpGet(healthPath, { port }),
      // whether the process answers at all: what it depends on must not restart it
      liveness: kplus.Probe.fromTcpSocket({ port }),
      drainSeconds: DRAIN_SECONDS,
    });
    this.name = name;
    this.deployment = deployment;
    this.service = new kplus.Service(this, 'Service', {
      metadata: { name, labels }, selector: deployment, ports: [{ name: 'http', port: 80, targetPort: port }],
    });
    if (props.route) this.expose(props.route, healthPath, labels);
  }

  private expose(route: Route, healthPath: string, labels: Record<string, string>): void {
    const { className, annotations, host, path } = route._plan(healthPath);
    new kplus.k8s.KubeIngress(this, 'Ingress', {
      metadata: { name: this.name, labels, annotations },
      spec: {
        ingressClassName: className,
        rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name: this.name, port: { name: 'http' } } } }] } }],
      },
    });
  }
}
