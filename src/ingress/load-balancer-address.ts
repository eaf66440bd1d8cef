import { Duration } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct, IConstruct } from 'constructs';
import { AwaitedValue } from '../apply/awaited-value';
import { object } from '../catalog/capability.rules';
import { failOn } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';

/** Properties of {@link LoadBalancerAddress}. */
export interface LoadBalancerAddressProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The deployment whose object makes the load balancer: it is waited for. */
  readonly deployment: IConstruct;
  /** Namespace of the object. */
  readonly namespace: string;
  /**
   * Name of the Ingress. One of `ingressName`, `serviceName` and `gatewayName` is given.
   *
   * @default - none
   */
  readonly ingressName?: string;
  /**
   * Name of the Service of type LoadBalancer: of `Route.publicNlb()` the name of the workload and `-nlb`.
   *
   * @default - none
   */
  readonly serviceName?: string;
  /**
   * Name of the Gateway.
   *
   * @default - none
   */
  readonly gatewayName?: string;
  /**
   * How long the load balancer may take: at most 14 minutes.
   *
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;
}

const LONGEST_MINUTES = 55;

/**
 * The host name of a load balancer that Kubernetes makes, in the same deploy: for a CNAME record or an origin of CloudFront.
 *
 * It is read when this construct is made. An Ingress that is deleted and made again has another name, which a later deploy does not see:
 * where names must
 * stay, make the load balancer with CDK and use a `TargetGroupRoute`, or let `ExternalDns` write the record.
 */
export class LoadBalancerAddress extends Construct {
  /** The host name, which CloudFormation fills in. */
  public readonly hostname: string;

  constructor(scope: Construct, id: string, props: LoadBalancerAddressProps) {
    const { cluster, deployment, namespace, timeout = Duration.minutes(10) } = props;
    const given = (['ingressName', 'serviceName', 'gatewayName'] as const).filter((prop) => props[prop] !== undefined);
    failOn(scope, id, [
      ...(given.length === 1
        ? []
        : [
            {
              finding: given.length === 0 ? 'no name is given' : `${given.join(' and ')} are given`,
              constraint: 'a load balancer is made by one object',
              remediation: 'Give one of ingressName, serviceName and gatewayName',
            },
          ]),
      ...(timeout.toSeconds() > LONGEST_MINUTES * 60
        ? [
            {
              finding: `timeout is ${timeout.toHumanString()}`,
              constraint: `CloudFormation waits for an hour, so it is at most ${LONGEST_MINUTES} minutes`,
              remediation: 'Use a shorter timeout',
              source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-customresource.html',
            },
          ]
        : []),
    ]);
    super(scope, id);
    const [prop] = given;
    const awaited = new AwaitedValue(this, 'Hostname', {
      cluster,
      ...KINDS[prop],
      name: props[prop]!,
      namespace: namespace ?? 'default',
      timeout,
    });
    awaited.node.addDependency(deployment);
    const [group, kind] = OBJECTS[prop];
    ClusterModel.of(cluster)._requireUnordered(awaited, object(group, kind, props[prop]!, namespace));
    this.hostname = awaited.value;
  }
}

const OBJECTS = {
  ingressName: ['networking.k8s.io', 'Ingress'],
  serviceName: ['', 'Service'],
  gatewayName: ['gateway.networking.k8s.io', 'Gateway'],
} as const;
const HOSTNAME = ['status', 'loadBalancer', 'ingress', '0', 'hostname'];
const KINDS = {
  ingressName: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', path: HOSTNAME },
  serviceName: { apiVersion: 'v1', kind: 'Service', path: HOSTNAME },
  gatewayName: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', path: ['status', 'addresses', '0', 'value'] },
} as const;
