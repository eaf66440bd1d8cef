import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { FargateLogging } from './fargate-logging';
import { fargateProblems, matchesPattern } from './fargate.rules';
import { applyFargateLogging } from './log-router';
import { object } from '../../catalog/capability.rules';
import { environmentProblems } from '../../cluster/cluster-environment';
import { acknowledgeManagedPolicies } from '../../cluster/nag-acknowledgements';
import { isLocalCluster } from '../../cluster/outpost-placement';
import { roleFor } from '../../cluster/role';
import { RoleOptions } from '../../cluster/role-options';
import { failOn } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { requireAwsApis } from '../../network/aws-apis';
import { checkProps } from '../../props/check-props';
import { locationFeaturesOf } from '../node-location';
import { isolatedSubnetProblems, selectedSubnets } from '../node-subnets';
import { featureProblems } from '../tables/node-features.rules';

/** Which pods run on Fargate. */
export interface FargateSelector {
  /** Namespace; `*` matches any characters, `?` matches one. */
  readonly namespace: string;
  /**
   * Labels that the pod must have, all of them: at most 5. `*` and `?` as above.
   *
   * @default - any
   */
  readonly labels?: { [key: string]: string };
}

/** Properties of {@link FargateNodes}. */
export interface FargateNodesProps {
  /** The cluster. */
  readonly cluster: eks.ICluster;
  /**
   * Namespaces whose pods run on Fargate. Together with `selectors` at most 5.
   *
   * @default - none
   */
  readonly namespaces?: string[];
  /**
   * Pods that run on Fargate, by namespace and labels. Together with `namespaces` at most 5.
   *
   * @default - none
   */
  readonly selectors?: FargateSelector[];
  /**
   * Private subnets of the pods.
   *
   * @default - the application tier of the network
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * Destination of the logs of pods on Fargate, written by its built-in log router: one setting for each cluster.
   *
   * @default - no logs
   */
  readonly logging?: FargateLogging;
  /**
   * Options of the pod execution role, with which Fargate pulls images and writes logs. Pods cannot use it: give them a `WorkloadIdentity`.
   *
   * @default - a role with what Fargate needs, for profiles of this cluster alone
   */
  readonly roleOptions?: RoleOptions;
}

const POLICY = 'AmazonEKSFargatePodExecutionRolePolicy';
const APIS = ['ecr.api', 'ecr.dkr', 'sts'] as const;

/**
 * A Fargate profile: pods without nodes. Any change replaces it. Profiles of a cluster are created one after the other: EKS creates one at
 * a time.
 *
 * Fargate runs no DaemonSets, privileged pods, GPUs, Arm or EBS volumes; what it cannot run is found at synth.
 *
 * @example
 * const logGroup = new logs.LogGroup(this, 'Logs');
 *
 * new FargateNodes(this, 'Fargate', { cluster, namespaces: ['jobs'], logging: FargateLogging.cloudWatch(logGroup) });
 */
export class FargateNodes extends Construct {
  /** The profile, for what this construct does not cover. */
  public readonly profile: eks.CfnFargateProfile;
  /** The pod execution role, with which Fargate pulls images and writes logs. */
  public readonly podExecutionRole: iam.IRole;

  constructor(scope: Construct, id: string, props: FargateNodesProps) {
    checkProps('FargateNodesProps', scope, id, props, new.target !== FargateNodes);
    const { cluster } = props;
    const selectors: FargateSelector[] = [...(props.namespaces ?? []).map((namespace) => ({ namespace })), ...(props.selectors ?? [])];
    const { subnets, problems } = selectedSubnets(cluster.vpc, props.subnets);
    failOn(scope, id, [
      ...environmentProblems(scope, cluster),
      ...(isLocalCluster(cluster) ? featureProblems('fargate', 'outposts', 'the control plane runs on an Outpost') : []),
      ...fargateProblems({ selectors: selectors.filter(({ namespace }) => !Token.isUnresolved(namespace)), count: selectors.length }),
      ...problems,
      ...isolatedSubnetProblems(cluster.vpc, subnets),
      ...locationFeaturesOf(subnets, cluster.vpc).flatMap(([feature, what]) => featureProblems('fargate', feature, what)),
    ]);
    super(scope, id);
    this.podExecutionRole = this.role(cluster, props.roleOptions);
    this.profile = new eks.CfnFargateProfile(this, 'Resource', {
      clusterName: cluster.clusterName,
      podExecutionRoleArn: this.podExecutionRole.roleArn,
      subnets: subnets.map(({ subnetId }) => subnetId),
      selectors: selectors.map(({ namespace, labels = {} }) => ({
        namespace,
        labels: Object.keys(labels).length === 0 ? undefined : Object.entries(labels).map(([key, value]) => ({ key, value })),
      })),
    });
    this.node.defaultChild = this.profile;
    this.profile.node.addDependency(this.podExecutionRole, ...subnets.map((subnet) => subnet.internetConnectivityEstablished));
    const inventory = ClusterModel.of(cluster);
    if (selectors.some(runsClusterDns)) inventory._use('fargateDns', this);
    const offered = selectors.map(({ namespace, labels = {} }) => ({ namespace, labels }));
    inventory._offer(() => [{ type: 'fargate', name: this.node.path, selectors: offered }]);
    requireAwsApis(cluster, this.profile, APIS);
    if (props.logging) applyFargateLogging(scope, id, this.profile, this.podExecutionRole, cluster, props.logging);
    inventory._orderAfter(this.profile, object('', 'ConfigMap', 'aws-logging', 'aws-observability'));
  }

  // only Fargate profiles of this cluster may assume the role
  private role(cluster: eks.ICluster, options?: RoleOptions): iam.IRole {
    const stack = Stack.of(cluster);
    const profiles = stack.formatArn({ service: 'eks', resource: 'fargateprofile', resourceName: `${cluster.clusterName}/*` });
    const role = roleFor(this, 'PodExecutionRole', options, {
      assumedBy: new iam.ServicePrincipal('eks-fargate-pods.amazonaws.com', { conditions: { ArnLike: { 'aws:SourceArn': profiles } } }),
      description: 'Fargate: pulls images and writes logs for pods of an EKS cluster',
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(POLICY)],
    });
    if (!options?.role) {
      acknowledgeManagedPolicies(role, [POLICY], 'what EKS asks for on the role of a Fargate profile, kept current by AWS');
    }
    return role;
  }
}

// the label that EKS gives to the pods of coredns
function runsClusterDns({ namespace, labels = {} }: FargateSelector): boolean {
  const entries = Object.entries(labels);
  return (
    !Token.isUnresolved(namespace) &&
    matchesPattern(namespace, 'kube-system') &&
    entries.every(([key, value]) => matchesPattern(key, 'k8s-app') && matchesPattern(value, 'kube-dns'))
  );
}
