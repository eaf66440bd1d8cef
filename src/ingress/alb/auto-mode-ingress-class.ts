import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { LoadBalancerIpAddressType } from './alb-options';
import { keyValues } from './alb.rules';
import { classObjects } from './ingress-class-objects';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { PropagatedTags } from '../../cluster/propagated-tags';
import { failOn, Problem } from '../../errors/problems';
import { objectNameProblem } from '../../identity/names.rules';
import { isIpv6Cluster } from '../../network/ip-family';
import { isAutoMode } from '../../nodes/auto-mode/auto-mode';
import { checkProps } from '../../props/check-props';
import { defaultAddressType } from '../ip-address-type';
import { addressTypeProblems } from '../ip-address-type.rules';

/** Properties of an {@link AutoModeIngressClass}. */
export interface AutoModeIngressClassProps {
  /** The cluster, with Auto Mode. */
  readonly cluster: ICluster;
  /**
   * Name of the IngressClass. It can never change.
   *
   * @default 'alb'
   */
  readonly ingressClassName?: string;
  /**
   * IP address type of its load balancers. It takes precedence over the annotations of Ingresses.
   *
   * @default - on an IPv6 cluster LoadBalancerIpAddressType.DUALSTACK; else as in the annotations of the Ingresses
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
   */
  readonly ipAddressType?: LoadBalancerIpAddressType;
}

/**
 * The IngressClass of the load balancer controller that EKS Auto Mode includes. EKS does not create it.
 *
 * Annotations of the Ingresses configure the load balancers; in an `AlbIngressClass` the class does.
 *
 * @example
 * const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 * new AutoModeNodes(this, 'AutoMode', { cluster });
 *
 * new AutoModeIngressClass(this, 'IngressClass', { cluster });
 */
export class AutoModeIngressClass extends Construct {
  /** Name of the IngressClass. */
  public readonly ingressClassName: string;

  constructor(scope: Construct, id: string, props: AutoModeIngressClassProps) {
    checkProps('AutoModeIngressClassProps', scope, id, props, new.target !== AutoModeIngressClass);
    const { cluster, ingressClassName = 'alb', ipAddressType } = props;
    const ipv6 = isIpv6Cluster(cluster);
    const given = ipAddressType ?? defaultAddressType(ipv6);
    const problem = objectNameProblem('ingressClassName', ingressClassName);
    failOn(scope, id, [
      ...(problem ? [problem] : []),
      ...(isAutoMode(cluster) || cluster.node.defaultChild === undefined ? [] : [NOT_AUTO]),
      ...addressTypeProblems(ipv6, 'application', ipAddressType),
    ]);
    super(scope, id);
    this.ingressClassName = ingressClassName;
    const launched = new PropagatedTags(this, 'load-balancer-controller');
    const applied = new KubernetesObjects(this, 'Objects', {
      cluster,
      // all other settings are annotations of the Ingresses
      objects: () =>
        classObjects(
          ingressClassName,
          {
            ...(given === undefined ? {} : { ipAddressType: given }),
            ...(keyValues(launched.values) ? { tags: keyValues(launched.values) } : {}),
          },
          true,
        ),
    });
    this.node.defaultChild = applied.node.defaultChild;
  }
}

const NOT_AUTO: Problem = {
  finding: 'the cluster does not use EKS Auto Mode',
  constraint: 'this IngressClass is implemented by EKS Auto Mode only',
  remediation: 'Use new AlbController(...), or create AutoModeNodes before this construct',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
};
