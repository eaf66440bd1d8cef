import { Problem } from '../../errors/problems';
import { parseQuantity } from '../../kubernetes/quantity.rules';
import { Taint } from '../../model/capacity.rules';
import { labelProblems, taintKeyProblems } from '../labels.rules';
import { ACCELERATED_FAMILIES, Accelerator } from '../tables/image.data';
import { instanceFacts, typesOfFamily } from '../tables/instance-types.rules';
import { TAINTS_BY_KIND } from '../tables/os.data';

/** A requirement in the format of a NodePool. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
  readonly minValues?: number;
}

/** A pool as plain values. */
export interface NodePoolPlan {
  /** prefix of the labels that describe instances: Karpenter's or that of Auto Mode. */
  readonly instanceLabels: 'karpenter.k8s.aws' | 'eks.amazonaws.com';
  readonly os: 'linux' | 'windows';
  readonly architectures?: readonly string[];
  readonly capacityTypes?: readonly string[];
  readonly instanceCategories?: readonly string[];
  readonly minInstanceGeneration?: number;
  readonly instanceFamilies?: readonly string[];
  readonly instanceTypes?: readonly string[];
  readonly zones?: readonly string[];
  /** names of the zones of the subnets; undefined if any is not known. */
  readonly subnetZones?: readonly string[];
  /** how many capacity reservations the pool names. */
  readonly reservations: number;
  readonly requirements?: readonly Requirement[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly startupTaints?: readonly Taint[];
  readonly limits?: Readonly<Record<string, string>>;
  readonly weight?: number;
  readonly replicas?: number;
  readonly expireAfterHours?: number;
  readonly defaultExpireAfterHours: number;
  readonly maxExpireAfterHours?: number;
  readonly terminationGracePeriodHours?: number;
  readonly consolidationPolicy?: string;
  readonly consolidateAfterSeconds?: number;
  readonly budgets?: readonly {
    readonly nodes: string;
    readonly schedule?: string;
    readonly durationMinutes?: number;
    readonly reasons?: readonly string[];
  }[];
}

const DOCS = 'https://karpenter.sh/docs/concepts/nodepools/';
const DEFAULT_CATEGORIES = ['c', 'm', 'r'];
const DEFAULT_MIN_GENERATION = 5;
export const DEFAULT_LIMITS = { cpu: '200' };
const ACCELERATED_CATEGORIES: Readonly<Record<string, Accelerator>> = {
  g: 'nvidia',
  gr: 'nvidia',
  p: 'nvidia',
  inf: 'neuron',
  trn: 'neuron',
};

/** What kind of accelerator the nodes of a pool may have. */
export function acceleratorsOf({
  instanceTypes = [],
  instanceFamilies = [],
  instanceCategories = [],
}: Pick<NodePoolPlan, 'instanceTypes' | 'instanceFamilies' | 'instanceCategories'>): Set<Accelerator> {
  const families = [...instanceFamilies, ...instanceTypes.map((type) => type.split('.')[0])];
  return new Set(
    [
      ...families.map((family) => ACCELERATED_FAMILIES[family]),
      ...instanceCategories.map((category) => ACCELERATED_CATEGORIES[category]),
    ].filter((each) => each !== undefined),
  );
}

/** The taints of a pool: as given, by default those of its accelerators or of Windows. */
export function poolTaints(plan: NodePoolPlan): readonly Taint[] {
  if (plan.taints) return plan.taints;
  if (plan.os === 'windows') return [TAINTS_BY_KIND.windows];
  const [accelerator] = acceleratorsOf(plan);
  return accelerator === undefined || accelerator === 'none' ? [] : [TAINTS_BY_KIND[accelerator]];
}

/** All requirements of a pool. */
export function poolRequirements(plan: NodePoolPlan): Requirement[] {
  const { instanceLabels, instanceTypes, instanceFamilies, instanceCategories, minInstanceGeneration, zones } = plan;
  const open = !instanceTypes && !instanceFamilies;
  const categories = instanceCategories ?? (open ? DEFAULT_CATEGORIES : undefined);
  const generation = minInstanceGeneration ?? (open && !instanceCategories ? DEFAULT_MIN_GENERATION : undefined);
  const among = (key: string, values: readonly string[] | undefined): Requirement[] => (values ? [{ key, operator: 'In', values }] : []);
  return [
    // nodes of Auto Mode run Linux, and its pools do not accept the label
    ...(instanceLabels === 'karpenter.k8s.aws' ? among('kubernetes.io/os', [plan.os]) : []),
    ...among(
      'kubernetes.io/arch',
      (plan.architectures ?? architecturesOf(plan) ?? ['x86_64']).map((each) => (each === 'arm64' ? 'arm64' : 'amd64')),
    ),
    ...among('karpenter.sh/capacity-type', plan.capacityTypes ?? [...(plan.reservations > 0 ? ['reserved'] : []), 'on-demand']),
    ...among(`${instanceLabels}/instance-category`, categories),
    ...(generation === undefined
      ? []
      : [{ key: `${instanceLabels}/instance-generation`, operator: 'Gt', values: [String(generation - 1)] }]),
    ...among(`${instanceLabels}/instance-family`, instanceFamilies),
    ...among('node.kubernetes.io/instance-type', instanceTypes),
    ...among('topology.kubernetes.io/zone', zones),
    ...(plan.requirements ?? []),
  ];
}

function architecturesOf({ instanceTypes = [], instanceFamilies = [] }: NodePoolPlan): string[] | undefined {
  const known = [...instanceTypes.map(instanceFacts), ...instanceFamilies.map((family) => typesOfFamily(family)[0])].flatMap((type) =>
    type ? [type.architecture] : [],
  );
  return known.length === 0 ? undefined : [...new Set(known)];
}

/** The NodePool object. */
export function nodePoolObject(name: string, nodeClassRef: Readonly<Record<string, string>>, plan: NodePoolPlan): Record<string, unknown> {
  const taints = poolTaints(plan);
  const { consolidateAfterSeconds = 60, terminationGracePeriodHours = 24 } = plan;
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name },
    spec: {
      template: {
        ...(Object.keys(plan.labels ?? {}).length > 0 ? { metadata: { labels: plan.labels } } : {}),
        spec: {
          nodeClassRef,
          requirements: poolRequirements(plan),
          ...(taints.length > 0 ? { taints } : {}),
          ...(plan.startupTaints ? { startupTaints: plan.startupTaints } : {}),
          expireAfter: hours(plan.expireAfterHours ?? plan.defaultExpireAfterHours),
          terminationGracePeriod: hours(terminationGracePeriodHours),
        },
      },
      disruption: {
        consolidationPolicy: plan.consolidationPolicy ?? 'WhenEmptyOrUnderutilized',
        consolidateAfter: `${consolidateAfterSeconds}s`,
        ...(plan.budgets
          ? {
              budgets: plan.budgets.map(({ nodes, schedule, durationMinutes, reasons }) => ({
                nodes,
                ...(schedule ? { schedule, duration: `${durationMinutes}m` } : {}),
                ...(reasons ? { reasons } : {}),
              })),
            }
          : {}),
      },
      ...(plan.replicas === undefined
        ? { limits: plan.limits ?? DEFAULT_LIMITS }
        : {
            replicas: plan.replicas,
            ...(plan.limits ? { limits: plan.limits } : {}),
          }),
      ...(plan.weight === undefined ? {} : { weight: plan.weight }),
    },
  };
}

