import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { feature } from '../catalog/capability.rules';
import { literalNameOf } from '../cluster/literal-name';
import { allowVpcResourceController } from '../cluster/vpc-resource-controller';
import { failOn, Problem } from '../errors/problems';
import { boundToCluster } from '../model/cluster-binding';
import { ClusterModel } from '../model/cluster-model';
import { checkProps } from '../props/check-props';

/** Properties of a {@link PodSecurityGroup}. */
export interface PodSecurityGroupProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Description of the security group.
   *
   * @default - the path of the construct
   */
  readonly description?: string;
  /**
   * Allow all outbound traffic of the pods, including to nodes and pods of the cluster. If false, allow connections with `connections`;
   * DNS is always allowed.
   *
   * @default true
   */
  readonly allowAllOutbound?: boolean;
  /**
   * Additional security groups of the pods: at most 4.
   *
   * @default - none
   */
  readonly additionalSecurityGroups?: ec2.ISecurityGroup[];
  /**
   * Support pods on Fargate: the pods then also have the cluster security group, which they need to reach the control plane.
   *
   * @default false
   */
  readonly supportFargate?: boolean;
}

/** Source: Amazon VPC quotas, security groups per network interface. */
const MOST_ADDITIONAL = 4;
const DNS = 53;

/**
 * Security group of pods, instead of that of their nodes: a database can allow one application and not the whole cluster.
 *
 * Pass it to a workload or an identity, or call {@link addSecurityGroupPolicy} in a chart. Supported on Fargate and on Nitro instances
 * outside of the t family, not on Auto Mode, Windows and hybrid nodes. `CoreAddons` enables it in vpc-cni in `standard` mode: traffic that
 * leaves the VPC has the security group of the node.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html
 *
 * @example
 * const cache = new ec2.SecurityGroup(this, 'Cache', { vpc });
 *
 * const securityGroup = new PodSecurityGroup(this, 'Web', { cluster });
 * cache.connections.allowFrom(securityGroup, ec2.Port.tcp(6379));
 * new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', securityGroup });
 */
export class PodSecurityGroup extends Construct implements ec2.IConnectable {
  /** The security group. */
  public readonly securityGroup: ec2.SecurityGroup;
  /** Network connections of the pods. */
  public readonly connections: ec2.Connections;

  private readonly groupIds: string[];
  private readonly cluster: ICluster;

  constructor(scope: Construct, id: string, props: PodSecurityGroupProps) {
    checkProps('PodSecurityGroupProps', scope, id, props, new.target !== PodSecurityGroup);
    const { cluster, allowAllOutbound = true, additionalSecurityGroups = [], supportFargate = false } = props;
    failOn(
      scope,
      id,
      additionalSecurityGroups.length + (supportFargate ? 1 : 0) > MOST_ADDITIONAL ? [tooMany(additionalSecurityGroups.length)] : [],
    );
    super(scope, id);
    this.cluster = cluster;
    const { vpc } = cluster;
    this.securityGroup = new ec2.SecurityGroup(this, 'Group', {
      vpc,
      allowAllOutbound,
      description: props.description ?? `Pods of ${this.node.path}`,
    });
    this.connections = new ec2.Connections({ securityGroups: [this.securityGroup, ...additionalSecurityGroups] });
    this.groupIds = [
      ...[this.securityGroup, ...additionalSecurityGroups].map(({ securityGroupId }) => securityGroupId),
      ...(supportFargate ? [cluster.clusterSecurityGroupId] : []),
    ];
    const name = literalNameOf(cluster);
    // of several groups on an interface, the load balancer controller opens the one with the tag of the cluster
    if (additionalSecurityGroups.length > 0 && !supportFargate && name !== undefined) {
      Tags.of(this.securityGroup).add(`kubernetes.io/cluster/${name}`, 'owned');
    }
    this.allowClusterTraffic(cluster.clusterSecurityGroupId, allowAllOutbound);
    ClusterModel.of(cluster)._use('podSecurityGroups', this);
    allowVpcResourceController(cluster);
  }

  /** Adds a SecurityGroupPolicy for pods with these labels (at least one) to a chart. It applies to pods that are created afterwards. */
  public addSecurityGroupPolicy(scope: Construct, id: string, podLabels: { [label: string]: string }): ApiObject {
    failOn(
      scope,
      id,
      Object.keys(podLabels).length > 0
        ? []
        : [
            {
              finding: 'podLabels is empty',
              constraint: 'an empty selector selects every pod of the namespace',
              remediation: 'Set at least one label of the pods',
            },
          ],
    );
    return this.policy(scope, id, { podSelector: { matchLabels: podLabels } });
  }

  /** @internal */
  public _selectPods(scope: Construct, id: string, matchLabels: Readonly<Record<string, string>>, namespace: string | undefined): void {
    this.policy(scope, id, { podSelector: { matchLabels } }, { namespace });
  }

  /** @internal */
  public _selectServiceAccount(
    scope: Construct,
    id: string,
    { namespace, serviceAccountName }: { readonly namespace: string; readonly serviceAccountName: string },
  ): void {
    this.policy(
      scope,
      id,
      { serviceAccountSelector: { matchLabels: { 'app.kubernetes.io/name': serviceAccountName } } },
      { name: serviceAccountName, namespace },
    );
  }

  private policy(scope: Construct, id: string, selector: object, metadata: object = {}): ApiObject {
    return boundToCluster(
      this.cluster,
      new ApiObject(scope, id, {
        apiVersion: 'vpcresources.k8s.aws/v1beta1',
        kind: 'SecurityGroupPolicy',
        metadata,
        spec: { ...selector, securityGroups: { groupIds: this.groupIds } },
      }),
    );
  }

  // the kubelet probes the pods, and the pods ask for names
  private allowClusterTraffic(clusterGroupId: string, allowAllOutbound: boolean): void {
    const clusterGroup = ec2.SecurityGroup.fromSecurityGroupId(this, 'ClusterGroup', clusterGroupId, { mutable: false });
    this.securityGroup.addIngressRule(clusterGroup, ec2.Port.allTcp(), 'kubelets, the control plane and other pods of the cluster');
    const from = { groupId: clusterGroupId, sourceSecurityGroupId: this.securityGroup.securityGroupId };
    if (allowAllOutbound) {
      this.securityGroup.addIngressRule(this.securityGroup, ec2.Port.allTraffic(), 'each other');
      this.provideRule(
        new ec2.CfnSecurityGroupIngress(this, 'ToCluster', { ...from, ipProtocol: '-1', description: `pods of ${this.node.path}` }),
      );
      return;
    }
    for (const [protocol, port] of [
      ['tcp', ec2.Port.tcp(DNS)],
      ['udp', ec2.Port.udp(DNS)],
    ] as const) {
      this.provideRule(
        new ec2.CfnSecurityGroupIngress(this, `Dns-${protocol}`, {
          ...from,
          ipProtocol: protocol,
          fromPort: DNS,
          toPort: DNS,
          description: 'names of services',
        }),
      );
      this.securityGroup.addEgressRule(clusterGroup, port, 'names of services');
    }
  }

  // pods come when the rules are there
  private provideRule(rule: ec2.CfnSecurityGroupIngress): void {
    ClusterModel.of(this.cluster)._provide(rule, feature('pod-security-group-rules'));
  }
}

const tooMany = (count: number): Problem => ({
  finding: `additionalSecurityGroups has ${count} groups`,
  constraint: `a network interface can have at most ${MOST_ADDITIONAL + 1} security groups, including this one`,
  remediation: 'Remove some of them',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
});
