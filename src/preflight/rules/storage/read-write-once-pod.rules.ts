import { listAt } from '../../../kubernetes/kubernetes-object.rules';
import { minRunningPods } from '../../placement/scheduling-results.rules';
import { surgesOnUpdate, sharedPvcs } from '../../reading/volumes.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const readWriteOncePod: Rule = {
  id: 'read-write-once-pod',
  area: 'Storage',
  severity: 'error',
  description: 'ReadWriteOncePod volume shared by several pods, or by old and new pods during a rolling update',
  reason: 'only one pod at a time can use a PVC with ReadWriteOncePod, and all other pods stay Pending',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: (facts) =>
    [...sharedPvcs(facts, (claim) => listAt(claim, 'spec', 'accessModes').includes('ReadWriteOncePod'))].flatMap(([claim, makers]) =>
      problems(claim, makers),
    ),
};

function problems(claim: string, makers: readonly Workload[]): Violation[] {
  const [first, second] = makers.filter((maker) => minRunningPods(maker) > 0);
  if (!first) return [];
  const { path, name, replicas } = first;
  const fix = 'Set replicas: 1, or use a StatefulSet with volumeClaimTemplates';
  if (replicas.min > 1) {
    return [
      { path, finding: `${replicas.min} pods of ${name} mount PersistentVolumeClaim '${claim}' with ReadWriteOncePod`, remediation: fix },
    ];
  }
  if (second) {
    return [
      {
        path: second.path,
        finding: `${second.name} and ${name} mount PersistentVolumeClaim '${claim}' with ReadWriteOncePod`,
        remediation: 'Use a separate PersistentVolumeClaim for each',
      },
    ];
  }
  // the first deploy works
  return surgesOnUpdate(first)
    ? [
        {
          path,
          finding:
            `${name} mounts PersistentVolumeClaim '${claim}' with ReadWriteOncePod and starts the new pod before it deletes the ` +
            'old one',
          remediation: 'Set strategy: { type: Recreate }, or use a StatefulSet',
          severity: 'warning',
        },
      ]
    : [];
}
