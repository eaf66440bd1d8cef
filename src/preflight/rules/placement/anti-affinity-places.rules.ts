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
  description: 'required pod anti-affinity with more pods than nodes or zones',
  reason: "a pod stays Pending while each node or zone has a pod that its anti-affinity excludes (didn't match pod anti-affinity rules)",
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
                    `${workload.name} has ${workload.replicas.min} pods with required anti-affinity by ${key}, and its nodes have ` +
                    `room for at most ${most}`,
                  remediation: 'Increase maxSize, reduce replicas, or use preferredDuringSchedulingIgnoredDuringExecution',
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
