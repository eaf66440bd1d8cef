import { isFilledIn, listAt, namespaceOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { claimsIn, classNameOf, EBS_PROVISIONERS, volumeOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

const MANY = ['ReadWriteMany', 'ReadOnlyMany'];

/** Volumes of this type alone may be attached to several instances, as raw blocks. Source: EBS CSI driver, multi-attach. */
const SHARED = 'io2';

export const readWriteManyOnEbs: Rule = {
  id: 'read-write-many-on-ebs',
  area: 'Storage',
  severity: 'error',
  finds: 'an EBS volume for several nodes',
  why: 'an EBS volume with a file system is mounted by one node at a time, and the driver refuses to make one for many',
  source: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/faq.md',
  check: (facts) => facts.objects.flatMap(({ path, value }) => claimsIn(value).flatMap(({ name, claim }) => {
    const modes = listAt(claim, 'spec', 'accessModes').filter((mode) => MANY.includes(String(mode)) && !(mode === 'ReadWriteMany' && mayBeShared(claim, facts)));
    if (modes.length === 0 || !EBS_PROVISIONERS.has(volumeOf(claim, facts)?.driver ?? '')) return [];
    return [{
      path, what: `PersistentVolumeClaim '${namespaceOf(value)}/${name}' asks for ${modes.join(', ')} ${ofClass(claim)}`, fix: 'Use ReadWriteOnce, or a class of EFS or FSx volumes',
    }];
  })),
};

function ofClass(claim: unknown): string {
  const [className, volumeName] = [classNameOf(claim), textAt(claim, 'spec', 'volumeName')];
  if (className) return `of class '${className}', whose volumes are EBS volumes`;
  return volumeName ? `of PersistentVolume '${volumeName}', which is an EBS volume` : 'of a volume that is an EBS volume';
}

// a class that names no type, or is not made here, may be changed by another default
function mayBeShared(claim: unknown, { manifests }: Facts): boolean {
  const type = textAt(manifests.find('storage.k8s.io/StorageClass', undefined, classNameOf(claim))?.value, 'parameters', 'type');
  const mode = textAt(claim, 'spec', 'volumeMode');
  return (mode === 'Block' || isFilledIn(mode)) && (type === undefined || type === SHARED || isFilledIn(type));
}
