import { Size, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AmiRelease } from './ami-release';
import { Image } from './image.data';
import { imageFor } from './instance-types.rules';
import { nodeLaunchTemplate } from './launch-template';
import { managedNodesProblems } from './managed-nodes.rules';
import { NodeOs } from './node-os';
import { nodeRole } from './node-role';
import { nodeVersionProblem } from '../cluster/kubernetes-version.rules';
import { failOn, Problem } from '../errors/problems';
import { callsAws } from '../network/aws-apis';
import { APIS_OF_NODES } from '../network/aws-apis.data';
import { networkTiersOf } from '../network/network-tiers';

/** Settings of {@link ManagedNodes} that all have a default. */
export interface ManagedNodesOptions {
  /**
   * Instance types, of one architecture and accelerator: 1 to 20. Changing a single type rolls the nodes; changing a list replaces the
   * group.
   *
   * @default - m6i.large
   */
  readonly instanceTypes?: ec2.InstanceType[];
  /**
   * Whether the nodes are spot instances, which AWS may take back with two minutes' notice. Changing it replaces the group.
   *
   * @default false
   */
  readonly spot?: boolean;
  /**
   * Fewest nodes: 0 to 450.
   *
   * @default 2
   */
  readonly minSize?: number;
  /**
   * Most nodes: 1 to 450, at least `minSize`.
   *
   * @default - `minSize`, at least 1
   */
  readonly maxSize?: number;
  /**
   * Nodes to have now: `minSize` to `maxSize`. Every deploy sets it again.
   *
   * @default - `minSize`
   */
  readonly desiredSize?: number;
  /**
   * Operating system. Changing it replaces the group.
   *
   * @default NodeOs.AL2023
   */
  readonly os?: NodeOs;
  /**
   * AMI type of the EKS API, for instance types that the table of this library does not know. It wins over `os`, whose disk layout is
   * still used.
   *
   * @default - from `os` and the instance types
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html
   */
  readonly amiType?: string;
  /**
   * Release of the image.
   *
   * @default - the newest when the group is created, and again whenever its version changes
   */
  readonly release?: AmiRelease;
  /**
   * Kubernetes version of the nodes: at most three minors behind the cluster.
   *
   * @default - the cluster's: nodes follow an upgrade
   */
  readonly version?: eks.KubernetesVersion;
  /**
   * Size of the disk: 20 GiB or more.
   *
   * @default Size.gibibytes(50)
   */
  readonly diskSize?: Size;
  /**
   * Labels of the nodes.
   *
   * @default - none beside those of EKS
   */
  readonly labels?: { [key: string]: string };
  /**
   * Taints of the nodes: pods without a matching toleration stay away.
   *
   * @default - none
   */
  readonly taints?: eks.TaintSpec[];
  /**
   * Where the nodes live. Changing it replaces the group.
   *
   * @default - the application tier of a `ThreeTierVpc`, else all private subnets, else all isolated ones
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * How far instance metadata reaches: 1 keeps pods away from the node's role, 2 lets them read it. At most 64.
   *
   * @default 1
   */
  readonly metadataHopLimit?: number;
  /**
   * Whether EKS replaces nodes that the node monitoring agent reports broken.
   *
   * @default true
   */
  readonly autoRepair?: boolean;
}

/** Properties of {@link ManagedNodes}. */
export interface ManagedNodesProps extends ManagedNodesOptions {
  /** The cluster that the nodes join. */
  readonly cluster: eks.ICluster;
}

/** A managed node group: nodes that EKS starts, drains and rolls. It follows the cluster's version and never forces an update. */
export class ManagedNodes extends Construct implements iam.IGrantable {
  /** The node group, for what this construct does not cover. */
  public readonly nodegroup: eks.CfnNodegroup;
  /** The role of the nodes. */
  public readonly role: iam.Role;
  /** The launch template of the nodes. */
  public readonly launchTemplate: ec2.LaunchTemplate;
  /** Grants go to the role of the nodes; grant to a `WorkloadIdentity` wherever a pod needs it. */
  public readonly grantPrincipal: iam.IPrincipal;

