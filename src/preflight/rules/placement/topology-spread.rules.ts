import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { requirementsOf, matchesSelector } from '../../../kubernetes/label-selector.rules';
import { Facts } from '../../facts/facts.rules';
import { Unschedulable } from '../../placement/candidate-filter.rules';
import { certainlySelects } from '../../placement/daemon-sets.rules';
import { allHave, isSameForAll, maxDomains, noneHas, topologyValues, ZONE } from '../../placement/domains.rules';
import { SchedulingResult, minRunningPods, schedulableResults } from '../../placement/scheduling-results.rules';
import { numberAt, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';
import { mayHaveOtherPods } from '../references/selects-nothing.rules';

export const topologySpread: Rule = {
  id: 'topology-spread',
  area: 'Placement',
  severity: 'error',
  description: 'topologySpreadConstraints that cannot be satisfied',
  reason:
    'with whenUnsatisfiable: DoNotSchedule a pod stays Pending while nodes lack the topologyKey label, fewer than minDomains domains ' +
    'are available, or another domain has maxSkew pods less, also one whose taints it does not tolerate ' +
    "(didn't match pod topology spread constraints)",
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  readsPods: true,
  check: (facts) =>
    schedulableResults(facts).flatMap((landing) =>
      listAt(landing.workload.podSpec, 'topologySpreadConstraints')
        .filter((constraint) => stringAt(constraint, 'whenUnsatisfiable') === 'DoNotSchedule')
        .flatMap((constraint) => problems(landing, constraint, facts)),
    ),
};

interface Spread {
  readonly key: string;
  readonly skew: number;
  readonly constraint: unknown;
}

function problems(result: SchedulingResult, constraint: unknown, facts: Facts): Violation[] {
  const { workload, candidates } = result;
  const { path, name } = workload;
  const key = stringAt(constraint, 'topologyKey');
  if (!key || isDeployTimeValue(key)) return [];
  if (noneHas(candidates, key)) {
    return [
      {
        path,
        finding: `${name} has a topology spread constraint on ${key}, and no node that it fits has this label`,
        remediation: `Set topologyKey to ${ZONE} or kubernetes.io/hostname, or add the label to the nodes`,
      },
    ];
  }
  const skew = numberAt(constraint, 'maxSkew');
  const domains = maxDomains(candidates, key);
  if (domains === undefined || skew === undefined || !countsItself(workload, constraint)) return [];
  if (minRunningPods(workload) <= domains * skew) return [];
  const reason = tooFewDomains({ key, skew, constraint }, facts) ?? emptyDomain(result, { key, skew, constraint }, facts);
  return reason === undefined
    ? []
    : [
        {
          path,
          finding:
            `${name} has ${workload.replicas.min} pods with ${reason.inWords} on ${key}, and its nodes ` +
            `provide ${domains} of these domains, enough for ${domains * skew} pods${reason.cause ?? ''}`,
          remediation: reason.remediation(domains),
        },
      ];
}

// an empty selector counts no pods
function countsItself({ podLabels }: Workload, constraint: unknown): boolean {
  const selector = at(constraint, 'labelSelector');
  return (
    matchesSelector(selector, podLabels) === true &&
    requirementsOf(selector)?.length !== 0 &&
    isSameForAll(at(constraint, 'matchLabelKeys'), podLabels)
  );
}

interface Reason {
  readonly inWords: string;
  readonly cause?: string;
  readonly remediation: (domains: number) => string;
}

// with fewer domains in the whole cluster, each accepts at most maxSkew pods
function tooFewDomains({ key, skew, constraint }: Spread, { nodeCandidates: all = [] }: Facts): Reason | undefined {
  const minDomains = numberAt(constraint, 'minDomains');
  const domains = maxDomains(all, key);
  return minDomains === undefined || domains === undefined || minDomains <= domains
    ? undefined
    : {
        inWords: `minDomains: ${minDomains} and maxSkew: ${skew}`,
        remediation: (most) => `Set minDomains to ${most} or less, or add nodes in other domains`,
      };
}

// a domain whose nodes count and take none of the pods has 0 of them, so that each of the others accepts at most maxSkew pods
function emptyDomain(result: SchedulingResult, spread: Spread, facts: Facts): Reason | undefined {
  const { workload } = result;
  const selector = at(spread.constraint, 'labelSelector');
  const isCounted = (other: Workload) =>
    other !== workload && other.namespace === workload.namespace && matchesSelector(selector, other.podLabels) !== false;
  if (facts.manifests.workloads.some(isCounted) || mayHaveOtherPods(facts, workload.namespace)) return undefined;
  const empty = result.unschedulable.find(({ candidate, kind }) => isEmptyFor(result, spread, { candidate, kind }));
  return (
    empty && {
      inWords: `maxSkew: ${spread.skew}`,
      cause: `, while ${empty.candidate.name} takes none of the pods (it ${empty.reason})`,
      remediation: () => 'Set nodeTaintsPolicy: Honor, exclude these nodes by node affinity, or use whenUnsatisfiable: ScheduleAnyway',
    }
  );
}

function isEmptyFor(
  { workload, candidates, constraints }: SchedulingResult,
  { key, constraint }: Spread,
  { candidate, kind }: Pick<Unschedulable, 'candidate' | 'kind'>,
): boolean {
  if ((candidate.minNodes ?? 0) === 0 || kind === 'zone') return false;
  if (kind === 'taints' && at(constraint, 'nodeTaintsPolicy') !== undefined && stringAt(constraint, 'nodeTaintsPolicy') !== 'Ignore') {
    return false;
  }
  const ignoresAffinity = stringAt(constraint, 'nodeAffinityPolicy') === 'Ignore';
  if (!ignoresAffinity && !candidate.shapes.every((shape) => certainlySelects(constraints, candidate, shape))) return false;
  // nodes without one of the keys do not count
  const keys = listAt(workload.podSpec, 'topologySpreadConstraints').map((each) => stringAt(each, 'topologyKey') ?? '');
  if (!keys.every((each) => !isDeployTimeValue(each) && allHave([candidate], each))) return false;
  const own = topologyValues(candidate, key);
  const others = candidates.map((place) => topologyValues(place, key));
  return own !== undefined && others.every((values) => values !== undefined && !values.some((value) => own.includes(value)));
}
