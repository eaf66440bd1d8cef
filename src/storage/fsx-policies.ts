import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { driverGrantee } from './driver-grants';
import { acknowledgeWildcards, writtenAs } from '../cluster/acknowledged';

const fsxArn = (stack: Stack, resource: string): string => stack.formatArn({ service: 'fsx', resource, resourceName: '*' });

/** The role that FSx makes once in an account. Source: aws-fsx-csi-driver docs/install.md, aws-fsx-openzfs-csi-driver docs/example-iam-policy.json. */
function linkedRole(stack: Stack): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'aws-service-role/fsx.amazonaws.com/*' })],
    conditions: { StringEquals: { 'iam:AWSServiceName': 'fsx.amazonaws.com' } },
  });
}

/** What the driver of FSx for Lustre does when claims make file systems. Its classes share it: what was allowed once is not allowed twice. */
export function allowLustre(storage: Construct, role: iam.Role, buckets: readonly string[]): void {
  const stack = Stack.of(role);
  const fileSystems = fsxArn(stack, 'file-system');
  role.addToPolicy(linkedRole(stack));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['fsx:CreateFileSystem', 'fsx:UpdateFileSystem', 'fsx:DeleteFileSystem', 'fsx:TagResource'], resources: [fileSystems] }));
  // describing has no resource in IAM
  role.addToPolicy(new iam.PolicyStatement({ actions: ['fsx:DescribeFileSystems'], resources: ['*'] }));
  if (buckets.length > 0) {
    role.addToPolicy(new iam.PolicyStatement({
      actions: ['iam:CreateServiceLinkedRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'],
      resources: [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*' })],
    }));
    driverGrantee(storage, role).grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [...buckets] }));
  }
  acknowledge(role, ['file-system'], ['fsx.amazonaws.com', ...(buckets.length > 0 ? ['s3.data-source.lustre.fsx.amazonaws.com'] : [])]);
}

/** What the driver of FSx for OpenZFS does. */
export function allowOpenZfs(role: iam.Role): void {
  const stack = Stack.of(role);
  role.addToPolicy(linkedRole(stack));
  role.addToPolicy(new iam.PolicyStatement({
    actions: [
      ...['FileSystem', 'Volume', 'Snapshot'].flatMap((what) => [`fsx:Create${what}`, `fsx:Delete${what}`]), 'fsx:UpdateFileSystem', 'fsx:TagResource', 'fsx:ListTagsForResource',
    ],
    resources: ['file-system', 'volume', 'snapshot'].map((what) => fsxArn(stack, what)),
  }));
  // describing has no resource in IAM
  role.addToPolicy(new iam.PolicyStatement({ actions: ['fsx:DescribeFileSystems', 'fsx:DescribeVolumes', 'fsx:DescribeSnapshots'], resources: ['*'] }));
  acknowledge(role, ['file-system', 'volume', 'snapshot'], ['fsx.amazonaws.com']);
}

/** What Trident does with the volumes of one file system of FSx for NetApp ONTAP. Source: NetApp documentation, trident-fsx-storage-backend. */
export function allowOntap(storage: Construct, role: iam.Role, fileSystemId: string): void {
  const stack = Stack.of(storage);
  const { grantPrincipal } = driverGrantee(storage, role);
  const of = (resource: string) => stack.formatArn({ service: 'fsx', resource, resourceName: `${fileSystemId}/*` });
  grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['fsx:CreateVolume', 'fsx:UpdateVolume', 'fsx:DeleteVolume', 'fsx:RestoreVolumeFromSnapshot', 'fsx:TagResource', 'fsx:UntagResource'],
    resources: [of('volume'), of('storage-virtual-machine')],
  }));
  // describing has no resource in IAM
  grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['fsx:DescribeFileSystems', 'fsx:DescribeVolumes', 'fsx:DescribeStorageVirtualMachines'], resources: ['*'] }));
  acknowledgeWildcards(stack === Stack.of(role) ? role : storage, ['*'], 'FSx describes no single file system in IAM');
}

function acknowledge(role: iam.Role, kinds: readonly string[], services: readonly string[]): void {
  const { region, account } = Stack.of(role);
  const place = `${writtenAs(region, 'Region')}:${writtenAs(account, 'AccountId')}`;
  acknowledgeWildcards(role, [
    '*', ...kinds.map((kind) => `fsx:${place}:${kind}/*`), ...services.map((service) => `iam::${writtenAs(account, 'AccountId')}:role/aws-service-role/${service}/*`),
  ], 'the driver makes these resources, so that nobody knows their names before; describing has no resource in IAM');
}
