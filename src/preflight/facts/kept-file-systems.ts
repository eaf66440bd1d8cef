import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { KeptClaim } from './facts.rules';
import { From } from './from.rules';
import { KubernetesObject, textAt } from '../../kubernetes/kubernetes-object.rules';
import { isOfType, ScannedResource } from '../../model/cluster-scan';
import { OBJECTS } from '../../model/delivered.data';
import { resourcesBelow } from '../../model/final-resource';
import { classNameOf } from '../reading/volumes.rules';

/** File systems of FSx that stay when their stack is deleted, in subnets of the same stack. */
export function keptInOwnSubnets(stage: IConstruct): From<string>[] {
  const resources = resourcesBelow(stage);
  return resources.filter(({ cfnResourceType }) => cfnResourceType === 'AWS::FSx::FileSystem').filter(isKept).flatMap((fileSystem) => {
    const { subnetIds = [] } = fileSystem as unknown as { subnetIds?: string[] };
    const stack = Stack.of(fileSystem);
    const names = new Set(subnetIds.map((id) => JSON.stringify(stack.resolve(id))));
    const own = resources.find((each) => each.cfnResourceType === 'AWS::EC2::Subnet' && Stack.of(each) === stack && names.has(JSON.stringify(stack.resolve(each.ref))));
    return own ? [{ path: fileSystem.node.path.replace(/\/(FileSystem|Resource)$/, ''), value: own.node.path.replace(/\/Subnet$/, '') }] : [];
  });
}

/** What the volumes of a driver are in, which cannot be deleted before them. */
const HOLDERS: Readonly<Record<string, { readonly type: string; readonly volume: string; readonly holder: string }>> = {
  // a file system in subnetId for each claim.
  // Source: kubernetes-sigs/aws-fsx-csi-driver, examples/kubernetes/dynamic_provisioning/README.md
  'fsx.csi.aws.com': { type: 'AWS::EC2::Subnet', volume: 'its file system of FSx', holder: 'subnet' },
  // Source: FSx API Reference, DeleteStorageVirtualMachine, which asks for the deletion of all volumes but the root before
  'csi.trident.netapp.io': { type: 'AWS::FSx::StorageVirtualMachine', volume: 'its volume of ONTAP', holder: 'storage virtual machine' },
};

/** Claims that stay when their stack is deleted, whose volume is in something that the same deletion deletes. */
export function keptClaims(scanned: readonly ScannedResource[]): From<KeptClaim>[] {
  const classes = scanned.flatMap(({ objects }) => objects.filter(({ kind }) => kind === 'StorageClass'));
  const provisionerOf = (claim: KubernetesObject): string | undefined => {
    const storageClass = classes.find(({ metadata }) => metadata?.name === classNameOf(claim));
    // what the class itself retains, no deletion of a claim frees
    return textAt(storageClass, 'reclaimPolicy') === 'Retain' ? undefined : textAt(storageClass, 'provisioner');
  };
  return scanned.filter(isOfType(OBJECTS)).filter(({ properties }) => properties.RemoveClaims !== true).flatMap(({ resource, objects }) => {
    const own = resourcesBelow(Stack.of(resource)).filter((each) => Stack.of(each) === Stack.of(resource) && !isKept(each));
    const claims = objects.filter((each) => each.kind === 'PersistentVolumeClaim' && textAt(each, 'spec', 'volumeName') === undefined);
    return claims.flatMap((claim): From<KeptClaim>[] => {
      const held = HOLDERS[provisionerOf(claim) ?? ''];
      if (!held || !own.some(({ cfnResourceType }) => cfnResourceType === held.type)) return [];
      return [{ path: resource.node.path.replace(/\/Objects\/Resource$/, ''), value: { claim, volume: held.volume, holder: held.holder } }];
    });
  });
}

/** Whether CloudFormation leaves a resource when its stack is deleted. */
export function isKept({ cfnOptions }: CfnResource): boolean {
  return ['Retain', 'RetainExceptOnCreate'].includes(String(cfnOptions.deletionPolicy));
}
