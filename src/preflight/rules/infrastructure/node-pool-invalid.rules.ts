import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { requirementOf } from '../../../kubernetes/label-selector.rules';
import { zoneIdProblems } from '../../../network/zones.rules';
import { instanceProblems } from '../../../nodes/karpenter/node-pool-instances.rules';
import { foreignLabelProblems, NodePoolPlan, nodePoolProblems } from '../../../nodes/karpenter/node-pool.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { isAutoModePool, nodePoolsOf } from '../../reading/nodes.rules';
import { besideSchema, violationsOf } from '../../reading/problems.rules';
import { describeObject, numberAt } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

/** Maximum lifetime of nodes of Auto Mode. Source: EKS User Guide, automode. */
const AUTO_MODE_HOURS = 21 * 24;

export const nodePoolInvalid: Rule = {
  id: 'node-pool-invalid',
  area: 'Infrastructure',
  severity: 'error',
  description: 'NodePool of Karpenter or Auto Mode that its API rejects, or that launches no nodes',
  reason:
    'the API server rejects a NodePool with invalid requirements, weight, limits or disruption budgets, and a pool launches no nodes ' +
    'for requirements that no instance type meets',
  source: 'https://karpenter.sh/docs/concepts/nodepools/',
  check: (facts: Facts) => nodePoolsOf(facts).flatMap((pool) => problems(pool, facts)),
};

function problems({ path, value: pool }: Located<KubernetesObject>, facts: Facts): Violation[] {
  const plan = planOf(pool);
  const name = describeObject(pool);
  const zones = (plan.requirements ?? []).filter(({ key }) => key === 'topology.kubernetes.io/zone').flatMap(({ values = [] }) => values);
  const ids = zoneIdProblems('requirements', zones);
  const foreign = foreignLabelProblems(plan);
  const own = nodePoolProblems(NAME, plan).filter(({ finding }) => !foreign.some((each) => each.finding === finding));
  const found = besideSchema(own, pool, facts);
  // Auto Mode replaces a node at the end of the longest lifetime
  const isLifetime = ({ finding }: { readonly finding: string }) => finding.startsWith('expireAfter');
  return [
    ...violationsOf(
      path,
      name,
      found.filter((each) => !isLifetime(each)),
    ),
    ...violationsOf(path, name, found.filter(isLifetime), 'warning'),
    // a label of the user may have any name, and the class of the nodes may be known at deploy
    ...(isClassKnown(pool) ? violationsOf(path, name, foreign, 'warning') : []),
    // of several zones, others may exist
    ...violationsOf(path, name, ids, ids.length < zones.length ? 'warning' : undefined),
    ...violationsOf(path, name, familyProblems(plan)),
  ];
}

const isClassKnown = (pool: KubernetesObject): boolean => {
  const group = at(pool, 'spec', 'template', 'spec', 'nodeClassRef', 'group');
  return group !== undefined && !isDeployTimeValue(group);
};

/** Families of which none has an architecture of the pool: of several, others may have it. */
function familyProblems({ requirements = [], ...plan }: NodePoolPlan) {
  const valuesOf = (label: RegExp): readonly string[] | undefined => {
    const matching = requirements.filter(({ key, operator }) => label.test(key) && operator === 'In');
    return matching.length === 1 ? matching[0].values : undefined;
  };
  const instanceFamilies = valuesOf(/\/instance-family$/) ?? [];
  const architectures = valuesOf(/^kubernetes\.io\/arch$/)?.map((each) => (each === 'amd64' ? 'x86_64' : each));
  if (instanceFamilies.length === 0 || architectures === undefined) return [];
  const byFamily = instanceFamilies.map((family) => instanceProblems({ ...plan, instanceFamilies: [family], architectures, taints: [] }));
  return byFamily.every((each) => each.length > 0) ? instanceProblems({ ...plan, instanceFamilies, architectures, taints: [] }) : [];
}

/** Names of objects have a rule of their own. */
const NAME = 'pool';

/** The fields of a NodePool whose values are known. Labels and taints have a rule of their own. */
function planOf(pool: KubernetesObject): NodePoolPlan {
  const auto = isAutoModePool(pool);
  const spec = at(pool, 'spec');
  const template = at(spec, 'template', 'spec');
  const requirements = listAt(template, 'requirements')
    .map((each) => ({ ...requirementOf(each), minValues: numberAt(each, 'minValues') }))
    .filter(({ key, operator, values }) => ![key, operator, ...values].some(isDeployTimeValue));
  return {
    instanceLabels: auto ? 'eks.amazonaws.com' : 'karpenter.k8s.aws',
    os: 'linux',
    reservations: 0,
    requirements,
    limits: limitsOf(at(spec, 'limits')),
    weight: numberAt(spec, 'weight'),
    replicas: numberAt(spec, 'replicas'),
    budgets: listAt(spec, 'disruption', 'budgets').flatMap(budgetOf),
    expireAfterHours: hoursOf(stringAt(template, 'expireAfter')),
    defaultExpireAfterHours: 0,
    maxExpireAfterHours: auto ? AUTO_MODE_HOURS : undefined,
  };
}

const limitsOf = (limits: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof limits === 'object' && limits !== null ? limits : {})
      .filter(([, most]) => !isDeployTimeValue(most))
      .map(([resource, most]) => [resource, String(most)]),
  );

function budgetOf(budget: unknown): NonNullable<NodePoolPlan['budgets']>[number][] {
  const [nodes, schedule, duration] = ['nodes', 'schedule', 'duration'].map((field) => at(budget, field));
  const reasons = listAt(budget, 'reasons').map(String);
  if ([nodes, schedule, duration, ...reasons].some(isDeployTimeValue)) return [];
  return [
    {
      // default of the API
      nodes: nodes === undefined ? '10%' : String(nodes),
      schedule: schedule === undefined ? undefined : String(schedule),
      durationMinutes: duration === undefined ? undefined : 1,
      reasons,
    },
  ];
}

/** Hours of a duration like 720h or 1h30m; undefined for Never. */
function hoursOf(duration: string | undefined): number | undefined {
  const units: Readonly<Record<string, number>> = { h: 1, m: 1 / 60, s: 1 / 3600 };
  const parts = [...(duration ?? '').matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)];
  return parts.length === 0 ? undefined : parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit], 0);
}
