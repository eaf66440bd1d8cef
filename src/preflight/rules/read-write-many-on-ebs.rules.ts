import { listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Rule } from '../rule';
import { ebsClaims } from '../volumes.rules';

const MANY = ['ReadWriteMany', 'ReadOnlyMany'];

export const readWriteManyOnEbs: Rule = {
  id: 'read-write-many-on-ebs',
  area: 'Storage',
  severity: 'error',
  finds: 'an EBS volume for several nodes',
  why: 'an EBS volume with a file system is mounted by one node at a time, and the driver refuses to make one for many',
  source: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/faq.md',
  check: (facts) => ebsClaims(facts).flatMap(({ path, value: { claim, name, namespace } }) => {
    const modes = listAt(claim, 'spec', 'accessModes').filter((mode) => MANY.includes(String(mode)));
    // raw blocks of io2 may be attached to several instances
    if (modes.length === 0 || textAt(claim, 'spec', 'volumeMode') === 'Block') return [];
    return [{
      path, what: `PersistentVolumeClaim '${namespace}/${name}' asks for ${modes.join(', ')} of class '${textAt(claim, 'spec', 'storageClassName')}', whose volumes are EBS volumes`, fix: 'Use ReadWriteOnce, or a class of EFS or FSx volumes',
    }];
  }),
};
