import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { minRunningPods } from '../../placement/scheduling-results.rules';
import { surgesOnUpdate, EBS_PROVISIONERS, sharedPvcs, volumeOf } from '../../reading/volumes.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/**
 * Drivers that attach a volume to one node, which enforces ReadWriteOnce: volumes of other drivers can be mounted on any node. Source:
 * CSIDriver of each, attachRequired.
 */
const ATTACHING = new Set([...EBS_PROVISIONERS, 'csi.trident.netapp.io']);

export const readWriteOnceShared: Rule = {
  id: 'read-write-once-shared',
  area: 'Storage',
  severity: 'warning',
  description: 'ReadWriteOnce volume shared by several pods, or by old and new pods during a rolling update',
  reason:
    'a ReadWriteOnce volume is attached to one node: pods on other nodes do not start (Multi-Attach error), and in a rolling ' +
    'update the old and the new pod wait for each other',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: (facts) => [...sharedPvcs(facts, (claim) => isForOneNode(claim, facts))].flatMap(([claim, makers]) => problems(claim, makers)),
};

function isForOneNode(claim: unknown, facts: Facts): boolean {
  const modes = listAt(claim, 'spec', 'accessModes');
  return modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce') && ATTACHING.has(volumeOf(claim, facts)?.driver ?? '');
}

function problems(claim: string, makers: readonly Workload[]): Violation[] {
  // pods of Jobs may run one after another
  const lasting = makers.filter((maker) => minRunningPods(maker) > 0);
  const [first, second] = lasting;
  if (!first || isTogether(lasting)) return [];
  const { path, name, replicas } = first;
  if (replicas.min > 1) {
    return [
      {
        path,
        finding: `${replicas.min} pods of ${name} mount PersistentVolumeClaim '${claim}' with ReadWriteOnce`,
        remediation: 'Use a StatefulSet with volumeClaimTemplates, or a StorageClass with ReadWriteMany',
      },
    ];
  }
  if (second) {
    return [
      {
        path: second.path,
        finding: `${second.name} and ${name} mount PersistentVolumeClaim '${claim}' with ReadWriteOnce`,
        remediation:
          'Use a separate PersistentVolumeClaim for each, run them on one node with podAffinity, or use EFS or FSx with ReadWriteMany',
      },
    ];
  }
  return surgesOnUpdate(first)
    ? [
        {
          path,
          finding:
            `${name} mounts PersistentVolumeClaim '${claim}' with ReadWriteOnce and starts the new pod before it deletes the ` + 'old one',
          remediation: 'Set strategy: { type: Recreate }, or use a StatefulSet or a StorageClass with ReadWriteMany',
        },
      ]
    : [];
}

// pod affinity or a fixed node shows that this is intended
const isTogether = (makers: readonly Workload[]): boolean =>
  makers.some(
    ({ podSpec }) =>
      at(podSpec, 'affinity', 'podAffinity') !== undefined ||
      at(podSpec, 'nodeName') !== undefined ||
      stringAt(podSpec, 'nodeSelector', 'kubernetes.io/hostname') !== undefined,
  );