  constructor(scope: Construct, id: string, props: ManagedNodesProps) {
    const { cluster, os = NodeOs.AL2023, metadataHopLimit = 1, diskSize = Size.gibibytes(50) } = props;
    const types = props.instanceTypes ?? [new ec2.InstanceType('m6i.large')];
    const sizes = sizesOf(props);
    const image = imageOf(props, types);
    const version = versionOf(props);
    const { subnets, subnetIds } = cluster.vpc.selectSubnets(props.subnets ?? { subnets: [...networkTiersOf(cluster.vpc).application] });
    failOn(scope, id, [
      ...(subnets.length === 0 ? [NO_SUBNETS] : []),
      ...(Array.isArray(image) ? image : []),
      ...version.problems,
      ...managedNodesProblems({
        ...known({ ...sizes, desiredSize: props.desiredSize }),
        instanceTypes: types.length,
        metadataHopLimit,
        labels: props.labels ?? {},
        diskGiB: diskSize.isUnresolved() ? undefined : diskSize.toGibibytes(),
      }),
    ]);
    super(scope, id);
    const { amiType, releaseParameter } = image as Image;
    this.role = nodeRole(this, 'Role', cluster);
    this.grantPrincipal = this.role;
    this.launchTemplate = nodeLaunchTemplate(this, 'LaunchTemplate', {
      os, diskSize, metadataHopLimit, nodeName: this.node.path.split('/').join('-'), instanceType: types.length === 1 ? types[0] : undefined,
    });
    this.nodegroup = new eks.CfnNodegroup(this, 'Resource', {
      clusterName: cluster.clusterName,
      nodeRole: this.role.roleArn,
      subnets: subnetIds,
      amiType,
      capacityType: props.spot ? 'SPOT' : 'ON_DEMAND',
      instanceTypes: types.length === 1 ? undefined : types.map((type) => type.toString()),
      labels: props.labels,
      taints: props.taints,
      launchTemplate: { id: this.launchTemplate.launchTemplateId, version: this.launchTemplate.latestVersionNumber },
      scalingConfig: sizes,
      version: version.version,
      releaseVersion: props.release?._bind(this, version.version && releaseParameter?.replace('<V>', version.version)),
      nodeRepairConfig: { enabled: props.autoRepair ?? true },
    });
    this.node.defaultChild = this.nodegroup;
    this.nodegroup.node.addDependency(...subnets.map((subnet) => subnet.internetConnectivityEstablished));
    callsAws(cluster, this.nodegroup, APIS_OF_NODES);
  }
}

const NO_SUBNETS: Problem = {
  what: 'the VPC has no private subnets', limit: 'nodes live in one subnet at the least', fix: 'Choose subnets', source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
};

function imageOf({ amiType, os = NodeOs.AL2023 }: ManagedNodesProps, types: ec2.InstanceType[]): Image | Problem[] {
  if (types.length === 0) return [{ what: 'instanceTypes is empty', limit: 'a group needs one type', fix: 'Leave it out for m6i.large' }];
  return amiType ? { amiType } : imageFor(os, types.map((type) => type.toString()));
}

function sizesOf({ minSize = 2, maxSize, desiredSize }: ManagedNodesProps) {
  return { minSize, maxSize: maxSize ?? (Token.isUnresolved(minSize) ? minSize : Math.max(minSize, 1)), desiredSize: desiredSize ?? minSize };
}

function known(sizes: Record<'minSize' | 'maxSize' | 'desiredSize', number | undefined>) {
  return Object.fromEntries(Object.entries(sizes).filter(([, size]) => size !== undefined && !Token.isUnresolved(size)));
}

function versionOf({ cluster, version }: ManagedNodesProps): { version?: string; problems: Problem[] } {
  const clusterVersion = (cluster.node.defaultChild as eks.CfnCluster | undefined)?.version;
  const problem = version && clusterVersion ? nodeVersionProblem(version.version, clusterVersion) : undefined;
  return { version: version?.version ?? clusterVersion, problems: problem ? [problem] : [] };
}
