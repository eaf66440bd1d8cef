import { listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Rule } from '../rule';
import { claimsMountedBy } from '../volumes.rules';

export const readWriteOncePod: Rule = {
  id: 'read-write-once-pod',
  area: 'Storage',
  severity: 'error',
  finds: 'several pods with one volume of ReadWriteOncePod',
  why: 'a claim with ReadWriteOncePod is for one pod: the scheduler lets every other wait',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  check: ({ manifests }) => manifests.pods.filter(({ replicas, groupKind }) => replicas.least > 1 && !groupKind.startsWith('batch/')).flatMap(({ path, name, namespace, object, replicas }) => {
    const templates = listAt(object, 'spec', 'volumeClaimTemplates').map((template) => textAt(template, 'metadata', 'name'));
    const claims = claimsMountedBy(object).filter((claim) => !templates.includes(claim)
      && listAt(manifests.find('/PersistentVolumeClaim', namespace, claim)?.value, 'spec', 'accessModes').includes('ReadWriteOncePod'));
    return claims.map((claim) => ({ path, what: `${replicas.least} pods of ${name} mount the claim '${namespace}/${claim}' with ReadWriteOncePod`, fix: 'Run one pod, or use a StatefulSet with volumeClaimTemplates' }));
  }),
};
