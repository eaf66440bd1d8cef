import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { RetainedPvc, RetainedUser } from './facts.rules';
import { Located } from './located.rules';
import { pathOfUser } from './resource-facts';
import { KubernetesObject, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { isOfType, ScannedResource } from '../../model/cluster-scan';
import { OBJECTS_RESOURCE } from '../../model/custom-resource-types.data';
import { resourcesBelow } from '../../model/final-resource';
import { resourceGraphOf } from '../../model/resource-graph';
import { classNameOf } from '../reading/volumes.rules';

/** FSx file systems that are retained when their stack is deleted, in subnets of the same stack. */
export function retainedFileSystems(stage: IConstruct): Located<string>[] {
  const resources = resourcesBelow(stage);
  return resources
    .filter(({ cfnResourceType }) => cfnResourceType === 'AWS::FSx::FileSystem')
    .filter(isRetained)
    .flatMap((fileSystem) => {
      const { subnetIds = [] } = fileSystem as unknown as { subnetIds?: string[] };
      const stack = Stack.of(fileSystem);
      const names = new Set(subnetIds.map((id) => JSON.stringify(stack.resolve(id))));
      const own = resources.find(
        (each) =>
          each.cfnResourceType === 'AWS::EC2::Subnet' && Stack.of(each) === stack && names.has(JSON.stringify(stack.resolve(each.ref))),
      );
      return own
        ? [{ path: fileSystem.node.path.replace(/\/(FileSystem|Resource)$/, ''), value: own.node.path.replace(/\/Subnet$/, '') }]
        : [];
    });
}

/**
 * Types that AWS does not delete while a resource of another type uses them. Source: EC2 API Reference, DeleteSubnet,
 * DeleteSecurityGroup and DeleteVpc (DependencyViolation); RDS API Reference, DeleteDBSubnetGroup
 * (InvalidDBSubnetGroupStateFault); ElastiCache API Reference, DeleteCacheSubnetGroup (CacheSubnetGroupInUse).
 */
const IN_USE_BY: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::SecurityGroup': ['AWS::EC2::VPC'],
  'AWS::EC2::Subnet': ['AWS::EC2::VPC'],
  'AWS::EFS::MountTarget': ['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup'],
  'AWS::EKS::Cluster': ['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup'],
  'AWS::ElastiCache::CacheCluster': ['AWS::ElastiCache::SubnetGroup', 'AWS::EC2::SecurityGroup'],
  'AWS::ElastiCache::ReplicationGroup': ['AWS::ElastiCache::SubnetGroup', 'AWS::EC2::SecurityGroup'],
  'AWS::MSK::Cluster': ['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup'],
  'AWS::OpenSearchService::Domain': ['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup'],
  'AWS::RDS::DBCluster': ['AWS::RDS::DBSubnetGroup', 'AWS::EC2::SecurityGroup'],
  'AWS::RDS::DBInstance': ['AWS::RDS::DBSubnetGroup', 'AWS::EC2::SecurityGroup'],
};

/** Resources that are retained when their stack is deleted, with those of the same stack that they use and that are deleted. */
export function retainedUsers(stage: IConstruct): Located<RetainedUser>[] {
  const resources = resourcesBelow(stage);
  return resources
    .filter((each) => each.cfnResourceType in IN_USE_BY && isRetained(each))
    .flatMap((retained): Located<RetainedUser>[] => {
      const graph = resourceGraphOf(retained);
      const used = resources
        .filter((each) => IN_USE_BY[retained.cfnResourceType].includes(each.cfnResourceType) && Stack.of(each) === Stack.of(retained))
        .filter((each) => !isRetained(each) && graph.refersTo(retained, each));
      const paths = used.map(({ node }) => pathOfUser(node.path).replace(/\/(Subnet|VPC)$/, ''));
      return used.length === 0 ? [] : [{ path: pathOfUser(retained.node.path), value: { type: retained.cfnResourceType, uses: paths } }];
    });
}

/**
 * Types with data that a KMS key encrypts. A reference of one of them to a key is its encryption key. Source: CloudFormation Template
 * Reference, KmsKeyId and the like.
 */
