import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const secretMissing: Rule = {
  id: 'secret-missing',
  area: 'References',
  severity: 'error',
  description: 'pods that reference a Secret that does not exist',
  reason: 'a pod does not start while a Secret that it references does not exist (secret "<name>" not found)',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'Secret',
      (name) =>
        'Create it with new ExternalSecret(...) or new MountedSecrets(...), correct the name, set optional: true, or declare it: ' +
        `ClusterModel.of(cluster).declareExternal(ClusterCapability.secret(namespace, '${name}'), { reason })`,
    ),
};
