import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../../kubernetes/quantity.rules';
import { schedulingResultsOf } from '../../placement/scheduling-results.rules';
import { Rule } from '../../rule';

const GIB = 2 ** 30;

export const emptyDirTooLarge: Rule = {
  id: 'empty-dir-too-large',
  area: 'Storage',
  severity: 'warning',
  description: 'emptyDir whose sizeLimit exceeds the disk of every node that the pod fits',
  reason: 'a node with disk pressure evicts pods before an emptyDir reaches its sizeLimit',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  check: (facts) =>
    (schedulingResultsOf(facts) ?? []).flatMap(({ workload: { path, name, podSpec }, candidates }) => {
      const disks = candidates.flatMap(({ shapes }) => shapes).map(({ ephemeralGiB }) => ephemeralGiB ?? Infinity);
      const largest = Math.max(...disks) * GIB;
      return disks.length === 0
        ? []
        : listAt(podSpec, 'volumes')
            .filter((volume) => !stringAt(volume, 'emptyDir', 'medium') && quantity(at(volume, 'emptyDir', 'sizeLimit')) > largest + GIB)
            .map((volume) => ({
              path,
              finding:
                `the emptyDir '${stringAt(volume, 'name')}' of ${name} has sizeLimit ${String(at(volume, 'emptyDir', 'sizeLimit'))}, ` +
                `and its nodes have at most ${Math.max(...disks)} GiB of ephemeral storage`,
              remediation: 'Increase diskSize of the nodes, or use a PersistentVolumeClaim',
            }));
    }),
};
