import { at, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../../kubernetes/quantity.rules';
import { landingsOf } from '../../placement/pod-places.rules';
import { Rule } from '../../rule';

const GIB = 2 ** 30;

export const emptyDirTooLarge: Rule = {
  id: 'empty-dir-too-large',
  area: 'Storage',
  severity: 'warning',
  finds: 'an emptyDir that may grow larger than the disk of every node that the pod fits',
  why: 'a node that runs out of disk evicts pods before an emptyDir reaches its sizeLimit',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  check: (facts) => (landingsOf(facts) ?? []).flatMap(({ maker: { path, name, pod }, places }) => {
    const disks = places.flatMap(({ shapes }) => shapes).map(({ ephemeralGiB }) => ephemeralGiB ?? Infinity);
    const largest = Math.max(...disks) * GIB;
    return disks.length === 0 ? [] : listAt(pod, 'volumes').filter((volume) => !textAt(volume, 'emptyDir', 'medium') && quantity(at(volume, 'emptyDir', 'sizeLimit')) > largest + GIB).map((volume) => ({
      path, what: `the emptyDir '${textAt(volume, 'name')}' of ${name} may grow to ${String(at(volume, 'emptyDir', 'sizeLimit'))}, and its nodes have ${Math.max(...disks)} GiB of disk for pods`, fix: 'Give the nodes a larger disk (diskSize), or use a volume of its own',
    }));
  }),
};
