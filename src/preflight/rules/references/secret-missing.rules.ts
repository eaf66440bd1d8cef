import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const secretMissing: Rule = {
  id: 'secret-missing',
  area: 'References',
  severity: 'error',
  description: 'pods with a Secret that nobody makes',
  reason: 'a pod does not start before every Secret that it names is there',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  check: (facts) =>
    missingObjects(
      facts,
      '',
      'Secret',
      (name) =>
        'Make it with new ExternalSecret(...) or new MountedSecrets(...), correct the name, mark it optional, or declare it: ' +
        `ClusterModel.of(cluster).external(ClusterCapability.secret(namespace, '${name}'), { reason })`,
    ),
};
