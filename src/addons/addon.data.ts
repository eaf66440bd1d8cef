import { AwsApi } from '../network/aws-apis.data';

/** An add-on that EKS manages. */
export interface AddonRow {
  /** the service account that calls AWS, with the managed policies it needs. */
  readonly identity?: {
    readonly namespace: string;
    readonly serviceAccount: string;
    /** a second service account to which the add-on gives the same role. */
    readonly alsoServiceAccount?: string;
    readonly managedPolicies: readonly string[];
  };
  /** APIs of AWS that it calls, beside sts for its identity. */
  readonly calls?: readonly AwsApi[];
  /**
   * Newest release that a source was read for, by Kubernetes minor. Where none was read, EKS chooses its default at creation and
   * keeps it: pass `version` to pin one.
   */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * EKS add-ons as data. A new add-on is a row, a new version a cell.
 *
 * Source: EKS User Guide (workloads-add-ons-available-eks, managing-coredns, managing-vpc-cni, managing-kube-proxy), September 2026;
 * versions reported by `describe-addon-versions` in public repositories, September and October 2026.
 */
export const ADDONS = {
  'vpc-cni': {
    calls: ['ec2'],
    identity: { namespace: 'kube-system', serviceAccount: 'aws-node', managedPolicies: ['AmazonEKS_CNI_Policy'] },
    versions: everyMinor(['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'], 'v1.22.4-eksbuild.3'),
  },
  'kube-proxy': {
    versions: {
      1.31: 'v1.31.14-eksbuild.28',
      1.32: 'v1.32.13-eksbuild.24',
      1.33: 'v1.33.10-eksbuild.21',
      1.34: 'v1.34.6-eksbuild.21',
      1.35: 'v1.35.3-eksbuild.21',
      1.36: 'v1.36.0-eksbuild.17',
    },
  },
  'eks-pod-identity-agent': {
    calls: ['eks-auth'],
    versions: { 1.35: 'v1.4.0-eksbuild.3', 1.36: 'v1.4.0-eksbuild.3' },
  },
  'eks-node-monitoring-agent': { versions: {} },
  'coredns': {
    versions: {
      1.31: 'v1.11.4-eksbuild.53',
      1.32: 'v1.11.4-eksbuild.53',
      1.33: 'v1.12.4-eksbuild.31',
      1.34: 'v1.13.2-eksbuild.24',
      1.35: 'v1.14.3-eksbuild.16',
      1.36: 'v1.14.3-eksbuild.16',
    },
  },
  'metrics-server': {
    versions: {
      ...everyMinor(['1.31', '1.32', '1.33'], 'v0.8.1-eksbuild.14'), ...everyMinor(['1.34', '1.35', '1.36'], 'v0.9.0-eksbuild.11'),
    },
  },
  'aws-ebs-csi-driver': {
    calls: ['ec2'],
    identity: { namespace: 'kube-system', serviceAccount: 'ebs-csi-controller-sa', managedPolicies: ['service-role/AmazonEBSCSIDriverPolicyV2'] },
    versions: everyMinor(['1.33', '1.34', '1.35', '1.36'], 'v1.66.0-eksbuild.1'),
  },
  'aws-efs-csi-driver': {
    calls: ['elasticfilesystem'],
    // the add-on annotates both with one role: the node's mounts, the controller's makes access points
    identity: { namespace: 'kube-system', serviceAccount: 'efs-csi-controller-sa', alsoServiceAccount: 'efs-csi-node-sa', managedPolicies: ['service-role/AmazonEFSCSIDriverPolicy'] },
    versions: everyMinor(['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'], 'v3.4.2-eksbuild.1'),
  },
  'aws-fsx-csi-driver': {
    calls: ['fsx'],
    identity: { namespace: 'kube-system', serviceAccount: 'fsx-csi-controller-sa', managedPolicies: [] },
    versions: everyMinor(['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'], 'v1.10.0-eksbuild.1'),
  },
  'aws-mountpoint-s3-csi-driver': {
    calls: ['s3'],
    identity: { namespace: 'kube-system', serviceAccount: 's3-csi-driver-sa', managedPolicies: [] },
    versions: everyMinor(['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'], 'v2.7.0-eksbuild.1'),
  },
  'snapshot-controller': { versions: everyMinor(['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'], 'v8.6.0-eksbuild.6') },
  // the identity of the pods reads the secrets
  'aws-secrets-store-csi-driver-provider': { versions: everyMinor(['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'], 'v3.1.2-eksbuild.1') },
  'external-dns': {
    calls: [],
    identity: { namespace: 'external-dns', serviceAccount: 'external-dns', managedPolicies: [] },
    versions: everyMinor(['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'], 'v0.21.0-eksbuild.8'),
  },
  'cert-manager': { versions: {} },
} as const satisfies Record<string, AddonRow>;

/** The add-ons of every cluster, in the order in which they are listed. */
export const CORE_ADDONS = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent', 'eks-node-monitoring-agent', 'coredns', 'metrics-server'] as const;

/** What Auto Mode does not have built in. Source: EKS User Guide, automode. */
export const BESIDE_AUTO_MODE = ['metrics-server'] as const;

function everyMinor(minors: readonly string[], version: string): Record<string, string> {
  return Object.fromEntries(minors.map((minor) => [minor, version]));
}
