import { missingObjects } from '../../reading/missing-objects.rules';
import { isCreatedByTemplate } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

export const claimMissing: Rule = {
  id: 'claim-missing',
  area: 'References',
  severity: 'error',
  description: 'pods that mount a claim that nobody makes',
  reason: 'a pod waits for ever for a claim that does not exist',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'PersistentVolumeClaim',
      (name) =>
        "Deploy the claim, correct the name, or declare it: ClusterModel.of(cluster).external(ClusterCapability.object('', " +
        `'PersistentVolumeClaim', '${name}', namespace), { reason })`,
      ({ namespace, name }) => isCreatedByTemplate(facts.manifests, namespace, name),
    ),
};
