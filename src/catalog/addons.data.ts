import { ComponentRow } from './component.rules';
import { CERT_MANAGER_KINDS, EXTERNAL_DNS_KINDS } from './crds.data';
import { pinned, VersionsByMinor } from './pinned-version.rules';
import { RECORDS_POLICY } from './policies/external-dns-policy.data';
import { LUSTRE_BUCKET_POLICY, LUSTRE_LIST_POLICY, LUSTRE_POLICY } from './policies/fsx-policy.data';
import { S3_EXPRESS_POLICY, S3_POLICY } from './policies/s3-policy.data';
import { MOUNTED_PARAMETER_POLICY, MOUNTED_SECRET_POLICY } from './policies/secrets-policy.data';
import { UpstreamPolicy } from './policies/upstream-policy.rules';
import { VPC_CNI_IPV6_POLICY, VpcCniNames } from './policies/vpc-cni-policy.data';
import { unknown } from '../kubernetes/versions.rules';

/** What nodes or options of the cluster require of an add-on. */
export type AddonSwitch = 'windows' | 'hybrid' | 'fargateDns' | 'podSecurityGroups' | 'networkPolicies';

/** An add-on that EKS manages. */
export interface AddonRow extends ComponentRow {
  /** whether nodes wait for it; every other add-on becomes active only when its pods run. Source: EKS User Guide, add-ons. */
  readonly phase: 'before nodes' | 'after nodes';
  /** part of `CoreAddons`. */
  readonly core?: true;
  readonly identity?: {
    readonly namespace: string;
    readonly serviceAccount: string;
    /** a second service account. By IRSA the add-on annotates both with one role; by Pod Identity it has a role of its own. */
    readonly secondServiceAccount?: string;
    readonly managedPolicies: readonly string[];
    /** instead of the managed policies in an IPv6 cluster. */
    readonly ipv6Policy?: UpstreamPolicy<VpcCniNames>;
  };
  /** settings by what requires them, in the order in which they are merged. */
  readonly settings?: Readonly<Partial<Record<AddonSwitch, Readonly<Record<string, unknown>>>>>;
  /** how the add-on is told the tags of the volumes that it creates. */
  readonly volumeTags?: (tags: Readonly<Record<string, string>>) => Record<string, unknown>;
  /** newest version with a source, by Kubernetes minor. Where none is known, EKS chooses its default at creation and keeps it. */
  readonly versions: VersionsByMinor;
}

// read on 2026-09-26; stackshy/cloudemu, providers/aws/eks, holds a copy
const guide = (page: string) => `EKS User Guide, ${page}, September 2026`;
const CREATED = 'versions that EKS resolved at the creation of a public deployment on Kubernetes 1.36, October 2026';
const UNSEEN = unknown('no version with a source was found: EKS chooses its default');

const CNI = pinned('v1.23.1-eksbuild.1', guide('managing-vpc-cni'));
const POD_IDENTITY_AGENT = pinned('v1.4.0-eksbuild.3', `${CREATED}; describe-addon-versions for 1.35, 2026-10-02`);
const NO_AGENT = unknown('the sources of the version are of 1.35 and 1.36');
const METRICS_0_8 = pinned('v0.8.1-eksbuild.14', 'a public CDK table of add-ons by Kubernetes version, autumn 2026');
const METRICS_0_9 = pinned('v0.9.0-eksbuild.7', 'public Terraform for Kubernetes 1.34 and for 1.35, autumn 2026');
const EBS = pinned('v1.66.0-eksbuild.1', 'describe-addon-versions for 1.36; public deployments on 1.33 and 1.35, autumn 2026');
const EFS = pinned('v3.4.2-eksbuild.1', 'awslabs/global-capacity-orchestrator-on-aws, gco/stacks/constants.py, which is compared with describe-addon-versions');
const NO_FSX = unknown('v1.10.0-eksbuild.1 was seen in one repository, and the source of the driver has no tag v1.10.0');
const S3 = pinned('v2.7.0-eksbuild.1', 'awslabs/mountpoint-s3-csi-driver v2.7.0; public deployments on EKS, summer 2026');
const SNAPSHOTS = pinned('v8.6.0-eksbuild.6', 'public Terraform for Kubernetes 1.35, September 2026');
const SECRETS = pinned('v3.1.2-eksbuild.1', 'public Terraform and CDK apps, summer 2026');
const EXTERNAL_DNS = pinned('v0.21.0-eksbuild.8', 'a public deployment on Kubernetes 1.36, September 2026');

/**
 * EKS add-ons that this library knows: one row each, with all that the library knows of it. Add-ons of `CoreAddons` first, in the order in which they are
 * created.
 *
 * Source: EKS User Guide, workloads-add-ons-available-eks, September 2026; names of managed policies: list-policies of IAM, 2026-08-22.
 */
