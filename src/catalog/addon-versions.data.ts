import { PinnedVersion } from './pinned-version.rules';

const MINORS = ['1.32', '1.33', '1.34', '1.35', '1.36'];
// read on 2026-09-26; stackshy/cloudemu, providers/aws/eks, holds a copy
const guide = (page: string) => `EKS User Guide, ${page}, September 2026`;
const CREATED = 'versions that EKS resolved at the creation of a public deployment on Kubernetes 1.36, October 2026';

/**
 * Versions of EKS add-ons by Kubernetes minor: the newest with a source. Where there is none, EKS chooses its default at creation and keeps it: pass
 * `version` to pin one.
 */
export const ADDON_VERSIONS = {
  'vpc-cni': versions(MINORS, 'v1.23.1-eksbuild.1', guide('managing-vpc-cni')),
  'kube-proxy': {
    ...versions(['1.32'], 'v1.32.13-eksbuild.28', guide('managing-kube-proxy')),
    ...versions(['1.33'], 'v1.33.10-eksbuild.25', guide('managing-kube-proxy')),
    ...versions(['1.34'], 'v1.34.6-eksbuild.25', guide('managing-kube-proxy')),
    ...versions(['1.35'], 'v1.35.3-eksbuild.25', guide('managing-kube-proxy')),
    ...versions(['1.36'], 'v1.36.0-eksbuild.45', CREATED),
  },
  'eks-pod-identity-agent': versions(['1.35', '1.36'], 'v1.4.0-eksbuild.3', `${CREATED}; describe-addon-versions for 1.35, 2026-10-02`),
  'eks-node-monitoring-agent': {},
  'coredns': {
    ...versions(['1.32'], 'v1.11.4-eksbuild.53', guide('managing-coredns')),
    ...versions(['1.33'], 'v1.12.4-eksbuild.31', guide('managing-coredns')),
    ...versions(['1.34'], 'v1.13.2-eksbuild.24', guide('managing-coredns')),
    ...versions(['1.35'], 'v1.14.3-eksbuild.16', guide('managing-coredns')),
    ...versions(['1.36'], 'v1.14.7-eksbuild.11', CREATED),
  },
  'metrics-server': {
    ...versions(['1.32', '1.33'], 'v0.8.1-eksbuild.14', 'a public CDK table of add-ons by Kubernetes version, autumn 2026'),
    ...versions(['1.34', '1.35'], 'v0.9.0-eksbuild.7', 'public Terraform for Kubernetes 1.34 and for 1.35, autumn 2026'),
    ...versions(['1.36'], 'v0.9.0-eksbuild.11', `describe-addon-versions for 1.36; ${CREATED}`),
  },
  'aws-ebs-csi-driver': versions(['1.33', '1.34', '1.35', '1.36'], 'v1.66.0-eksbuild.1', 'describe-addon-versions for 1.36; public deployments on 1.33 and 1.35, autumn 2026'),
  'aws-efs-csi-driver': versions(MINORS, 'v3.4.2-eksbuild.1', 'awslabs/global-capacity-orchestrator-on-aws, gco/stacks/constants.py, which is compared with describe-addon-versions'),
  // v1.10.0-eksbuild.1 was seen in one repository, and the source of the driver has no tag v1.10.0
  'aws-fsx-csi-driver': {},
  'aws-mountpoint-s3-csi-driver': versions(MINORS, 'v2.7.0-eksbuild.1', 'awslabs/mountpoint-s3-csi-driver v2.7.0; public deployments on EKS, summer 2026'),
  'snapshot-controller': versions(MINORS, 'v8.6.0-eksbuild.6', 'public Terraform for Kubernetes 1.35, September 2026'),
  'aws-secrets-store-csi-driver-provider': versions(MINORS, 'v3.1.2-eksbuild.1', 'public Terraform and CDK apps, summer 2026'),
  'external-dns': versions(MINORS, 'v0.21.0-eksbuild.8', 'a public deployment on Kubernetes 1.36, September 2026'),
  'cert-manager': {},
} satisfies Readonly<Record<string, Readonly<Record<string, PinnedVersion>>>>;

/** Add-ons that this library knows. */
export type KnownAddon = keyof typeof ADDON_VERSIONS;

function versions(minors: readonly string[], version: string, seen: string): Readonly<Record<string, PinnedVersion>> {
  return Object.fromEntries(minors.map((minor) => [minor, { version, seen }]));
}
