import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { AlbOptions } from './alb-options';
import { albPlanOf } from './alb-plan';
import { albProblems, classParams } from './alb.rules';
import { classObjects } from './ingress-class-objects';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { feature } from '../../catalog/capability.rules';
import { PropagatedTags } from '../../cluster/propagated-tags';
import { failOn, Problem } from '../../errors/problems';
import { objectNameProblem } from '../../identity/names.rules';
import { ClusterModel } from '../../model/cluster-model';
import { isIpv6Cluster } from '../../network/ip-family';
import { isAutoMode, settleAutoMode } from '../../nodes/auto-mode/auto-mode';
import { checkProps } from '../../props/check-props';
import { defaultAddressType } from '../ip-address-type';
import { addressTypeProblems } from '../ip-address-type.rules';
import { schemeOf } from '../scheme.rules';

/** Properties of an {@link AlbIngressClass}. */
export interface AlbIngressClassProps extends AlbOptions {
  /** The cluster: with an `AlbController`, or in Auto Mode. */
  readonly cluster: ICluster;
  /**
   * Name of the IngressClass. It can never change.
   *
   * @default - the id of the construct in lower case
   */
  readonly ingressClassName?: string;
  /**
   * Whether the internet can reach load balancers of the class.
   *
   * @default false
   */
  readonly internetFacing?: boolean;
  /**
   * Whether all Ingresses of the class share one load balancer.
   *
   * @default true
   */
  readonly sharedLoadBalancer?: boolean;
  /**
   * Labels of namespaces whose Ingresses may use the class.
   *
   * @default - of all namespaces
   */
  readonly namespaceSelector?: { [label: string]: string };
}

/**
 * Props that IngressClassParams of Auto Mode has no field for. Source: the CRD IngressClassParams of eks.amazonaws.com/v1; EKS User Guide,
 * auto-configure-alb.
 */
const NOT_ON_AUTO_MODE = [
  'loadBalancerName',
  'securityGroups',
  'inboundPrefixLists',
  'mutualTls',
  'webAclArn',
  'shieldAdvanced',
  'listenerAttributes',
  'minimumCapacityUnits',
  'ipamPoolId',
  'customerOwnedIpv4Pool',
  'frontendNlb',
] as const;
/** Props that IngressClassParams of the controller has no field for: they are set on routes. */
const NOT_IN_CLASSES = ['securityGroups', 'mutualTls', 'shieldAdvanced', 'customerOwnedIpv4Pool', 'frontendNlb'] as const;

/**
 * An IngressClass with IngressClassParams: the settings of Application Load Balancers in one place, for all Ingresses of the class.
 *
 * It defines scheme, certificates, firewall and logs, and takes precedence over annotations. A cluster can have several classes, for
 * example a public and an internal one.
 *
 * @example
 * const internal = new AlbIngressClass(this, 'Internal', { cluster, inboundCidrs: ['10.0.0.0/8'] });
 *
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   route: Route.alb(internal, { host: 'web.example.com' }),
 * });
 */
export class AlbIngressClass extends Construct {
  /** Name of the IngressClass. */
  public readonly ingressClassName: string;
  /** Whether load balancers of the class listen for HTTPS. */
  public readonly hasCertificates: boolean;
  /** Annotations of routes, without the prefix, for settings that the class has no field for. @internal */
  public readonly _annotations: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: AlbIngressClassProps) {
    checkProps('AlbIngressClassProps', scope, id, props, new.target !== AlbIngressClass);
    const { cluster, ingressClassName = id.toLowerCase(), sharedLoadBalancer = true, namespaceSelector } = props;
    const ipv6 = isIpv6Cluster(cluster);
    const plan = albPlanOf(schemeOf(props.internetFacing), {
      ...props,
      ipAddressType: props.ipAddressType ?? defaultAddressType(ipv6),
    });
    const auto = isAutoMode(cluster);
    const nameProblem = objectNameProblem('ingressClassName', ingressClassName);
    failOn(scope, id, [
      ...(nameProblem ? [nameProblem] : []),
      ...(ingressClassName === 'alb' && !auto ? [TAKEN] : []),
      ...albProblems(plan),
      ...addressTypeProblems(ipv6, 'application', props.ipAddressType),
      ...ignoredProblems(props, auto),
    ]);
    super(scope, id);
    settleAutoMode(cluster, this);
    this.ingressClassName = ingressClassName;
    this.hasCertificates = plan.certificates.length > 0;
    // IngressClassParams of Auto Mode have no field for the redirect
    this._annotations =
      auto && this.hasCertificates
        ? { 'ssl-redirect': String(plan.httpsPort), 'listen-ports': JSON.stringify([{ HTTP: plan.httpPort }, { HTTPS: plan.httpsPort }]) }
        : {};
    // without Auto Mode the tags are defaults of the controller
    const launched = auto ? new PropagatedTags(this, 'load-balancer-controller') : undefined;
    const spec = () => ({
      ...classParams(
        { ...plan, tags: { ...launched?.values, ...plan.tags } },
        sharedLoadBalancer ? ingressClassName : undefined,
        undefined,
        auto,
      ),
      ...(namespaceSelector ? { namespaceSelector: { matchLabels: namespaceSelector } } : {}),
    });
    const applied = new KubernetesObjects(this, 'Objects', { cluster, objects: () => classObjects(ingressClassName, spec(), auto) });
    this.node.defaultChild = applied.node.defaultChild;
    ClusterModel.of(cluster)._orderAfter(applied.node.defaultChild as Construct, feature('load-balancer-webhook'));
  }
}

const TAKEN: Problem = {
  finding: "ingressClassName is 'alb'",
  constraint: 'reserved for the IngressClass that the load balancer controller creates',
  remediation: "Set `ingressClassName` to another name, like 'public'",
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/',
};

function ignoredProblems(props: AlbIngressClassProps, auto: boolean): Problem[] {
  const given = (names: readonly (keyof AlbIngressClassProps)[]) => names.filter((name) => props[name] !== undefined);
  const source = auto
    ? 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html'
    : 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/';
  const ignored = given(auto ? NOT_ON_AUTO_MODE : NOT_IN_CLASSES);
  return ignored.length === 0
    ? []
    : [
        {
          finding: `${ignored.join(', ')} set`,
          constraint: `not supported by IngressClassParams of ${auto ? 'Auto Mode' : 'the load balancer controller'}`,
          remediation: `Remove ${ignored.join(', ')}, or set it on the routes with \`loadBalancer\` or \`annotations\``,
          source,
        },
      ];
}
