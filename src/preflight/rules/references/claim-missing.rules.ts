import { missingObjects } from '../../reading/missing-objects.rules';
import { isCreatedByTemplate } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

export const claimMissing: Rule = {
  id: 'claim-missing',
  area: 'References',
  severity: 'error',
  description: 'pods that mount a PersistentVolumeClaim that does not exist',
  reason: 'a pod stays Pending while a PVC that it mounts does not exist (persistentvolumeclaim "<name>" not found)',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'PersistentVolumeClaim',
      (name) =>
        'Deploy the PersistentVolumeClaim, correct the name, or declare it: ClusterModel.of(cluster).declareExternal(' +
        `ClusterCapability.object('', 'PersistentVolumeClaim', '${name}', namespace), { reason })`,
      ({ namespace, name }) => isCreatedByTemplate(facts.manifests, namespace, name),
    ),
};
