import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { GatewayCrds } from './gateway-crds';
import { GATEWAY_CONTROLLERS, GATEWAY_GROUP, GATEWAY_KINDS } from './gateway.data';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { feature } from '../../catalog/capability.rules';
import { failOn, Problem } from '../../errors/problems';
import { objectNameProblem } from '../../identity/names.rules';
import { ClusterModel } from '../../model/cluster-model';
import { isIpv6Cluster } from '../../network/ip-family';
import { isAutoMode, settleAutoMode } from '../../nodes/auto-mode/auto-mode';
import { checkProps } from '../../props/check-props';

/** Properties of {@link GatewayApi}. */
export interface GatewayApiProps {
  /** The cluster: with an `AlbController`, or in Auto Mode. */
  readonly cluster: ICluster;
  /**
   * Source of the Gateway API CRDs. Needed, except in Auto Mode.
   *
   * @default - in Auto Mode GatewayCrds.managedByEks()
   */
  readonly crds?: GatewayCrds;
  /**
   * Name of the GatewayClass of Application Load Balancers. It can never change.
   *
   * @default 'alb'
   */
  readonly albGatewayClassName?: string;
  /**
   * Name of the GatewayClass of Network Load Balancers. It can never change.
   *
   * @default 'nlb'
   */
  readonly nlbGatewayClassName?: string;
}

/**
 * The CRDs of the Gateway API, with GatewayClasses for Application and Network Load Balancers.
 *
 * `AlbGateway` and `NlbGateway` create Gateways, `GatewayRoute` attaches a workload to them.
 *
 * The load balancer controller looks for the CRDs when it starts, and is installed after them. In a cluster where it already runs,
 * restart it.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/gateway/
 *
 * @example
 * const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 * new AutoModeNodes(this, 'AutoMode', { cluster });
 *
 * new GatewayApi(this, 'GatewayApi', { cluster });
 */
export class GatewayApi extends Construct {
  /** Name of the GatewayClass of Application Load Balancers. */
  public readonly albGatewayClassName: string;
  /** Name of the GatewayClass of Network Load Balancers. */
  public readonly nlbGatewayClassName: string;
  /** Whether Auto Mode creates the load balancers. @internal */
  public readonly _autoMode: boolean;
  /** Whether pods have IPv6 addresses. @internal */
  public readonly _ipv6: boolean;

  constructor(scope: Construct, id: string, props: GatewayApiProps) {
    checkProps('GatewayApiProps', scope, id, props, new.target !== GatewayApi);
    const { cluster, albGatewayClassName = 'alb', nlbGatewayClassName = 'nlb' } = props;
    const auto = isAutoMode(cluster);
    const crds = props.crds ?? (auto ? GatewayCrds.managedByEks() : undefined);
    failOn(
      scope,
      id,
      [
        objectNameProblem('albGatewayClassName', albGatewayClassName),
        objectNameProblem('nlbGatewayClassName', nlbGatewayClassName),
        ...(crds ? crds._problems(cluster) : [NO_CRDS]),
      ].filter((problem): problem is Problem => problem !== undefined),
    );
    super(scope, id);
    settleAutoMode(cluster, this);
    this.albGatewayClassName = albGatewayClassName;
    this.nlbGatewayClassName = nlbGatewayClassName;
    this._autoMode = auto;
    this._ipv6 = isIpv6Cluster(cluster);
    const inventory = ClusterModel.of(cluster);
    const installed = crds!._install(this, cluster);
    if (installed) inventory._provide(installed, ...GATEWAY_KINDS);
    const controllers = auto ? GATEWAY_CONTROLLERS.autoMode : GATEWAY_CONTROLLERS.controller;
    const applied = new KubernetesObjects(this, 'Classes', {
      cluster,
      objects: () =>
        [
          [albGatewayClassName, controllers.alb],
          [nlbGatewayClassName, controllers.nlb],
        ].map(([name, controllerName]) => ({
          apiVersion: `${GATEWAY_GROUP}/v1`,
          kind: 'GatewayClass',
          metadata: { name },
          spec: { controllerName },
        })),
    });
    inventory._orderAfter(applied.node.defaultChild as Construct, feature('load-balancer-webhook'));
  }
}

const NO_CRDS: Problem = {
  finding: 'crds is not set',
  constraint: 'neither Kubernetes nor the load balancer controller installs the Gateway API CRDs',
  remediation:
    'Download standard-install.yaml of a Gateway API release, and set ' + "`crds` to GatewayCrds.fromFile('standard-install.yaml')",
  source: 'https://gateway-api.sigs.k8s.io/guides/getting-started/introduction/',
};
