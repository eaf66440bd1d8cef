import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { minRunningPods } from '../../placement/scheduling-results.rules';
import { surgesOnUpdate, EBS_PROVISIONERS, sharedPvcs, volumeOf } from '../../reading/volumes.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/**
 * Drivers that attach a volume to a node, which makes ReadWriteOnce hold: of others any node mounts it. Source: CSIDriver of each,
 * attachRequired.
 */
const ATTACHING = new Set([...EBS_PROVISIONERS, 'csi.trident.netapp.io']);

export const readWriteOnceShared: Rule = {
  id: 'read-write-once-shared',
  area: 'Storage',
  severity: 'warning',
  description: 'one volume for one node that several pods mount, or that a rolling update mounts twice',
  reason:
    'a volume with ReadWriteOnce is attached to one node: a pod on another waits, and in a rolling update the new pod waits for ' +
    'the old one, which waits for it',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: (facts) => [...sharedPvcs(facts, (claim) => isForOneNode(claim, facts))].flatMap(([claim, makers]) => problems(claim, makers)),
};

function isForOneNode(claim: unknown, facts: Facts): boolean {
  const modes = listAt(claim, 'spec', 'accessModes');
  return modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce') && ATTACHING.has(volumeOf(claim, facts)?.driver ?? '');
}

function problems(claim: string, makers: readonly Workload[]): Violation[] {
  // Jobs take turns
  const lasting = makers.filter((maker) => minRunningPods(maker) > 0);
  const [first, second] = lasting;
  if (!first || isTogether(lasting)) return [];
  const { path, name, replicas } = first;
  if (replicas.min > 1)
    return [
      {
        path,
        finding: `${replicas.min} pods of ${name} mount the claim '${claim}' with ReadWriteOnce`,
        remediation: 'Use a StatefulSet with volumeClaimTemplates, or a class with ReadWriteMany',
      },
    ];
  if (second)
    return [
      {
        path: second.path,
        finding: `${second.name} and ${name} mount the claim '${claim}' with ReadWriteOnce`,
        remediation:
          'Give each a claim of its own, keep them on one node by affinity, or use a class of EFS or FSx volumes with ReadWriteMany',
      },
    ];
  return surgesOnUpdate(first)
    ? [
        {
          path,
          finding: `${name} mounts the claim '${claim}' with ReadWriteOnce and starts the new pod before the old one goes`,
          remediation: 'Give strategy: { type: Recreate }, use a StatefulSet, or a class with ReadWriteMany',
        },
      ]
    : [];
}

// who asks to be near somebody, or on a certain node, has thought of it
const isTogether = (makers: readonly Workload[]): boolean =>
  makers.some(
    ({ podSpec }) =>
      at(podSpec, 'affinity', 'podAffinity') !== undefined ||
      at(podSpec, 'nodeName') !== undefined ||
      stringAt(podSpec, 'nodeSelector', 'kubernetes.io/hostname') !== undefined,
  );
