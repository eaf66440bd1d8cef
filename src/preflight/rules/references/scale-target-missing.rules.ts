import { groupOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { named } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

/** Kinds of Kubernetes that have a size; the vertical autoscaler looks at more. */
const SCALED = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController']);
const LOOKED_AT = new Set([...SCALED, 'apps/DaemonSet', 'batch/Job', 'batch/CronJob']);
/** Groups whose kinds are those of Kubernetes alone. */
const OWN_GROUPS = new Set(['', 'apps', 'batch', 'extensions']);

export const scaleTargetMissing: Rule = {
  id: 'scale-target-missing',
  area: 'References',
  severity: 'error',
  finds: 'an autoscaler of something that nobody makes, or that has no size',
  why: 'an autoscaler finds its target by group, kind and name, and does nothing for one that does not exist or has no number of replicas',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  check: (facts) => [...absentTargets(facts), ...sizelessTargets(facts)],
};

const absentTargets = ({ absent }: Facts): Found[] => absent.flatMap(({ path, value: { thing, object } }) => (thing.type === 'object' && LOOKED_AT.has(`${thing.group}/${thing.kind}`) ? [{
  path, what: `${object ?? 'an autoscaler'} scales ${thing.kind} '${thing.namespace}/${thing.name}', which nobody makes`, fix: 'Correct scaleTargetRef, with its apiVersion and kind',
}] : []));

// without apiVersion a kind is looked for in the core group
const sizelessTargets = ({ manifests }: Facts): Found[] => manifests.ofKind('autoscaling/HorizontalPodAutoscaler').flatMap(({ path, value }) => {
  const [apiVersion, kind, name] = ['apiVersion', 'kind', 'name'].map((field) => textAt(value, 'spec', 'scaleTargetRef', field));
  const group = groupOf(apiVersion ?? 'v1');
  if (kind === undefined || kind.includes('<') || !OWN_GROUPS.has(group) || SCALED.has(`${group}/${kind}`)) return [];
  return [{
    path,
    what: `${named(value)} scales ${kind} '${name}' of ${apiVersion ?? 'no apiVersion'}, which has no number of replicas`,
    fix: ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(kind) ? 'Write apiVersion: apps/v1 in scaleTargetRef' : 'Scale a Deployment, a StatefulSet or a custom kind with a scale subresource',
  }];
});