export const ADDONS = {
  // without it a node never becomes ready
  'vpc-cni': {
    phase: 'before nodes',
    core: true,
    builtIntoAutoMode: true,
    provides: { features: ['pod-network'] },
    identity: {
      namespace: 'kube-system', serviceAccount: 'aws-node', managedPolicies: ['AmazonEKS_CNI_Policy'], ipv6Policy: VPC_CNI_IPV6_POLICY,
    },
    awsApis: ['ec2'],
    settings: {
      windows: { enableWindowsIpam: 'true' },
      networkPolicies: { enableNetworkPolicy: 'true' },
      // source: EKS User Guide, security-groups-pods-deployment
      podSecurityGroups: { env: { ENABLE_POD_ENI: 'true', POD_SECURITY_GROUP_ENFORCING_MODE: 'standard' } },
    },
    versions: { 1.36: CNI, 1.35: CNI, 1.34: CNI, 1.33: CNI, 1.32: CNI },
  },
  'kube-proxy': {
    phase: 'before nodes',
    core: true,
    builtIntoAutoMode: true,
    provides: { features: ['service-network'] },
    versions: {
      1.36: pinned('v1.36.0-eksbuild.45', CREATED),
      1.35: pinned('v1.35.3-eksbuild.25', guide('managing-kube-proxy')),
      1.34: pinned('v1.34.6-eksbuild.25', guide('managing-kube-proxy')),
      1.33: pinned('v1.33.10-eksbuild.25', guide('managing-kube-proxy')),
      1.32: pinned('v1.32.13-eksbuild.28', guide('managing-kube-proxy')),
    },
  },
  'eks-pod-identity-agent': {
    phase: 'before nodes',
    core: true,
    builtIntoAutoMode: true,
    // before pods that use it
    provides: { features: ['pod-identity'] },
    awsApis: ['eks-auth'],
    // source: EKS User Guide, hybrid-nodes-add-ons
    settings: { hybrid: { daemonsets: { hybrid: { create: true } } } },
    versions: { 1.36: POD_IDENTITY_AGENT, 1.35: POD_IDENTITY_AGENT, 1.34: NO_AGENT, 1.33: NO_AGENT, 1.32: NO_AGENT },
  },
  'eks-node-monitoring-agent': {
    phase: 'before nodes',
    core: true,
    builtIntoAutoMode: true,
    // tells EKS which nodes to repair
    provides: { features: ['node-monitoring'], kinds: { 'eks.amazonaws.com': ['NodeDiagnostic'] } },
    versions: { 1.36: UNSEEN, 1.35: UNSEEN, 1.34: UNSEEN, 1.33: UNSEEN, 1.32: UNSEEN },
  },
  'coredns': {
    phase: 'after nodes',
    core: true,
    builtIntoAutoMode: true,
    provides: { features: ['cluster-dns', 'add-ons'] },
    settings: { fargateDns: { computeType: 'Fargate' } },
    versions: {
      1.36: pinned('v1.14.7-eksbuild.11', CREATED),
      1.35: pinned('v1.14.3-eksbuild.16', guide('managing-coredns')),
      1.34: pinned('v1.13.2-eksbuild.24', guide('managing-coredns')),
      1.33: pinned('v1.12.4-eksbuild.31', guide('managing-coredns')),
      1.32: pinned('v1.11.4-eksbuild.53', guide('managing-coredns')),
    },
  },
  'metrics-server': {
    phase: 'after nodes',
    core: true,
    provides: { features: ['metrics', 'add-ons'] },
    versions: {
      1.36: pinned('v0.9.0-eksbuild.11', `describe-addon-versions for 1.36; ${CREATED}`),
      1.35: METRICS_0_9,
      1.34: METRICS_0_9,
      1.33: METRICS_0_8,
      1.32: METRICS_0_8,
    },
  },
  'aws-ebs-csi-driver': {
    phase: 'after nodes',
    builtIntoAutoMode: true,
    provides: {},
    csi: { driver: 'ebs.csi.aws.com', feature: 'ebs-driver' },
    // the policy is without a path, though the guide and the page of the driver write service-role/
    identity: { namespace: 'kube-system', serviceAccount: 'ebs-csi-controller-sa', managedPolicies: ['AmazonEBSCSIDriverPolicyV2'] },
    awsApis: ['ec2'],
    // source: the configuration schema, as `aws eks describe-addon-configuration` returns it (turbot/steampipe-plugin-aws pull request 1514). Other drivers
    // have a setting in their charts, which no schema of their add-on that was read has
    volumeTags: (tags: Readonly<Record<string, string>>): Record<string, unknown> => ({ controller: { extraVolumeTags: tags } }),
    versions: { 1.36: EBS, 1.35: EBS, 1.34: EBS, 1.33: EBS, 1.32: unknown('the sources of the version are of 1.33 to 1.36') },
  },
  'aws-efs-csi-driver': {
    phase: 'after nodes',
    provides: {},
    csi: { driver: 'efs.csi.aws.com', feature: 'efs-driver' },
    // the node's mounts, the controller's creates access points
    identity: {
      namespace: 'kube-system',
      serviceAccount: 'efs-csi-controller-sa',
      secondServiceAccount: 'efs-csi-node-sa',
      managedPolicies: ['service-role/AmazonEFSCSIDriverPolicy'],
    },
    awsApis: ['elasticfilesystem'],
    versions: { 1.36: EFS, 1.35: EFS, 1.34: EFS, 1.33: EFS, 1.32: EFS },
  },
  // of Lustre
  'aws-fsx-csi-driver': {
    phase: 'after nodes',
    provides: {},
    csi: { driver: 'fsx.csi.aws.com', feature: 'fsx-driver' },
    identity: { namespace: 'kube-system', serviceAccount: 'fsx-csi-controller-sa', managedPolicies: [] },
    awsApis: ['fsx'],
    policies: { fileSystems: LUSTRE_POLICY, dataSources: LUSTRE_BUCKET_POLICY, buckets: LUSTRE_LIST_POLICY },
    versions: { 1.36: NO_FSX, 1.35: NO_FSX, 1.34: NO_FSX, 1.33: NO_FSX, 1.32: NO_FSX },
  },
  'aws-mountpoint-s3-csi-driver': {
    phase: 'after nodes',
    provides: { kinds: { 's3.csi.aws.com': ['MountpointS3PodAttachment'] } },
    csi: { driver: 's3.csi.aws.com', feature: 's3-driver' },
    identity: { namespace: 'kube-system', serviceAccount: 's3-csi-driver-sa', managedPolicies: [] },
    awsApis: ['s3'],
    policies: { bucket: S3_POLICY, directoryBucket: S3_EXPRESS_POLICY },
    versions: { 1.36: S3, 1.35: S3, 1.34: S3, 1.33: S3, 1.32: S3 },
  },
  'snapshot-controller': {
    phase: 'after nodes',
    provides: {
      kinds: {
        'snapshot.storage.k8s.io': ['VolumeSnapshot', 'VolumeSnapshotClass', 'VolumeSnapshotContent'],
        'groupsnapshot.storage.k8s.io': ['VolumeGroupSnapshot', 'VolumeGroupSnapshotClass', 'VolumeGroupSnapshotContent'],
      },
    },
    versions: { 1.36: SNAPSHOTS, 1.35: SNAPSHOTS, 1.34: SNAPSHOTS, 1.33: SNAPSHOTS, 1.32: SNAPSHOTS },
  },
  // mounts secrets into pods, whose own identity reads them
  'aws-secrets-store-csi-driver-provider': {
    phase: 'after nodes',
    provides: { kinds: { 'secrets-store.csi.x-k8s.io': ['SecretProviderClass', 'SecretProviderClassPodStatus'] } },
    csi: { driver: 'secrets-store.csi.k8s.io', feature: 'secrets-driver' },
    policies: { secret: MOUNTED_SECRET_POLICY, parameter: MOUNTED_PARAMETER_POLICY },
    versions: { 1.36: SECRETS, 1.35: SECRETS, 1.34: SECRETS, 1.33: SECRETS, 1.32: SECRETS },
  },
  // writes names of load balancers, and removes them. Route 53 has no endpoint in a VPC
  'external-dns': {
    phase: 'after nodes',
    provides: { features: ['external-dns', 'add-ons'], kinds: EXTERNAL_DNS_KINDS },
    identity: { namespace: 'external-dns', serviceAccount: 'external-dns', managedPolicies: [] },
    policies: { records: RECORDS_POLICY },
    versions: { 1.36: EXTERNAL_DNS, 1.35: EXTERNAL_DNS, 1.34: EXTERNAL_DNS, 1.33: EXTERNAL_DNS, 1.32: EXTERNAL_DNS },
  },
  'cert-manager': {
    phase: 'after nodes',
    provides: { features: ['cert-manager', 'add-ons'], kinds: CERT_MANAGER_KINDS },
    versions: { 1.36: UNSEEN, 1.35: UNSEEN, 1.34: UNSEEN, 1.33: UNSEEN, 1.32: UNSEEN },
  },
} as const satisfies Readonly<Record<string, AddonRow>>;

/** Add-ons that this library knows. */
export type KnownAddon = keyof typeof ADDONS;
