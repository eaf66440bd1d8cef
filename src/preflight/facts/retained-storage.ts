import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { RetainedPvc } from './facts.rules';
import { Located } from './located.rules';
import { KubernetesObject, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { isOfType, ScannedResource } from '../../model/cluster-scan';
import { OBJECTS_RESOURCE } from '../../model/custom-resource-types.data';
import { resourcesBelow } from '../../model/final-resource';
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
