import { createHash } from 'crypto';
import { CfnOutput, CfnResource, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { accessEntryFor } from './access-entries';
import { ClusterAccessPolicy } from './cluster-access-policy';
import { clustersNamed } from './cluster-name-conflicts';
import { clusterNameFor, clusterNameProblem } from './cluster-name.rules';
import { tunnelCommand, updateKubeconfigCommand } from './connect-commands';
import { controlPlaneSubnetsOf } from './control-plane-subnets';
import { kubectlProviderFor, HANDLER_ROLE_OPTIONS } from './kubectl-handler';
import { LocalCluster } from './local-cluster';
import { acknowledgeManagedPolicies, acknowledgeSecretsEncryption } from './nag-acknowledgements';
import { NO_ACCESS_ENTRIES, placeOnOutpost } from './outpost-placement';
import { RoleOptions } from './role-options';
import { defaultServiceCidr, serviceCidrProblem } from './service-cidr.rules';
import { feature } from '../catalog/capability.rules';
import { failOn, Problem, problemMessage, StrataError } from '../errors/problems';
import { versionProblem } from '../kubernetes/kubernetes-version.rules';
import { problemsOfChart } from '../model/chart-problems';
import { ClusterModel } from '../model/cluster-model';
import { noteRenderedChart } from '../model/rendered-charts';
import { noteUse } from '../model/undeployed-workloads';
import { networkBlocksOf } from '../network/network-tiers';
import { checkProps } from '../props/check-props';

/** Settings of a {@link Cluster} that all have a default. */
export interface ClusterOptions {
  /**
   * Name of the cluster: 1–100 letters, digits, hyphens or underscores, once in an account and region. Changing it replaces the cluster.
   *
   * @default - from the names of the stack and of the construct, the same in every synthesis; with a hash where they have other characters
   */
  readonly clusterName?: string;
  /**
   * Subnets of the control plane's network interfaces: at least two zones, which cannot be changed later.
   *
   * @default - the control plane subnets of a `ThreeTierVpc`; else the private subnets, else the isolated ones
   */
  readonly controlPlaneSubnets?: ec2.SubnetSelection;
  /**
   * Access to the API server endpoint: private, public, or both.
   *
   * @default EndpointAccess.PRIVATE
   */
  readonly endpointAccess?: eks.EndpointAccess;
  /**
   * KMS key that encrypts Kubernetes secrets. It cannot be changed later.
   *
   * @default - a new key, rotated every year and retained when the stack is deleted
   */
  readonly secretsEncryptionKey?: kms.IKey;
  /**
   * Encrypt secrets with a key owned by AWS instead, free of charge. It cannot be changed later.
   *
   * @default false
   */
  readonly useAwsOwnedSecretsEncryptionKey?: boolean;
  /**
   * Log types of the control plane.
   *
   * @default - all five types
   */
  readonly clusterLogging?: eks.ClusterLoggingTypes[];
  /**
   * Retention of the control plane logs.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;
  /**
   * CIDR block of Kubernetes services: /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, without overlap with the VPC. It
   * cannot be changed later.
   *
   * @default - 172.20.0.0/16 or 10.100.0.0/16, whichever does not overlap with the VPC; if its CIDR blocks are not known, EKS chooses
   */
  readonly serviceIpv4Cidr?: string;
  /**
   * IPv6 addresses for pods and services. The network needs `ipv6: true`. It cannot be changed later.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
   */
  readonly ipv6?: boolean;
  /**
   * Local cluster: control plane on an AWS Outpost.
   *
   * @default - in the region
   */
  readonly localCluster?: LocalCluster;
  /**
   * Permissions boundary and path of the cluster role, or an existing role.
   *
   * @default - a role with what EKS needs
   */
  readonly roleOptions?: RoleOptions;
  /**
   * Permissions boundary and path of the role of the Lambda function that applies objects in the stack of the cluster, or an existing
   * role. An existing role gets an access entry and is not modified: it must allow `eks:DescribeCluster` and the actions of
   * AWSLambdaVPCAccessExecutionRole.
   *
   * @default - a new role
   */
  readonly handlerRoleOptions?: RoleOptions;
  /**
   * Deletion protection of the cluster. CloudFormation deletes everything on the cluster first: enable termination protection of the
   * stack as well.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/** Properties of a {@link Cluster}. */
export interface ClusterProps extends ClusterOptions {
  /**
   * The Kubernetes version: 1.32 or newer.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
   */
  readonly version: eks.KubernetesVersion;
  /** The network: a {@link ThreeTierVpc}, or any VPC with subnets in two zones. */
  readonly vpc: ec2.IVpc;
  /**
   * IAM roles with cluster administrator access, as access entries. Without administrators no principal has access, not even the creator.
   *
   * @default - no administrators, with a warning
   */
  readonly admins?: iam.IRole[];
}

/**
 * An EKS cluster with a private endpoint, encrypted secrets, all control plane logs and access entries. It is an `eks.Cluster` of
 * aws-eks-v2.
 *
 * @example
 * new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 */
export class Cluster extends eks.Cluster {
  /** The log group of the control plane, created before the cluster so that its retention applies. */
  public readonly logGroup: logs.ILogGroup;
  /** The cluster name as a literal string; `clusterName` is a token. */
  public readonly literalName: string;

  private readonly provider?: eks.OidcProviderNative;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    checkProps('ClusterProps', scope, id, props, new.target !== Cluster);
    const clusterName = props.clusterName ?? defaultName(scope, id);
    const local = props.localCluster?._binding;
    const subnets = controlPlaneSubnetsOf(props.vpc, props.controlPlaneSubnets, local !== undefined);
    failOn(scope, id, [...problemsOf(props, clusterName), ...subnets.problems, ...sameNameProblems(scope, clusterName)]);
    super(scope, id, {
      version: props.version,
      vpc: props.vpc,
      vpcSubnets: [subnets.selection],
      clusterName,
      endpointAccess: props.endpointAccess ?? eks.EndpointAccess.PRIVATE,
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
      bootstrapClusterCreatorAdminPermissions: false,
      bootstrapSelfManagedAddons: false,
      clusterLogging: props.clusterLogging ?? Object.values(eks.ClusterLoggingTypes),
      serviceIpv4Cidr: props.serviceIpv4Cidr ?? (props.ipv6 || local ? undefined : defaultServiceCidr(networkBlocksOf(props.vpc))),
      ipFamily: props.ipv6 ? eks.IpFamily.IP_V6 : eks.IpFamily.IP_V4,
      role: props.roleOptions?.role,
      outputConfigCommand: false,
      prune: false,
    });
    Object.defineProperty(this, HANDLER_ROLE_OPTIONS, { value: props.handlerRoleOptions ?? {} });
    this.literalName = clusterName;
    const resource = this.node.defaultChild as eks.CfnCluster;
    resource.deletionProtection = props.deletionProtection;
    if (!props.useAwsOwnedSecretsEncryptionKey && !local) {
      resource.encryptionConfig = [
        { provider: { keyArn: (props.secretsEncryptionKey ?? this.createSecretsKey()).keyArn }, resources: ['secrets'] },
      ];
      acknowledgeSecretsEncryption(resource);
    }
    this.logGroup = this.createLogGroup(clusterName, props.logRetention ?? logs.RetentionDays.THREE_MONTHS, resource);
    // always created: a provider that depends on a consumer would be deleted with it while its export is in use
    if (local?.fullApi ?? true) {
      this.provider = new eks.OidcProviderNative(this, 'OidcProvider', { url: this.clusterOpenIdConnectIssuerUrl });
    }
    this.configureRole(props);
    if (local) placeOnOutpost(resource, this.role, local);
    const inventory = ClusterModel.of(this);
    if (clusterName !== undefined) inventory._named(clusterName);
    // without access entries, the creator of the cluster is its administrator
    if (local?.fullApi ?? true) inventory._requireUnordered(resource, feature('administrator'));
    for (const admin of props.admins ?? []) this.grantClusterAdmin(`Admin-${admin.node.path.split('/').join('-')}`, admin.roleArn);
    this.outputs(props);
    if (!props.roleOptions?.role) {
      acknowledgeManagedPolicies(
        this.role,
        local?.managedPolicies ?? ['AmazonEKSClusterPolicy'],
        'the policy that EKS asks for on the role of a cluster, kept current by AWS',
      );
    }
  }

  /** The OIDC provider of the cluster, for IAM roles for service accounts (IRSA). */
  public get openIdConnectProvider(): iam.IOpenIdConnectProvider {
    if (!this.provider) {
      throw new StrataError(
        problemMessage(this.node.path, {
          ...NO_ACCESS_ENTRIES,
          constraint: 'it does not support IAM roles for pods',
          remediation: 'Grant the permissions to the role of the nodes',
        }),
      );
    }
    return this.provider;
  }

  /** The kubectl provider of CDK, for its own constructs like `KubernetesManifest`: created on first use. */
  public get kubectlProvider(): eks.IKubectlProvider | undefined {
    return kubectlProviderFor(this);
  }

  /**
   * Applies a cdk8s chart by the function of CDK, with the objects that the chart has now. A `ChartDeployment` renders the chart at
   * synthesis, and waits until its pods are ready.
   */
  public addCdk8sChart(id: string, chart: Construct, options?: eks.KubernetesManifestOptions): eks.KubernetesManifest {
    if (!Chart.isChart(chart)) return super.addCdk8sChart(id, chart, options);
    failOn(this, id, problemsOfChart(chart));
    const manifest = super.addCdk8sChart(id, chart, options);
    noteRenderedChart(manifest, chart);
    noteUse(chart);
    return manifest;
  }

  /** Grants access policies to a principal. All grants to a principal are merged into one access entry. */
  public grantAccess(id: string, principal: string, accessPolicies: eks.IAccessPolicy[], options?: eks.GrantAccessOptions): void {
    if (!this.provider) throw new StrataError(problemMessage(`${this.node.path}/${id}`, NO_ACCESS_ENTRIES));
    accessEntryFor(this, id, this, principal, accessPolicies, options);
  }

  /** Grants cluster administrator access to a principal. */
  public grantClusterAdmin(id: string, principal: string): eks.AccessEntry {
    if (!this.provider) throw new StrataError(problemMessage(`${this.node.path}/${id}`, NO_ACCESS_ENTRIES));
    return accessEntryFor(this, id, this, principal, [ClusterAccessPolicy.clusterAdmin()]);
  }

  private configureRole({ roleOptions = {} }: ClusterProps): void {
    const role = this.role.node.defaultChild;
    if (!(role instanceof iam.CfnRole) || roleOptions.role) return;
    role.path = roleOptions.path;
    role.permissionsBoundary = roleOptions.permissionsBoundary?.managedPolicyArn ?? role.permissionsBoundary;
  }

  private createSecretsKey(): kms.Key {
    return new kms.Key(this, 'SecretsKey', {
      description: `Kubernetes secrets of ${this.literalName}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  private createLogGroup(clusterName: string, retention: logs.RetentionDays, before: CfnResource): logs.LogGroup {
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: `/aws/eks/${clusterName}/cluster`,
      retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // if the group does not exist, EKS creates it without retention
    before.addResourceDependency(logGroup.node.defaultChild as CfnResource);
    return logGroup;
  }

  private outputs({ admins = [], endpointAccess }: ClusterProps): void {
    const [admin] = admins;
    new CfnOutput(this, 'ConnectCommand', {
      description: 'Command that writes the kubeconfig of an administrator',
      value: updateKubeconfigCommand(this, this.literalName, admin?.roleArn),
    });
    if (endpointAccess !== undefined && endpointAccess !== eks.EndpointAccess.PRIVATE) return;
    new CfnOutput(this, 'TunnelCommand', {
      description: 'Command that forwards localhost:8443 to the private API endpoint through a node',
      value: tunnelCommand(this, this.literalName),
    });
  }
}

function defaultName(scope: Construct, id: string): string {
  const stack = Stack.of(scope);
  const inStack = [...scope.node.scopes.slice(stack.node.scopes.length).map((each) => each.node.id), id];
  const path = Token.isUnresolved(stack.stackName) ? [...stack.node.path.split('/'), ...inStack] : [stack.stackName, ...inStack];
  return clusterNameFor(path, (text) => createHash('sha256').update(text).digest('hex'));
}

function sameNameProblems(scope: Construct, clusterName: string): Problem[] {
  if (Token.isUnresolved(clusterName)) return [];
  const others = clustersNamed(clusterName, Stack.of(scope))
    .filter(({ certain }) => certain)
    .map(({ path }) => path);
  return others.length === 0
    ? []
    : [
        {
          finding: `clusterName is '${clusterName}', and ${others.join(', ')} has the same name`,
          constraint: 'cluster names must be unique in an account and region',
          remediation: 'Set another clusterName on one of them',
          source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
        },
      ];
}

function serviceCidrProblemOf({ serviceIpv4Cidr, vpc }: ClusterProps): Problem | undefined {
  return serviceIpv4Cidr === undefined || Token.isUnresolved(serviceIpv4Cidr)
    ? undefined
    : serviceCidrProblem(serviceIpv4Cidr, networkBlocksOf(vpc));
}

function ipv6Problems({ ipv6, serviceIpv4Cidr, vpc }: ClusterProps): Problem[] {
  if (!ipv6) return [];
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html';
  return [
    ...(serviceIpv4Cidr
      ? [
          {
            finding: 'serviceIpv4Cidr is given with ipv6: true',
            constraint: 'EKS assigns the service CIDR of an IPv6 cluster',
            remediation: 'Remove serviceIpv4Cidr',
            source,
          },
        ]
      : []),
    ...(vpc instanceof ec2.Vpc && vpc.vpcIpv6CidrBlocks && vpc.node.tryFindChild('ipv6cidr') === undefined
      ? [
          {
            finding: 'ipv6 is true and the VPC has no IPv6 CIDR block',
            constraint: 'all subnets of an IPv6 cluster must have IPv4 and IPv6 addresses',
            remediation: 'Set ipv6: true on the ThreeTierVpc, or add an IPv6 CIDR block to the VPC',
            source,
          },
        ]
      : []),
  ];
}

function problemsOf(props: ClusterProps, clusterName: string): Problem[] {
  const name = Token.isUnresolved(clusterName)
    ? {
        finding: 'clusterName is a token',
        constraint: 'tags, policies and the log group contain the name, which must be known at synthesis',
        remediation: 'Set clusterName to a literal string, or remove it',
      }
    : clusterNameProblem(clusterName);
  const keys =
    props.secretsEncryptionKey && props.useAwsOwnedSecretsEncryptionKey
      ? {
          finding: 'secretsEncryptionKey and useAwsOwnedSecretsEncryptionKey are mutually exclusive',
          constraint: 'secrets are encrypted with one key',
          remediation: 'Remove one of them',
        }
      : undefined;
  const access = props.endpointAccess ?? eks.EndpointAccess.PRIVATE;
  const { privateAccess, publicAccess } = access._config;
  const local =
    props.localCluster?._problems({
      admins: (props.admins ?? []).length > 0,
      privateOnly: privateAccess && !publicAccess,
      hasPrivate: privateAccess,
      secretsEncryptionKey: props.secretsEncryptionKey !== undefined,
      ipv6: props.ipv6 ?? false,
    }) ?? [];
  return [versionProblem(props.version.version), name, keys, serviceCidrProblemOf(props), ...ipv6Problems(props), ...local].filter(
    (problem): problem is Problem => problem !== undefined,
  );
}
