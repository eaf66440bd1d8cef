import { possibleLandings } from '../../placement/pod-places.rules';
import { Rule } from '../../rule';

/** What scales groups without looking at pods. */
const SCALERS = ['AWS::AutoScaling::ScheduledAction', 'AWS::AutoScaling::ScalingPolicy'];

export const nodesMayBeZero: Rule = {
  id: 'nodes-may-be-zero',
  area: 'Placement',
  severity: 'warning',
  finds: 'pods that fit only nodes of groups that may be empty, where nothing adds nodes',
  why: 'a group with minSize 0 grows when something makes it, and no Cluster Autoscaler, Karpenter or Auto Mode is there for these pods',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  ofPods: true,
  check: (facts) => (facts.autoscaled !== false || SCALERS.some((type) => facts.resourceCounts[type] > 0) ? [] : possibleLandings(facts)
    .filter(({ places, maker }) => maker.replicas.least > 0 && places.every(({ elastic, present }) => !elastic && present === 0))
    .map(({ maker, places }) => ({
      path: maker.path, what: `${maker.name} fits ${places.map(({ name }) => name).join(', ')} alone, which may have no nodes`, fix: 'Give minSize or desiredSize: 1, or add new ClusterAutoscaler(...), or declare what scales: Inventory.of(cluster).external(Thing.autoscaler(), { reason })',
    }))),
};