const hours = (count: number): string => (Number.isInteger(count) ? `${count}h` : `${Math.round(count * 3600)}s`);

const SCHEDULE = /^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|[\d*,\/a-zA-Z-]+(\s+[\d*,\/a-zA-Z?-]+){4})$/;
const REASONS = ['Underutilized', 'Empty', 'Drifted'];

/** What the NodePool's own validation would refuse. */
export function nodePoolProblems(name: string, plan: NodePoolPlan): Problem[] {
  const problems: Problem[] = [
    ...labelProblems('labels', plan.labels ?? {}, 'karpenter'),
    ...taintKeyProblems((plan.taints ?? []).map(({ key }) => key)),
    ...taintKeyProblems(
      (plan.startupTaints ?? []).map(({ key }) => key),
      'startupTaints',
    ),
  ];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: DOCS });
  if (!/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)) {
    add(`nodePoolName is '${name}'`, 'it must have lower-case letters, digits, hyphens or dots', 'Set another nodePoolName');
  }
  if (plan.weight !== undefined && (plan.weight < 1 || plan.weight > 100 || !Number.isInteger(plan.weight))) {
    add(`weight is ${plan.weight}`, 'it must be an integer from 1 to 100', 'Set weight to an integer in that range');
  }
  if (plan.replicas !== undefined) {
    const others = Object.keys(plan.limits ?? {}).filter((resource) => resource !== 'nodes');
    if (plan.weight !== undefined || others.length > 0) {
      add(
        'replicas is given with ' +
          `${[...(plan.weight === undefined ? [] : ['weight']), ...others.map((resource) => `limits.${resource}`)].join(', ')}`,
        'a static pool supports neither a weight nor limits other than nodes',
        'Remove them',
      );
    }
    if (plan.replicas < 0 || !Number.isInteger(plan.replicas)) {
      add(`replicas is ${plan.replicas}`, 'it must be an integer of at least 0', 'Set replicas to 0 or more');
    }
  }
  if (plan.maxExpireAfterHours !== undefined && (plan.expireAfterHours ?? 0) > plan.maxExpireAfterHours) {
    add(
      `expireAfter is ${plan.expireAfterHours} hours`,
      `the maximum lifetime of Auto Mode nodes is ${plan.maxExpireAfterHours} hours (21 days)`,
      'Set a shorter expireAfter',
    );
  }
  for (const [resource, most] of Object.entries(plan.limits ?? {})) {
    const amount = parseQuantity(most);
    if (amount === undefined || amount < 0) {
      add(`limits.${resource} is '${most}'`, 'it must be a Kubernetes quantity', "Use a quantity like '200' or '1000Gi'");
    }
  }
  for (const { nodes, schedule, durationMinutes, reasons = [] } of plan.budgets ?? []) {
    if (schedule !== undefined && !SCHEDULE.test(schedule)) {
      add(
        `disruptionBudgets contains the schedule '${schedule}'`,
        'it must be a cron expression in UTC: five fields, or a name like @daily',
        "Use a schedule like '0 9 * * mon-fri'",
      );
    }
    const others = reasons.filter((reason) => !REASONS.includes(reason));
    if (others.length > 0) {
      add(
        `disruptionBudgets contains the reasons ${others.join(', ')}`,
        `supported values are ${REASONS.join(', ')}`,
        'Use supported values',
      );
    }
    if (!/^((100|[0-9]{1,2})%|[0-9]+)$/.test(nodes)) {
      add(
        `disruptionBudgets contains nodes '${nodes}'`,
        'it must be an integer or a percentage from 0% to 100%',
        "Use a value like '10%' or '5'",
      );
    }
    if ((schedule === undefined) !== (durationMinutes === undefined)) {
      add(
        `disruptionBudgets contains ${schedule ? 'schedule' : 'duration'} alone`,
        'schedule and duration must be set together',
        'Set both or remove both',
      );
    }
  }
  if ((plan.budgets?.length ?? 0) > 50) {
    add(`disruptionBudgets has ${plan.budgets!.length} entries`, 'a pool can have at most 50', 'Merge entries');
  }
  return [...problems, ...requirementProblems(plan)];
}

