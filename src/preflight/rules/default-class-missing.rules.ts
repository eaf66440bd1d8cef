import { at, KubernetesObject, listAt } from '../../inventory/kubernetes-object.rules';
import { object as objectThing } from '../../inventory/thing.rules';
import { Facts } from '../facts.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';
import { DEFAULT_CLASS } from './default-classes.rules';

export const defaultClassMissing: Rule = {
  id: 'default-class-missing',
  area: 'Storage',
  severity: 'warning',
  finds: 'a claim without a class, where no class is the default',
  why: 'a claim that names no class gets the default one, and waits while there is none: EKS makes gp2, which is not the default from Kubernetes 1.30 on',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html',
  check: (facts) => (hasDefault(facts) ? [] : facts.objects.flatMap(({ path, value }) => claimsOf(value).filter((claim) => at(claim, 'spec', 'storageClassName') === undefined && at(claim, 'spec', 'volumeName') === undefined).map((claim) => ({
    path, what: `${claim === value ? named(value) : `a claim of ${named(value)}`} names no class, and none is the default`, fix: "Name a class, or add new EbsStorage(this, 'Storage', { cluster })",
  })))),
};

const claimsOf = (object: KubernetesObject): readonly unknown[] => (object.kind === 'PersistentVolumeClaim' ? [object] : listAt(object, 'spec', 'volumeClaimTemplates'));

// another class may be made by somebody else
function hasDefault({ manifests, verdictOf }: Facts): boolean {
  return manifests.ofKind('storage.k8s.io/StorageClass').some(({ value }) => value.metadata?.annotations?.[DEFAULT_CLASS] === 'true')
    || verdictOf(objectThing('storage.k8s.io', 'StorageClass', '*')) !== 'absent';
}
