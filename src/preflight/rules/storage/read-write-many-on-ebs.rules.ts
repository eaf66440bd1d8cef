import { isDeployTimeValue, listAt, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { pvcsIn, classNameOf, EBS_PROVISIONERS, volumeOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

const MANY = ['ReadWriteMany', 'ReadOnlyMany'];

/** The only volume type that can be attached to several instances, as a raw block device. Source: EBS CSI driver, multi-attach. */
const SHARED = 'io2';

export const readWriteManyOnEbs: Rule = {
  id: 'read-write-many-on-ebs',
  area: 'Storage',
  severity: 'error',
  description: 'EBS volume with access mode ReadWriteMany or ReadOnlyMany',
  reason:
    'an EBS volume with a file system can be mounted by one node at a time, and the EBS CSI driver rejects access modes for many nodes',
  source: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/faq.md',
  check: (facts) =>
    facts.objects.flatMap(({ path, value }) =>
      pvcsIn(value).flatMap(({ name, pvc }) => {
        const modes = listAt(pvc, 'spec', 'accessModes').filter(
          (mode) => MANY.includes(String(mode)) && !(mode === 'ReadWriteMany' && mayBeShared(pvc, facts)),
        );
        const volume = volumeOf(pvc, facts);
        if (modes.length === 0 || volume === undefined || volume.isNodeLocal || !EBS_PROVISIONERS.has(volume.driver)) return [];
        return [
          {
            path,
            finding: `PersistentVolumeClaim '${namespaceOf(value)}/${name}' requests ${modes.join(', ')} ${ofClass(pvc)}`,
            remediation: 'Use ReadWriteOnce, or a StorageClass for EFS or FSx volumes',
          },
        ];
      }),
    ),
};

function ofClass(claim: unknown): string {
  const [className, volumeName] = [classNameOf(claim), stringAt(claim, 'spec', 'volumeName')];
  if (className) return `with StorageClass '${className}', which creates EBS volumes`;
  return volumeName ? `for PersistentVolume '${volumeName}', which is an EBS volume` : 'for an EBS volume';
}

// the default of the driver applies to a class without a type, and a class outside this app may have any
function mayBeShared(claim: unknown, { manifests }: Facts): boolean {
  const type = stringAt(manifests.find('storage.k8s.io/StorageClass', undefined, classNameOf(claim))?.value, 'parameters', 'type');
  const mode = stringAt(claim, 'spec', 'volumeMode');
  return (mode === 'Block' || isDeployTimeValue(mode)) && (type === undefined || type === SHARED || isDeployTimeValue(type));
}
