import { Duration } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct, IConstruct } from 'constructs';
import { AwaitedValue } from '../apply/awaited-value';
import { object } from '../catalog/capability.rules';
import { failOn } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';
import { checkProps } from '../props/check-props';

/** Properties of {@link LoadBalancerAddress}. */
export interface LoadBalancerAddressProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** The deployment with the object of the load balancer: this construct depends on it. */
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
   * Maximum time until the load balancer has an address: at most 14 minutes.
   *
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;
}

const LONGEST_MINUTES = 55;

/**
 * The host name of a load balancer that Kubernetes creates, in the same deployment: for a CNAME record or a CloudFront origin.
 *
 * It is read when this construct is created. An Ingress that is deleted and created again has another host name, which a later deployment
 * does not read: for stable names, create the load balancer with CDK and use a `TargetGroupRoute`, or let `ExternalDns` create the record.
 *
 * @example
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   route: Route.publicAlb(),
 * });
 * const shop = new ChartDeployment(this, 'Shop', { cluster, chart });
 *
 * const address = new LoadBalancerAddress(this, 'Address', {
 *   cluster,
 *   deployment: shop,
 *   namespace: 'shop',
 *   ingressName: 'web',
 * });
 * new cdk.CfnOutput(this, 'Hostname', { value: address.hostname });
 */
export class LoadBalancerAddress extends Construct {
  /** The host name, a token. */
  public readonly hostname: string;

  constructor(scope: Construct, id: string, props: LoadBalancerAddressProps) {
    checkProps('LoadBalancerAddressProps', scope, id, props, new.target !== LoadBalancerAddress);
    const { cluster, deployment, namespace, timeout = Duration.minutes(10) } = props;
    const given = (['ingressName', 'serviceName', 'gatewayName'] as const).filter((prop) => props[prop] !== undefined);
    failOn(scope, id, [
      ...(given.length === 1
        ? []
        : [
            {
              finding: given.length === 0 ? 'none of ingressName, serviceName and gatewayName is set' : `${given.join(' and ')} are set`,
              constraint: 'exactly one of them must be set',
              remediation: given.length === 0 ? 'Set one of them' : `Remove all but one of ${given.join(', ')}`,
            },
          ]),
      ...(timeout.toSeconds() > LONGEST_MINUTES * 60
        ? [
            {
              finding: `timeout is ${timeout.toHumanString()}`,
              constraint: `must be at most ${LONGEST_MINUTES} minutes, because CloudFormation waits for a custom resource for an hour`,
              remediation: 'Decrease `timeout`',
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
