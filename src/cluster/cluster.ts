import { createHash } from 'crypto';
import { CfnOutput, CfnResource, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { accessEntryFor } from './access-entries';
import { ClusterAccessPolicy } from './cluster-access-policy';
import { clustersNamed } from './cluster-name-conflicts';
import { clusterNameFor, clusterNameProblem } from './cluster-name.rules';
import { tunnelCommand, updateKubeconfigCommand } from './connect-commands';
import { controlPlaneSubnetsOf } from './control-plane-subnets';
import { kubectlProviderFor, HANDLER_ROLE_OPTIONS } from './kubectl-handler';
import { LocalCluster, NO_ACCESS_ENTRIES, placeOnOutpost } from './local-cluster';
import { acknowledgeManagedPolicies, acknowledgeSecretsEncryption } from './nag-acknowledgements';
import { RoleOptions } from './role-options';
import { defaultServiceCidr, serviceCidrProblem } from './service-cidr.rules';
import { feature } from '../catalog/capability.rules';
import { failOn, Problem, problemMessage, StrataError } from '../errors/problems';
import { versionProblem } from '../kubernetes/kubernetes-version.rules';
import { ClusterModel } from '../model/cluster-model';
import { networkBlocksOf } from '../network/network-tiers';

/** Settings of a {@link Cluster} that all have a default. */
export interface ClusterOptions {
  /**
   * Name of the cluster: 1–100 letters, digits, hyphens or underscores, once in an account and region. Changing it replaces the cluster.
   *
   * @default - from the names of the stack and of the construct, the same in every synthesis; with a hash where they have other characters
   */
  readonly clusterName?: string;
  /**
   * Where the interfaces of the control plane live: two or more zones, which can never be others.
   *
   * @default - the control plane subnets of a `ThreeTierVpc`; else the private subnets, else the isolated ones
   */
  readonly controlPlaneSubnets?: ec2.SubnetSelection;
  /**
   * Who can reach the API server.
   *
   * @default EndpointAccess.PRIVATE
   */
  readonly endpointAccess?: eks.EndpointAccess;
  /**
   * Key that encrypts Kubernetes secrets. It can never change.
   *
   * @default - a key of the cluster's own, rotated every year, kept when the stack is deleted
   */
  readonly secretsEncryptionKey?: kms.IKey;
  /**
   * Whether secrets are encrypted with a key of AWS' own instead, which costs nothing. It can never change.
   *
   * @default false
   */
  readonly useAwsOwnedSecretsEncryptionKey?: boolean;
  /**
   * Which logs the control plane writes.
   *
   * @default - all five types
   */
  readonly clusterLogging?: eks.ClusterLoggingTypes[];
  /**
   * How long the logs of the control plane are kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;
  /**
   * Addresses of Kubernetes services: a block of /12 to /24 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 that does not overlap
   * with the VPC. It can never change.
   *
   * @default - of 172.20.0.0/16 and 10.100.0.0/16 the first that is apart from the VPC; where its blocks are not known, EKS chooses
   */
  readonly serviceIpv4Cidr?: string;
  /**
   * Whether pods and services have IPv6 addresses. The network needs `ipv6: true`. It can never change.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
   */
  readonly ipv6?: boolean;
  /**
   * Where the control plane runs when it does not run in the region.
   *
   * @default - in the region
   */
  readonly localCluster?: LocalCluster;
  /**
   * How the role of the cluster is made.
   *
   * @default - a role with what EKS needs
   */
  readonly roleOptions?: RoleOptions;
  /**
   * How the role of the function that applies objects is bounded and where it lies, in the stack of the cluster. A role that exists is
   * given an access
   * entry and is not changed: it must allow `eks:DescribeCluster`, and what AWSLambdaVPCAccessExecutionRole allows.
   *
   * @default - a role of its own
   */
  readonly handlerRoleOptions?: RoleOptions;
  /**
   * Whether EKS refuses to delete the cluster. CloudFormation deletes everything on the cluster first, so protect the stack as well.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/** Properties of a {@link Cluster}. */
export interface ClusterProps extends ClusterOptions {
  /**
   * The Kubernetes version: 1.31 or newer.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
   */
  readonly version: eks.KubernetesVersion;
  /** The network: a {@link ThreeTierVpc}, or any VPC with subnets in two zones. */
  readonly vpc: ec2.IVpc;
  /**
   * Roles whose holders may do everything in the cluster, as access entries. Without any, nobody can log in, the creator included.
   *
   * @default - nobody, which is reported
   */
  readonly admins?: iam.IRole[];
}

/** A control plane with private endpoint, encrypted secrets, all logs and API authentication; an `eks.Cluster` wherever one is wanted. */
export class Cluster extends eks.Cluster {
  /** The log group of the control plane, made before the cluster so that its retention holds. */
  public readonly logGroup: logs.ILogGroup;
  /** The name as text, where `clusterName` is a token. */
  public readonly literalName: string;

  private readonly provider?: eks.OidcProviderNative;

  constructor(scope: Construct, id: string, props: ClusterProps) {
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
    // always made: a provider that only some consumer needs would go with it, and its export is in use
    if (local?.fullApi ?? true)
      this.provider = new eks.OidcProviderNative(this, 'OidcProvider', { url: this.clusterOpenIdConnectIssuerUrl });
    this.configureRole(props);
    if (local) placeOnOutpost(resource, this.role, local);
    const inventory = ClusterModel.of(this);
    if (clusterName !== undefined) inventory._named(clusterName);
    // who creates a cluster without access entries is its administrator
    if (local?.fullApi ?? true) inventory._requireUnordered(resource, feature('administrator'));
    for (const admin of props.admins ?? []) this.grantClusterAdmin(`Admin-${admin.node.path.split('/').join('-')}`, admin.roleArn);
    this.outputs(props);
    if (!props.roleOptions?.role)
      acknowledgeManagedPolicies(
        this.role,
        local?.managedPolicies ?? ['AmazonEKSClusterPolicy'],
        'the policy that EKS asks for on the role of a cluster, kept current by AWS',
      );
  }

  /** The OIDC provider of the cluster, through which pods become roles. */
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

  /** CDK's handler, for CDK's own constructs like `KubernetesManifest`: made when it is first asked for. */
  public get kubectlProvider(): eks.IKubectlProvider | undefined {
    return kubectlProviderFor(this);
  }

  /** Grants access policies to a principal. Grants to one principal become one access entry, in which each policy stands once. */
  public grantAccess(id: string, principal: string, accessPolicies: eks.IAccessPolicy[], options?: eks.GrantAccessOptions): void {
    if (!this.provider) throw new StrataError(problemMessage(`${this.node.path}/${id}`, NO_ACCESS_ENTRIES));
    accessEntryFor(this, id, this, principal, accessPolicies, options);
  }

  /** Grants everything to a principal. */
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
    // EKS makes the group itself, without an end, where it is not there yet
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
