import { groupKindOf, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { pvcsIn, classNameOf, defaultClassesOf, mayHaveOtherDefault, bindingMismatches } from '../../reading/volumes.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const defaultClassMissing: Rule = {
  id: 'default-class-missing',
  area: 'Storage',
  severity: 'error',
  description: 'PersistentVolumeClaim without storageClassName in a cluster without a default StorageClass',
  reason:
    'a PVC without storageClassName uses the default StorageClass, and stays Pending while there is none: the gp2 class of EKS ' +
    'is not the default from Kubernetes 1.30 on',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html',
  check: (facts) => {
    if (defaultClassesOf(facts.manifests).length > 0 || mayHaveOtherDefault(facts)) return [];
    return facts.objects.flatMap(({ path, value }) =>
      classless(value, facts).map(({ name }) => ({
        path,
        finding:
          `${isClaim(value) ? describeObject(value) : `the PVC template '${name}' of ${describeObject(value)}`} has no ` +
          'storageClassName, and there is no default StorageClass',
        remediation: "Set storageClassName, or add new EbsStorage(this, 'Storage', { cluster })",
      })),
    );
  },
};

const isClaim = (object: KubernetesObject): boolean => groupKindOf(object) === '/PersistentVolumeClaim';

// without a default class, the PVC may bind to an existing volume that has no class either
function classless(object: KubernetesObject, facts: Facts) {
  const isReady = (claim: unknown) =>
    facts.manifests
      .ofKind('/PersistentVolume')
      .some(({ value }) => classNameOf(value) === undefined && bindingMismatches(claim, value, facts).length === 0);
  return pvcsIn(object).filter(
    ({ pvc }) =>
      classNameOf(pvc) === undefined &&
      stringAt(pvc, 'spec', 'volumeName') === undefined &&
      !isReady(pvc) &&
      !mayExistOutsideApp(facts, '', 'PersistentVolume'),
  );
}
