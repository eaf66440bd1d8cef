import { actionsOf, UpstreamPolicy } from './upstream-policy.rules';

/** ARNs in the policies of FSx. */
export interface FsxNames {
  /** the service-linked role of FSx. */
  readonly linkedRole: string;
  /** what the driver creates: file systems and, of OpenZFS, volumes and snapshots. */
  readonly created: readonly string[];
}

const FSX = 'fsx.amazonaws.com';

/** What the driver of FSx for Lustre does when claims create file systems. */
export const LUSTRE_POLICY: UpstreamPolicy<FsxNames> = {
  policyOf: { version: 'v1.9.0', file: 'kubernetes-sigs/aws-fsx-csi-driver v1.9.0, docs/install.md and pkg/cloud/cloud.go' },
  statements: ({ linkedRole, created }) => [
    { actions: ['iam:CreateServiceLinkedRole'], resources: [linkedRole], conditions: { StringEquals: { 'iam:AWSServiceName': FSX } } },
    { actions: actionsOf('fsx', 'CreateFileSystem UpdateFileSystem DeleteFileSystem TagResource'), resources: created },
    // describing has no resource in IAM
    { actions: ['fsx:DescribeFileSystems'] },
  ],
};

/** What the driver of FSx for Lustre does in addition for file systems that read from a bucket. Same origin. */
export const LUSTRE_BUCKET_POLICY: UpstreamPolicy<{ readonly dataSourceRole: string }> = {
  policyOf: LUSTRE_POLICY.policyOf,
  statements: ({ dataSourceRole }) => [
    { actions: actionsOf('iam', 'CreateServiceLinkedRole AttachRolePolicy PutRolePolicy'), resources: [dataSourceRole] },
  ],
};

/** The buckets that FSx for Lustre reads from. Same origin. */
export const LUSTRE_LIST_POLICY: UpstreamPolicy<{ readonly buckets: readonly string[] }> = {
  policyOf: LUSTRE_POLICY.policyOf,
  statements: ({ buckets }) => [{ actions: ['s3:ListBucket'], resources: buckets }],
};

/** What the driver of FSx for OpenZFS does. */
export const OPENZFS_POLICY: UpstreamPolicy<FsxNames> = {
  policyOf: {
    version: '1.2.0',
    file: 'kubernetes-sigs/aws-fsx-openzfs-csi-driver v1.2.0, docs/example-iam-policy.json and pkg/cloud/cloud.go',
  },
  statements: ({ linkedRole, created }) => [
    { actions: ['iam:CreateServiceLinkedRole'], resources: [linkedRole], conditions: { StringEquals: { 'iam:AWSServiceName': FSX } } },
    { actions: actionsOf('iam', 'AttachRolePolicy PutRolePolicy'), resources: [linkedRole] },
    {
      actions: actionsOf('fsx', [
        'CreateFileSystem DeleteFileSystem CreateVolume DeleteVolume CreateSnapshot DeleteSnapshot',
        'UpdateFileSystem TagResource ListTagsForResource',
      ].join(' ')),
      resources: created,
    },
    // describing has no resource in IAM
    { actions: actionsOf('fsx', 'DescribeFileSystems DescribeVolumes DescribeSnapshots') },
  ],
};

/** What Trident does with the volumes of one file system of FSx for NetApp ONTAP. */
export const ONTAP_POLICY: UpstreamPolicy<{ readonly volumes: readonly string[] }> = {
  policyOf: {
    version: '100.2606.0',
    file: 'NetApp/trident v26.06.0, storage_drivers/ontap/awsapi/aws.go; NetApp documentation, trident-fsx-storage-backend',
    differs: 'without CreateStorageVirtualMachine, CreateSecret and DeleteSecret: CDK creates the virtual machine and its secret',
  },
  statements: ({ volumes }) => [
    { actions: actionsOf('fsx', 'CreateVolume UpdateVolume DeleteVolume RestoreVolumeFromSnapshot TagResource UntagResource'), resources: volumes },
    // describing has no resource in IAM
    { actions: actionsOf('fsx', 'DescribeFileSystems DescribeVolumes DescribeStorageVirtualMachines') },
  ],
};
