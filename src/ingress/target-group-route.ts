import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnTargetGroup, ITargetGroup, TargetGroupIpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { clusterChoice } from './cluster-choice';
import { failRoute } from './fail-route';
import { Route } from './route';
import { portNumberOf, RoutedObject, RouteFacts } from './routed-objects';
import { isIpv6Cluster } from '../network/ip-family';
import { checkOptions } from '../props/check-props';

/** Settings of a {@link TargetGroupRoute}. */
export interface TargetGroupRouteOptions {
  /**
   * Security groups of the load balancer, from which traffic to the pods is allowed.
   *
   * @default - none: the rules exist already
   */
  readonly securityGroups?: ISecurityGroup[];
  /**
   * Port of the pods to which traffic is allowed: 1–65535.
   *
   * @default - all
   */
  readonly containerPort?: number;
}

/**
 * Pods as targets of a load balancer that is created with CDK: CloudFormation knows its address, for Route 53 records and CloudFront
 * origins.
 *
 * The target group has `LoadBalancerTargetType.IP` and the VPC of the cluster; for an IPv6 cluster it has `TargetGroupIpAddressType.IPV6`,
 * and its load balancer `IpAddressType.DUAL_STACK`. It needs an `AlbController`: Auto Mode deletes a target group with its binding.
 */
export class TargetGroupRoute extends Route {
  /** Registers the pods of a workload in a target group. */
  static of(targetGroup: ITargetGroup, options: TargetGroupRouteOptions = {}): Route {
    checkOptions('TargetGroupRouteOptions', 'TargetGroupRoute.of', options);
    return new TargetGroupRoute(targetGroup, options);
  }

  private constructor(
    private readonly targetGroup: ITargetGroup,
    private readonly options: TargetGroupRouteOptions,
  ) {
    super();
    failRoute(
      'TargetGroupRoute',
      options.containerPort !== undefined && (options.securityGroups ?? []).length === 0
        ? [
            {
              finding: 'containerPort is set without securityGroups',
              constraint: 'containerPort limits which port the security groups may reach',
              remediation: 'Set `securityGroups`, or remove `containerPort`',
            },
          ]
        : [],
    );
  }

  /** @internal */
  public _objects(facts: RouteFacts): RoutedObject[] {
    const { securityGroups = [], containerPort } = this.options;
    const ports = [{ protocol: 'TCP', ...(containerPort ? { port: containerPort } : {}) }];
    return [
      {
        id: 'Targets',
        object: {
          apiVersion: 'elbv2.k8s.aws/v1beta1',
          kind: 'TargetGroupBinding',
          spec: {
            serviceRef: { name: facts.name, port: portNumberOf(facts) },
            targetGroupARN: this.targetGroup.targetGroupArn,
            targetType: 'ip',
            ipAddressType: clusterChoice((cluster) => (isIpv6Cluster(cluster) ? addressTypeOf(this.targetGroup) : undefined)),
            ...(securityGroups.length > 0
              ? {
                  networking: {
                    ingress: [
                      { from: securityGroups.map(({ securityGroupId }) => ({ securityGroup: { groupID: securityGroupId } })), ports },
                    ],
                  },
                }
              : {}),
          },
        },
      },
    ];
  }
}

// of one that is made elsewhere the controller asks AWS
// source: aws-load-balancer-controller v3.5.0, webhooks/elbv2/targetgroupbinding_mutator.go
function addressTypeOf({ node }: ITargetGroup): string | undefined {
  const resource = node.defaultChild;
  return resource instanceof CfnTargetGroup ? (resource.ipAddressType ?? TargetGroupIpAddressType.IPV4) : undefined;
}
