import { at, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { lastingPods } from '../../placement/pod-places.rules';
import { PodMaker } from '../../reading/manifests.rules';
import { addsBeforeItTakesAway, EBS_PROVISIONERS, sharedClaims, volumeOf } from '../../reading/volumes.rules';
import { Found, Rule } from '../../rule';

/** Drivers that attach a volume to a node, which makes ReadWriteOnce hold: of others any node mounts it. Source: CSIDriver of each, attachRequired. */
const ATTACHING = new Set([...EBS_PROVISIONERS, 'csi.trident.netapp.io']);

export const readWriteOnceShared: Rule = {
  id: 'read-write-once-shared',
  area: 'Storage',
  severity: 'warning',
  finds: 'one volume for one node that several pods mount, or that a rolling update mounts twice',
  why: 'a volume with ReadWriteOnce is attached to one node: a pod on another waits, and in a rolling update the new pod waits for the old one, which waits for it',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: (facts) => [...sharedClaims(facts, (claim) => isForOneNode(claim, facts))].flatMap(([claim, makers]) => problems(claim, makers)),
};

function isForOneNode(claim: unknown, facts: Facts): boolean {
  const modes = listAt(claim, 'spec', 'accessModes');
  return modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce') && ATTACHING.has(volumeOf(claim, facts)?.driver ?? '');
}

function problems(claim: string, makers: readonly PodMaker[]): Found[] {
  // Jobs take turns
  const lasting = makers.filter((maker) => lastingPods(maker) > 0);
  const [first, second] = lasting;
  if (!first || isTogether(lasting)) return [];
  const { path, name, replicas } = first;
  if (replicas.least > 1) return [{ path, what: `${replicas.least} pods of ${name} mount the claim '${claim}' with ReadWriteOnce`, fix: 'Use a StatefulSet with volumeClaimTemplates, or a class with ReadWriteMany' }];
  if (second) return [{ path: second.path, what: `${second.name} and ${name} mount the claim '${claim}' with ReadWriteOnce`, fix: 'Give each a claim of its own, keep them on one node by affinity, or use a class of EFS or FSx volumes with ReadWriteMany' }];
  return addsBeforeItTakesAway(first)
    ? [{ path, what: `${name} mounts the claim '${claim}' with ReadWriteOnce and starts the new pod before the old one goes`, fix: 'Give strategy: { type: Recreate }, use a StatefulSet, or a class with ReadWriteMany' }] : [];
}

// who asks to be near somebody, or on a certain node, has thought of it
const isTogether = (makers: readonly PodMaker[]): boolean =>
  makers.some(({ pod }) => at(pod, 'affinity', 'podAffinity') !== undefined || at(pod, 'nodeName') !== undefined || textAt(pod, 'nodeSelector', 'kubernetes.io/hostname') !== undefined);
