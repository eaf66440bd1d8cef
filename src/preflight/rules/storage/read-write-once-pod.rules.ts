import { listAt } from '../../../kubernetes/kubernetes-object.rules';
import { minRunningPods } from '../../placement/scheduling-results.rules';
import { surgesOnUpdate, sharedPvcs } from '../../reading/volumes.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const readWriteOncePod: Rule = {
  id: 'read-write-once-pod',
  area: 'Storage',
  severity: 'error',
  description: 'several pods with one volume of ReadWriteOncePod, also for a moment in a rolling update',
  reason: 'a claim with ReadWriteOncePod is for one pod: the scheduler lets every other wait',
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
  const fix = 'Run one pod, or use a StatefulSet with volumeClaimTemplates';
  if (replicas.min > 1)
    return [{ path, finding: `${replicas.min} pods of ${name} mount the claim '${claim}' with ReadWriteOncePod`, remediation: fix }];
  if (second)
    return [
      {
        path: second.path,
        finding: `${second.name} and ${name} mount the claim '${claim}' with ReadWriteOncePod`,
        remediation: 'Give each a claim of its own',
      },
    ];
  // the first deploy works
  return surgesOnUpdate(first)
    ? [
        {
          path,
          finding: `${name} mounts the claim '${claim}' with ReadWriteOncePod and starts the new pod before the old one goes`,
          remediation: 'Give strategy: { type: Recreate }, or use a StatefulSet',
          severity: 'warning',
        },
      ]
    : [];
}
