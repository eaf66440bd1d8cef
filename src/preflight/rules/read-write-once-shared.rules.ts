import { at, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { PodMaker } from '../manifests.rules';
import { Found, Rule } from '../rule';
import { claimsMountedBy } from '../volumes.rules';

export const readWriteOnceShared: Rule = {
  id: 'read-write-once-shared',
  area: 'Storage',
  severity: 'warning',
  finds: 'one volume for one node that several pods mount, or that a rolling update mounts twice',
  why: 'a volume with ReadWriteOnce is attached to one node: a pod on another waits, and in a rolling update the new pod waits for the old one, which waits for it',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: (facts) => {
    const mounts = new Map<string, PodMaker[]>();
    for (const maker of facts.manifests.pods) {
      for (const name of mountedAlone(maker, facts)) mounts.set(name, [...(mounts.get(name) ?? []), maker]);
    }
    return [...mounts].flatMap(([claim, makers]) => problems(claim, makers));
  },
};

// templates of a StatefulSet make a claim for each pod
function mountedAlone(maker: PodMaker, { manifests }: Facts): string[] {
  const templates = listAt(maker.object, 'spec', 'volumeClaimTemplates').map((template) => textAt(template, 'metadata', 'name'));
  return [...new Set(claimsMountedBy(maker.object))].filter((name) => !templates.includes(name)).filter((name) => {
    const modes = listAt(manifests.find('/PersistentVolumeClaim', maker.namespace, name)?.value, 'spec', 'accessModes');
    return modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce');
  }).map((name) => `${maker.namespace}/${name}`);
}

function problems(claim: string, makers: readonly PodMaker[]): Found[] {
  // Jobs take turns
  const lasting = makers.filter(({ groupKind }) => !groupKind.startsWith('batch/'));
  const [first, second] = lasting;
  if (second) return isTogether(lasting) ? [] : [{ path: second.path, what: `${second.name} and ${first.name} mount the claim '${claim}' with ReadWriteOnce`, fix: 'Give each a claim of its own, keep them on one node by affinity, or use a class of EFS or FSx volumes with ReadWriteMany' }];
  if (!first || isTogether(lasting)) return [];
  const { path, name, object, replicas, groupKind } = first;
  if (replicas.least > 1) return [{ path, what: `${replicas.least} pods of ${name} mount the claim '${claim}' with ReadWriteOnce`, fix: 'Use a StatefulSet with volumeClaimTemplates, or a class with ReadWriteMany' }];
  const rolls = groupKind === 'apps/Deployment' && textAt(object, 'spec', 'strategy', 'type') !== 'Recreate' && at(object, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') !== 0;
  return rolls && replicas.least === 1 ? [{ path, what: `${name} mounts the claim '${claim}' with ReadWriteOnce and starts the new pod before the old one goes`, fix: 'Give strategy: { type: Recreate }, use a StatefulSet, or a class with ReadWriteMany' }] : [];
}

// who asks to be near somebody, or on a certain node, has thought of it
const isTogether = (makers: readonly PodMaker[]): boolean =>
  makers.some(({ pod }) => at(pod, 'affinity', 'podAffinity') !== undefined || at(pod, 'nodeName') !== undefined || textAt(pod, 'nodeSelector', 'kubernetes.io/hostname') !== undefined);
