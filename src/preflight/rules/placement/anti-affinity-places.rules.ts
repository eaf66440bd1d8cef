import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { matchesSelector } from '../../../kubernetes/label-selector.rules';
import { isSameForAll, maxDomains } from '../../placement/domains.rules';
import { minRunningPods, schedulableResults } from '../../placement/scheduling-results.rules';
import { Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const antiAffinityPlaces: Rule = {
  id: 'anti-affinity-places',
  area: 'Placement',
  severity: 'error',
  description: 'pods that must not be together, and are more than there are nodes or zones',
  reason: 'a pod with a required anti-affinity to its own kind waits for a node or zone without one',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  readsPods: true,
  check: (facts) =>
    schedulableResults(facts).flatMap(({ workload, candidates }) =>
      listAt(workload.podSpec, 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution')
        .filter((term) => isForItself(term, workload))
        .flatMap((term) => {
          const key = stringAt(term, 'topologyKey') ?? '';
          const most = maxDomains(candidates, key);
          return most !== undefined && minRunningPods(workload) > most
            ? [
                {
                  path: workload.path,
                  finding:
                    `${workload.name} has ${workload.replicas.min} pods, no two of which may share ${key}, and its nodes have at ` +
                    `most ${most} of these`,
                  remediation: 'Let the group grow, ask for fewer pods, or prefer instead of require',
                },
              ]
            : [];
        }),
    ),
};

function isForItself(term: unknown, { podLabels, namespace }: Workload): boolean {
  const namespaces = at(term, 'namespaces') ?? [];
  return (
    Array.isArray(namespaces) &&
    matchesSelector(at(term, 'labelSelector'), podLabels) === true &&
    (namespaces.length === 0 || namespaces.includes(namespace)) &&
    (at(term, 'namespaceSelector') ?? at(term, 'mismatchLabelKeys')) === undefined &&
    isSameForAll(at(term, 'matchLabelKeys'), podLabels)
  );
}
