import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { NlbOptions } from './nlb-options';
import { nlbPlanOf } from './nlb-plan';
import { NLB_ANNOTATION, nlbAnnotations, NlbPort, nlbProblems, nlbService } from './nlb.rules';
import { failOn } from '../../errors/problems';
import { checkChartProps } from '../../props/check-props';
import { addressTypeOfCluster } from '../ip-address-type';
import { schemeOf } from '../scheme.rules';

/** A port of a Network Load Balancer. */
export interface NlbServicePort {
  /** Port of the listener: 1–65535. */
  readonly port: number;
  /**
   * Port of the pods, by number or name.
   *
   * @default - the same
   */
  readonly targetPort?: string;
  /**
   * Protocol: TCP or UDP. The targets of a UDP port are checked by TCP, on the same port unless `healthCheck.port` is set.
   *
   * @default 'TCP'
   */
  readonly protocol?: string;
}

/** Properties of {@link NlbService}. */
export interface NlbServiceProps extends NlbOptions {
  /** Labels of the pods. */
  readonly selector: { [label: string]: string };
  /** Ports: 1 to 50. */
  readonly ports: NlbServicePort[];
  /**
   * Whether the internet can reach it.
   *
   * @default false
   */
  readonly internetFacing?: boolean;
  /**
   * Name of the Service.
   *
   * @default - the id of the construct in lower case
   */
  readonly serviceName?: string;
}

/** The target port: a number stays a number, anything else is the name of a container port. */
const targetPortOf = (port: number, targetPort: string = String(port)): number | string =>
  /^\d+$/.test(targetPort) ? Number(targetPort) : targetPort;

/**
 * A Kubernetes Service of type LoadBalancer for any pods, behind a Network Load Balancer, as part of a chart.
 *
 * For a `WebService`, use `Route.publicNlb()` or `Route.internalNlb()`.
 *
 * @example
 * new WorkerService(chart, 'broker', {
 *   image: 'public.ecr.aws/docker/library/busybox:1.37',
 *   command: ['sleep', 'infinity'],
 * });
 * new NlbService(chart, 'mqtt', {
 *   selector: { 'app.kubernetes.io/name': 'broker' },
 *   ports: [{ port: 1883 }],
 * });
 */
export class NlbService extends Construct {
  /** The Service. */
  public readonly service: ApiObject;

  constructor(scope: Construct, id: string, props: NlbServiceProps) {
    checkChartProps('NlbServiceProps', scope, id, props, new.target !== NlbService);
    const { selector, serviceName = id.toLowerCase() } = props;
    const plan = nlbPlanOf(schemeOf(props.internetFacing), props);
    const ports: NlbPort[] = props.ports.map(({ port, targetPort, protocol = 'TCP' }) => ({
      name: `${protocol.toLowerCase()}-${port}`,
      port,
      targetPort: targetPortOf(port, targetPort),
      protocol,
    }));
    failOn(scope, id, [
      ...(Object.keys(selector).length > 0
        ? []
        : [
            {
              finding: 'selector is empty',
              constraint: 'a Service without a selector has no endpoints',
              remediation: 'Set `selector` to the labels of the pods',
            },
          ]),
      ...nlbProblems(plan, ports),
    ]);
    super(scope, id);
    const annotations = { [`${NLB_ANNOTATION}ip-address-type`]: addressTypeOfCluster(), ...nlbAnnotations(plan) };
    this.service = new ApiObject(this, 'Service', { ...nlbService(plan, ports, selector), metadata: { name: serviceName, annotations } });
  }
}
