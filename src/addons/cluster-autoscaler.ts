import { Annotations, Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../apply/chart-source';
import { HelmAddonOptions } from '../apply/helm-chart-options';
import { installChart } from '../apply/install-chart';
import { CHARTS } from '../catalog/charts.data';
import { PinnedVersion } from '../catalog/pinned-version.rules';
import { literalNameOf } from '../cluster/literal-name';
import { acknowledgeWildcards } from '../cluster/nag-acknowledgements';
import { setPolicies } from '../cluster/role';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem } from '../errors/problems';
import { IdentityType } from '../identity/identity-type';
import { statementsOf } from '../identity/upstream-policy';
import { WorkloadIdentity } from '../identity/workload-identity';
import { cellOf, newestOf } from '../kubernetes/versions.rules';
import { ClusterModel } from '../model/cluster-model';
import { networkTiersOf } from '../network/network-tiers';
import { clusterVersionOf } from '../nodes/cluster-details';
import { checkProps } from '../props/check-props';

/** Properties of {@link ClusterAutoscaler}. */
export interface ClusterAutoscalerProps extends HelmAddonOptions {
  /** The cluster, with a name that is known at synthesis. */
  readonly cluster: ICluster;
  /**
   * Image repository, for clusters without access to the public registry.
   *
   * @default - the chart's: registry.k8s.io/autoscaling/cluster-autoscaler
   */
  readonly imageRepository?: string;
  /**
   * Image tag, with the minor version of the cluster.
   *
   * @default - the newest known release for the Kubernetes version of the cluster
   */
  readonly imageTag?: string;
  /**
   * Permissions boundary and path of the role, or an existing role with the required permissions.
   *
   * @default - a new role
   */
  readonly roleOptions?: RoleOptions;
}

const { identity: ACCOUNT, images, policies } = CHARTS['cluster-autoscaler'];
const NAME = ACCOUNT.serviceAccount;

/**
 * The Cluster Autoscaler scales managed and self-managed node groups between `minSize` and `maxSize`. It discovers the groups of the
 * cluster by their tags; deployments then do not change the size of self-managed groups.
 *
 * Prefer Karpenter or Auto Mode unless node groups are required. EBS volumes are zonal: for pods with EBS volumes, create one group per
 * zone.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 *
 * @example
 * new ManagedNodes(this, 'Batch', { cluster, minSize: 0, maxSize: 10, labels: { team: 'batch' } });
 *
 * new ClusterAutoscaler(this, 'Autoscaler', { cluster });
 */
export class ClusterAutoscaler extends Construct {
  /** IAM identity of the autoscaler. */
  public readonly identity: WorkloadIdentity;

  constructor(scope: Construct, id: string, props: ClusterAutoscalerProps) {
    checkProps('ClusterAutoscalerProps', scope, id, props, new.target !== ClusterAutoscaler);
    const { cluster, roleOptions } = props;
    const clusterName = literalNameOf(cluster);
    failOn(scope, id, [...(clusterName === undefined ? [UNNAMED] : []), ...chartSourceProblems(props)]);
    super(scope, id);
    const minor = clusterVersionOf(cluster);
    const known = cellOf<PinnedVersion>(images, minor)?.version;
    const imageTag = props.imageTag ?? known ?? newestOf<PinnedVersion>(images)!.version;
    if (!props.imageTag && minor && known === undefined) {
      Annotations.of(this).addWarningV2(
        'strata:autoscaler-version',
        `no release of the Cluster Autoscaler is known for Kubernetes ${minor}: ${imageTag} is used. ` +
          'Set imageTag to a release for this version',
      );
    }
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: NAME,
      identityType: IdentityType._irsaAlone(),
      description: 'Cluster Autoscaler: changes the size of node groups',
      roleOptions,
    });
    this.permissions(clusterName!, roleOptions);
    ClusterModel.of(cluster)._use('autoscaler', this);
    installChart(this, 'cluster-autoscaler', props, () => this.values(props, clusterName!, imageTag));
  }

  private permissions(clusterName: string, roleOptions?: RoleOptions): void {
    setPolicies(this.identity.role, roleOptions, () => [
      {
        policyName: 'Scaling',
        policyDocument: new iam.PolicyDocument({ statements: statementsOf(policies.groups.statements({ clusterName })) }),
      },
    ]);
    if (!roleOptions?.role) {
      acknowledgeWildcards(
        this.identity.role,
        ['*'],
        'reading has no resource level, and what changes something is limited to groups with the tag of the cluster',
      );
    }
  }

  private values({ cluster, imageRepository }: ClusterAutoscalerProps, clusterName: string, tag: string): Record<string, unknown> {
    return {
      fullnameOverride: NAME,
      autoDiscovery: { clusterName },
      awsRegion: Stack.of(cluster).region,
      image: { tag, ...(imageRepository ? { repository: imageRepository } : {}) },
      rbac: { serviceAccount: { name: NAME, annotations: this.identity.serviceAccountAnnotations } },
      // prices and types are read from an API that has no endpoint in a VPC
      ...(networkTiersOf(cluster.vpc).hasInternetAccess === false ? { extraArgs: { 'aws-use-static-instance-list': true } } : {}),
    };
  }
}

const UNNAMED: Problem = {
  finding: 'the cluster name is not known at synthesis',
  constraint: 'the IAM policy of the autoscaler contains it in a condition key',
  remediation: 'Set clusterName on the cluster, or use the Cluster of this library',
  source: 'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md',
};
