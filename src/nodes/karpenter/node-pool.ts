import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { NodePoolOptions } from './node-pool-options';
import { DEFAULT_LIMITS, NodePoolPlan, poolRequirements, poolTaints } from './node-pool.rules';
import { ElasticCapacity, Taint } from '../../model/capacity.rules';
import { TAINT_EFFECTS } from '../tables/os.data';

const HOUR = 60;

/** The options of a pool as plain values. */
export function planOf(
  options: NodePoolOptions,
  kind: Pick<NodePoolPlan, 'instanceLabels' | 'os' | 'defaultExpireAfterHours' | 'maxExpireAfterHours' | 'subnetZones' | 'reservations'>,
): NodePoolPlan {
  const { expireAfter, terminationGracePeriod, consolidateAfter, disruptionBudgets } = options;
  return {
    ...options,
    ...kind,
    architectures: options.architectures?.map((each) => each.toString()),
    instanceTypes: options.instanceTypes?.map((type) => type.toString()),
    taints: taintsOf(options.taints),
    startupTaints: taintsOf(options.startupTaints),
    expireAfterHours: expireAfter && expireAfter.toMinutes() / HOUR,
    terminationGracePeriodHours: terminationGracePeriod && terminationGracePeriod.toMinutes() / HOUR,
    consolidateAfterSeconds: consolidateAfter?.toSeconds(),
    budgets: disruptionBudgets?.map(({ duration, ...budget }) => ({ ...budget, durationMinutes: duration?.toMinutes() })),
  };
}

const taintsOf = (taints: eks.TaintSpec[] | undefined): Taint[] | undefined =>
  taints?.map(({ key = '', value, effect }) => ({
    key,
    ...(value === undefined ? {} : { value }),
    effect: TAINT_EFFECTS[effect ?? 'NO_SCHEDULE'],
  }));

/** What a pool offers to pods. */
export function elasticCapacity(name: string, nodeType: ElasticCapacity['nodeType'], plan: NodePoolPlan): ElasticCapacity {
  return {
    type: 'elastic',
    nodeType,
    name,
    os: plan.os,
    labels: plan.labels ?? {},
    taints: poolTaints(plan),
    zones: plan.zones,
    requirements: poolRequirements(plan).map(({ key, operator, values = [] }) => ({ key, operator, values })),
    limits: plan.limits ?? (plan.replicas === undefined ? DEFAULT_LIMITS : {}),
  };
}