const ENCRYPTED: ReadonlySet<string> = new Set([
  'AWS::Backup::BackupVault',
  'AWS::DocDB::DBCluster',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Volume',
  'AWS::ECR::Repository',
  'AWS::EFS::FileSystem',
  'AWS::FSx::FileSystem',
  'AWS::Logs::LogGroup',
  'AWS::OpenSearchService::Domain',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
]);

/** Resources with data that are retained, or leave a snapshot, when their stack is deleted, and whose key is deleted with it. */
export function retainedWithoutKey(stage: IConstruct): Located<RetainedUser>[] {
  const resources = resourcesBelow(stage);
  const keys = resources.filter((each) => each.cfnResourceType === 'AWS::KMS::Key' && !isRetained(each));
  if (keys.length === 0) return [];
  return resources
    .filter((each) => ENCRYPTED.has(each.cfnResourceType) && (isRetained(each) || each.cfnOptions.deletionPolicy === 'Snapshot'))
    .flatMap((data): Located<RetainedUser>[] => {
      const graph = resourceGraphOf(data);
      const own = keys.filter((key) => Stack.of(key) === Stack.of(data) && graph.refersTo(data, key));
      const uses = own.map(({ node }) => pathOfUser(node.path));
      return uses.length === 0 ? [] : [{ path: pathOfUser(data.node.path), value: { type: data.cfnResourceType, uses } }];
    });
}

/** The resource that contains the volumes of a driver, and cannot be deleted before them. */
const VOLUME_PARENTS: Readonly<Record<string, { readonly type: string; readonly volume: string; readonly holder: string }>> = {
  // a file system in subnetId for each PVC.
  // Source: kubernetes-sigs/aws-fsx-csi-driver, examples/kubernetes/dynamic_provisioning/README.md
  'fsx.csi.aws.com': { type: 'AWS::EC2::Subnet', volume: 'its file system of FSx', holder: 'subnet' },
  // Source: FSx API Reference, DeleteStorageVirtualMachine, which asks for the deletion of all volumes but the root before
  'csi.trident.netapp.io': { type: 'AWS::FSx::StorageVirtualMachine', volume: 'its volume of ONTAP', holder: 'storage virtual machine' },
};

/** PVCs that are retained when their stack is deleted, with a volume in a resource that is deleted with the stack. */
export function retainedPvcs(scanned: readonly ScannedResource[]): Located<RetainedPvc>[] {
  const classes = scanned.flatMap(({ objects }) => objects.filter(({ kind }) => kind === 'StorageClass'));
  const provisionerOf = (claim: KubernetesObject): string | undefined => {
    const storageClass = classes.find(({ metadata }) => metadata?.name === classNameOf(claim));
    // with reclaimPolicy Retain, deleting the PVC does not delete the volume
    return stringAt(storageClass, 'reclaimPolicy') === 'Retain' ? undefined : stringAt(storageClass, 'provisioner');
  };
  return scanned
    .filter(isOfType(OBJECTS_RESOURCE))
    .filter(({ properties }) => properties.RemoveClaims !== true)
    .flatMap(({ resource, objects }) => {
      const own = resourcesBelow(Stack.of(resource)).filter((each) => Stack.of(each) === Stack.of(resource) && !isRetained(each));
      const claims = objects.filter((each) => each.kind === 'PersistentVolumeClaim' && stringAt(each, 'spec', 'volumeName') === undefined);
      return claims.flatMap((claim): Located<RetainedPvc>[] => {
        const held = VOLUME_PARENTS[provisionerOf(claim) ?? ''];
        if (!held || !own.some(({ cfnResourceType }) => cfnResourceType === held.type)) return [];
        return [
          { path: resource.node.path.replace(/\/Objects\/Resource$/, ''), value: { pvc: claim, volume: held.volume, parent: held.holder } },
        ];
      });
    });
}

/** Whether CloudFormation retains a resource when its stack is deleted. */
export function isRetained({ cfnOptions }: CfnResource): boolean {
  return ['Retain', 'RetainExceptOnCreate'].includes(String(cfnOptions.deletionPolicy));
}
