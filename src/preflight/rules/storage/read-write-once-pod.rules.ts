import { listAt } from '../../../kubernetes/kubernetes-object.rules';
import { lastingPods } from '../../placement/pod-places.rules';
import { PodMaker } from '../../reading/manifests.rules';
import { addsBeforeItTakesAway, sharedClaims } from '../../reading/volumes.rules';
import { Found, Rule } from '../../rule';

export const readWriteOncePod: Rule = {
  id: 'read-write-once-pod',
  area: 'Storage',
  severity: 'error',
  finds: 'several pods with one volume of ReadWriteOncePod, also for a moment in a rolling update',
  why: 'a claim with ReadWriteOncePod is for one pod: the scheduler lets every other wait',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: (facts) => [...sharedClaims(facts, (claim) => listAt(claim, 'spec', 'accessModes').includes('ReadWriteOncePod'))]
    .flatMap(([claim, makers]) => problems(claim, makers)),
};

function problems(claim: string, makers: readonly PodMaker[]): Found[] {
  const [first, second] = makers.filter((maker) => lastingPods(maker) > 0);
  if (!first) return [];
  const { path, name, replicas } = first;
  const fix = 'Run one pod, or use a StatefulSet with volumeClaimTemplates';
  if (replicas.least > 1) return [{ path, what: `${replicas.least} pods of ${name} mount the claim '${claim}' with ReadWriteOncePod`, fix }];
  if (second) return [{ path: second.path, what: `${second.name} and ${name} mount the claim '${claim}' with ReadWriteOncePod`, fix: 'Give each a claim of its own' }];
  // the first deploy works
  return addsBeforeItTakesAway(first)
    ? [{ path, what: `${name} mounts the claim '${claim}' with ReadWriteOncePod and starts the new pod before the old one goes`, fix: 'Give strategy: { type: Recreate }, or use a StatefulSet', severity: 'warning' }] : [];
}
