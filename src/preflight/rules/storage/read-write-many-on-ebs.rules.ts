import { isDeployTimeValue, listAt, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { pvcsIn, classNameOf, EBS_PROVISIONERS, volumeOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

const MANY = ['ReadWriteMany', 'ReadOnlyMany'];

/** Volumes of this type alone may be attached to several instances, as raw blocks. Source: EBS CSI driver, multi-attach. */
const SHARED = 'io2';

export const readWriteManyOnEbs: Rule = {
  id: 'read-write-many-on-ebs',
  area: 'Storage',
  severity: 'error',
  description: 'an EBS volume for several nodes',
  reason: 'an EBS volume with a file system is mounted by one node at a time, and the driver refuses to make one for many',
  source: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/faq.md',
  check: (facts) =>
    facts.objects.flatMap(({ path, value }) =>
      pvcsIn(value).flatMap(({ name, pvc }) => {
        const modes = listAt(pvc, 'spec', 'accessModes').filter(
          (mode) => MANY.includes(String(mode)) && !(mode === 'ReadWriteMany' && mayBeShared(pvc, facts)),
        );
        if (modes.length === 0 || !EBS_PROVISIONERS.has(volumeOf(pvc, facts)?.driver ?? '')) return [];
        return [
          {
            path,
            finding: `PersistentVolumeClaim '${namespaceOf(value)}/${name}' asks for ${modes.join(', ')} ${ofClass(pvc)}`,
            remediation: 'Use ReadWriteOnce, or a class of EFS or FSx volumes',
          },
        ];
      }),
    ),
};

function ofClass(claim: unknown): string {
  const [className, volumeName] = [classNameOf(claim), stringAt(claim, 'spec', 'volumeName')];
  if (className) return `of class '${className}', whose volumes are EBS volumes`;
  return volumeName ? `of PersistentVolume '${volumeName}', which is an EBS volume` : 'of a volume that is an EBS volume';
}

// a class that names no type, or is not made here, may be changed by another default
function mayBeShared(claim: unknown, { manifests }: Facts): boolean {
  const type = stringAt(manifests.find('storage.k8s.io/StorageClass', undefined, classNameOf(claim))?.value, 'parameters', 'type');
  const mode = stringAt(claim, 'spec', 'volumeMode');
  return (mode === 'Block' || isDeployTimeValue(mode)) && (type === undefined || type === SHARED || isDeployTimeValue(type));
}
