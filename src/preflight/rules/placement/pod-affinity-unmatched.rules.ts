import { DEPLOY_TIME_VALUE, isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { describeSelector, requirementsOf, matchesSelector } from '../../../kubernetes/label-selector.rules';
import { Facts } from '../../facts/facts.rules';
import { NODE, noneHas, topologyValues } from '../../placement/domains.rules';
import { podsInOneDomain, podsThatFit } from '../../placement/packing.rules';
import { PodTerm, podTermsOf } from '../../placement/pod-terms.rules';
import { schedulingConstraintsOf } from '../../placement/scheduling-constraints.rules';
import {
  atEachScale,
  minRunningPods,
  schedulableResults,
  SchedulingResult,
  workloadsOnNodes,
} from '../../placement/scheduling-results.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';
import { mayHaveOtherPods } from '../references/selects-nothing.rules';

export const podAffinityUnmatched: Rule = {
  id: 'pod-affinity-unmatched',
  area: 'Placement',
  severity: 'error',
  description: 'required pod affinity to pods that do not exist or run in other domains, or that one domain has no room for',
  reason:
    'a pod stays Pending until a pod that the selector of its required affinity matches runs in the same domain of the topologyKey ' +
    "(didn't match pod affinity rules)",
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
  readsPods: true,
  check: (facts) => [
    ...missingPods(facts),
    ...schedulableResults(facts).flatMap((result) => otherDomains(result, facts)),
    ...atEachScale(facts, (results) => results.flatMap((result) => fullDomain(result, results, facts))),
  ],
};

const REMEDIATION = 'Correct the labels or namespaces, or use preferredDuringSchedulingIgnoredDuringExecution';

// Fargate and other schedulers are out of scope
const missingPods = (facts: Facts): Violation[] =>
  workloadsOnNodes(facts)
    .filter((maker) => !schedulingConstraintsOf(maker, facts).scheduledElsewhere)
    .flatMap((maker) =>
      podTermsOf(maker, 'podAffinity')
        .filter((term) => podsOf(term, facts)?.length === 0 && !mayHaveOthers(term, facts) && !mayBeSelected(term, facts))
        .map(({ labelSelector }) => ({
          path: maker.path,
          finding: `${maker.name} has required pod affinity to pods with ${describeSelector(labelSelector)}, which do not exist`,
          remediation: REMEDIATION,
        })),
    );

/** The workloads whose pods a term matches; undefined where that is not known for one of them. */
function podsOf(term: PodTerm, { manifests }: Facts): Workload[] | undefined {
  if (requirementsOf(term.labelSelector ?? DEPLOY_TIME_VALUE) === undefined) return undefined;
  const answers = manifests.workloads.map((workload) => ({ workload, answer: term.matches(workload) }));
  return answers.some(({ answer, workload }) => answer === undefined || isOpen(workload, term))
    ? undefined
    : answers.filter(({ answer }) => answer).map(({ workload }) => workload);
}

// pods whose namespace or labels are known only at deploy may match
const isOpen = ({ namespace, podLabels }: Workload, { labelSelector }: PodTerm): boolean =>
  [namespace, ...Object.values(podLabels)].some(isDeployTimeValue) && matchesSelector(labelSelector, podLabels) !== false;

const mayHaveOthers = ({ namespaces }: PodTerm, facts: Facts): boolean =>
  namespaces === undefined || namespaces.some((each) => isDeployTimeValue(each) || mayHaveOtherPods(facts, each));

// with labels that others may add to pods
const mayBeSelected = ({ namespaces = [], labelSelector }: PodTerm, { manifests }: Facts): boolean =>
  namespaces.some((each) => manifests.selectedBy(each, labelSelector).length > 0);

function otherDomains({ workload, candidates }: SchedulingResult, facts: Facts): Violation[] {
  if (workload.replicas.max === 0) return [];
  const results = schedulableResults(facts);
  return podTermsOf(workload, 'podAffinity').flatMap((term): Violation[] => {
    if (noneHas(candidates, term.key)) {
      return [
        {
          path: workload.path,
          finding: `${workload.name} has required pod affinity by ${term.key}, and no node that it fits has this label`,
          remediation: 'Set topologyKey to topology.kubernetes.io/zone or kubernetes.io/hostname, or add the label to the nodes',
        },
      ];
    }
    const others = podsOf(term, facts);
    if (
      others === undefined ||
      others.length === 0 ||
      others.includes(workload) ||
      workload.groupKind === 'apps/DaemonSet' ||
      mayHaveOthers(term, facts)
    ) {
      return [];
    }
    const theirs = others.map((other) => results.find((each) => each.workload === other)?.candidates);
    const domains = (places: SchedulingResult['candidates'] | undefined) =>
      places?.map((place) => topologyValues(place, term.key)).reduce((all, each) => all && each && [...all, ...each], []);
    const [own, ...rest] = [candidates, ...theirs].map(domains);
    if (own === undefined || rest.includes(undefined)) return [];
    const common = own.some((each) => each !== undefined && rest.some((some) => some!.includes(each)));
    return common
      ? []
      : [
          {
            path: workload.path,
            finding:
              `${workload.name} has required pod affinity by ${term.key} to ${others.map(({ name }) => name).join(', ')}, and the nodes ` +
              `that they fit have no common ${term.key === NODE ? 'node' : 'value of this label'}`,
            remediation: 'Give both the same node selector, node affinity and tolerations, or use a topologyKey that their nodes share',
          },
        ];
  });
}

// pods that only each other match are all in the domain of the first; those beside others are on no more nodes than these have pods
function fullDomain(result: SchedulingResult, results: readonly SchedulingResult[], facts: Facts): Violation[] {
  const { workload, candidates, constraints } = result;
  const pods = minRunningPods(workload);
  const terms = podTermsOf(workload, 'podAffinity');
  if (pods === 0 || terms.length === 0) return [];
  const matched = terms.map((term) => (mayHaveOthers(term, facts) ? undefined : podsOf(term, facts)));
  const isAlone = terms.every((term) => term.matches(workload) === true) && matched.some((each) => each?.length === 1);
  return terms.flatMap((term, index): Violation[] => {
    const most = isAlone
      ? podsInOneDomain(constraints.requests, candidates, term.key)
      : podsThatFit(constraints.requests, candidates, { nodes: nodesOf(term, matched[index], workload, results) });
    if (pods <= most) return [];
    const domain = isAlone ? `one domain of ${term.key} has` : `the nodes of the pods with ${describeSelector(term.labelSelector)} have`;
    return [
      {
        path: workload.path,
        finding:
          `${workload.name} × ${workload.replicas.min} has required pod affinity by ${term.key}, and ${domain} room for at most ` +
          `${most}`,
        remediation: 'Use a topologyKey with larger domains, preferredDuringSchedulingIgnoredDuringExecution, or larger nodes',
      },
    ];
  });
}

function nodesOf(
  { key }: PodTerm,
  others: readonly Workload[] | undefined,
  own: Workload,
  results: readonly SchedulingResult[],
): number | undefined {
  if (key !== NODE || others === undefined || others.length === 0 || others.includes(own)) return undefined;
  const counts = others.map((other) =>
    other.groupKind === 'apps/DaemonSet' || !results.some((each) => each.workload === other) ? undefined : other.replicas.max,
  );
  return counts.includes(undefined) ? undefined : counts.reduce<number>((sum, each) => sum + each!, 0);
}
