import { ADDON_VERSIONS, KnownAddon } from '../catalog/addon-versions.data';
import { PinnedVersion } from '../catalog/pinned-version.rules';
import { AwsApi } from '../network/aws-apis.data';

/** An add-on that EKS manages. */
export interface AddonRow {
  /** the service account that calls AWS, with the managed policies it needs. */
  readonly identity?: {
    readonly namespace: string;
    readonly serviceAccount: string;
    /** a second service account. By IRSA the add-on annotates both with one role; by Pod Identity it has a role of its own. */
    readonly alsoServiceAccount?: string;
    readonly managedPolicies: readonly string[];
  };
  /** APIs of AWS that it calls, beside sts for its identity. */
  readonly calls?: readonly AwsApi[];
  readonly versions: Readonly<Record<string, PinnedVersion>>;
}

/**
 * EKS add-ons as data. A new add-on is a row, a new version a cell of its table of versions.
 *
 * Source: EKS User Guide, workloads-add-ons-available-eks, September 2026; names of policies: list-policies of IAM, 2026-08-22.
 */
export const ADDONS = {
  'vpc-cni': {
    calls: ['ec2'],
    identity: { namespace: 'kube-system', serviceAccount: 'aws-node', managedPolicies: ['AmazonEKS_CNI_Policy'] },
    versions: ADDON_VERSIONS['vpc-cni'],
  },
  'kube-proxy': { versions: ADDON_VERSIONS['kube-proxy'] },
  'eks-pod-identity-agent': { calls: ['eks-auth'], versions: ADDON_VERSIONS['eks-pod-identity-agent'] },
  'eks-node-monitoring-agent': { versions: ADDON_VERSIONS['eks-node-monitoring-agent'] },
  'coredns': { versions: ADDON_VERSIONS.coredns },
  'metrics-server': { versions: ADDON_VERSIONS['metrics-server'] },
  'aws-ebs-csi-driver': {
    calls: ['ec2'],
    // without a path, though the guide and the page of the driver write service-role/
    identity: { namespace: 'kube-system', serviceAccount: 'ebs-csi-controller-sa', managedPolicies: ['AmazonEBSCSIDriverPolicyV2'] },
    versions: ADDON_VERSIONS['aws-ebs-csi-driver'],
  },
  'aws-efs-csi-driver': {
    calls: ['elasticfilesystem'],
    // the node's mounts, the controller's creates access points
    identity: {
      namespace: 'kube-system',
      serviceAccount: 'efs-csi-controller-sa',
      alsoServiceAccount: 'efs-csi-node-sa',
      managedPolicies: ['service-role/AmazonEFSCSIDriverPolicy'],
    },
    versions: ADDON_VERSIONS['aws-efs-csi-driver'],
  },
  'aws-fsx-csi-driver': {
    calls: ['fsx'],
    identity: { namespace: 'kube-system', serviceAccount: 'fsx-csi-controller-sa', managedPolicies: [] },
    versions: ADDON_VERSIONS['aws-fsx-csi-driver'],
  },
  'aws-mountpoint-s3-csi-driver': {
    calls: ['s3'],
    identity: { namespace: 'kube-system', serviceAccount: 's3-csi-driver-sa', managedPolicies: [] },
    versions: ADDON_VERSIONS['aws-mountpoint-s3-csi-driver'],
  },
  'snapshot-controller': { versions: ADDON_VERSIONS['snapshot-controller'] },
  // the identity of the pods reads the secrets
  'aws-secrets-store-csi-driver-provider': { versions: ADDON_VERSIONS['aws-secrets-store-csi-driver-provider'] },
  'external-dns': {
    calls: [],
    identity: { namespace: 'external-dns', serviceAccount: 'external-dns', managedPolicies: [] },
    versions: ADDON_VERSIONS['external-dns'],
  },
  'cert-manager': { versions: ADDON_VERSIONS['cert-manager'] },
} as const satisfies Record<KnownAddon, AddonRow>;

/** The add-ons of every cluster, in the order in which they are listed. */
export const CORE_ADDONS = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent', 'eks-node-monitoring-agent', 'coredns', 'metrics-server'] as const;

/** What Auto Mode does not have built in. Source: EKS User Guide, automode. */
export const BESIDE_AUTO_MODE = ['metrics-server'] as const;
