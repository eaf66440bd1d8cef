import { Facts } from '../facts.rules';
import { Found, Rule } from '../rule';

/** Kinds that autoscalers change the size of. */
const SCALED = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController']);

export const scaleTargetMissing: Rule = {
  id: 'scale-target-missing',
  area: 'References',
  severity: 'error',
  finds: 'an autoscaler of something that nobody makes',
  why: 'an autoscaler whose target does not exist does nothing',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  check: ({ absent }: Facts) => absent.flatMap(({ path, value: { thing, object } }): Found[] => (thing.type === 'object' && SCALED.has(`${thing.group}/${thing.kind}`) ? [{
    path, what: `${object ?? 'an autoscaler'} scales ${thing.kind} '${thing.namespace}/${thing.name}', which nobody makes`, fix: 'Correct scaleTargetRef, with its apiVersion and kind',
  }] : [])),
};