/** Requirements with instance labels of the other kind of pool: they describe no instance type. */
export function foreignLabelProblems({
  requirements = [],
  instanceLabels,
}: Pick<NodePoolPlan, 'requirements' | 'instanceLabels'>): Problem[] {
  const foreign = instanceLabels === 'karpenter.k8s.aws' ? 'eks.amazonaws.com/instance-' : 'karpenter.k8s.aws/';
  return requirements
    .filter(({ key }) => key.startsWith(foreign))
    .map(({ key }) => ({
      finding: `requirements contains ${key}`,
      constraint: `instance labels of this pool have the prefix ${instanceLabels}/`,
      remediation: `Use ${key.replace(/^[^/]+/, instanceLabels)}`,
      source: DOCS,
    }));
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'Gte', 'Lte'];
const MAX_REQUIREMENTS = 100;

function requirementProblems(plan: NodePoolPlan): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: DOCS });
  for (const { key, operator, values = [], minValues } of plan.requirements ?? []) {
    if (!OPERATORS.includes(operator)) {
      add(`requirements contains ${key} with operator '${operator}'`, `supported operators are ${OPERATORS.join(', ')}`, 'Use one of them');
    }
    if (operator === 'In' && values.length === 0) {
      add(`requirements contains ${key} In without values`, 'In requires at least one value', 'Add a value');
    }
    if (/^[GL]te?$/.test(operator) && (values.length !== 1 || !/^\d+$/.test(values[0]))) {
      add(`requirements contains ${key} ${operator} ${values.join(', ')}`, `${operator} requires exactly one integer`, 'Set one integer');
    }
    if (minValues !== undefined && (minValues < 1 || minValues > 50 || (operator === 'In' && minValues > values.length))) {
      add(
        `requirements contains ${key} with minValues ${minValues}`,
        'it must be from 1 to 50 and at most the number of values',
        'Set minValues within that range',
      );
    }
  }
  problems.push(...foreignLabelProblems(plan));
  if (poolRequirements(plan).length > MAX_REQUIREMENTS) {
    add(`requirements has ${poolRequirements(plan).length} entries`, `a pool can have at most ${MAX_REQUIREMENTS}`, 'Merge entries');
  }
  const wanted = plan.architectures;
  const others = (plan.instanceTypes ?? []).filter(
    (type) => wanted && instanceFacts(type) && !wanted.includes(instanceFacts(type)!.architecture),
  );
  if (others.length > 0) {
    add(
      `instanceTypes contains ${others.join(', ')}`,
      `architectures allows only ${wanted!.join(', ')}`,
      'Remove architectures, or use instance types of these architectures',
    );
  }
  return problems;
}
