import { object as objectThing } from '../../../catalog/capability.rules';
import { namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { loginSecretsOf } from '../../reading/login-secrets.rules';
import { missingObjects } from '../../reading/missing-objects.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const secretMissing: Rule = {
  id: 'secret-missing',
  area: 'References',
  severity: 'error',
  description: 'pods, or a login of a load balancer, that reference a Secret that does not exist',
  reason:
    'a pod does not start while a Secret that it references does not exist (secret "<name>" not found), and the load balancer controller ' +
    'rejects a login by OIDC whose Secret is not in the namespace of its Ingress',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  check: (facts) => [
    ...loginSecretsOf(facts)
      .filter(({ name, object }) => facts.verdictOf(objectThing('', 'Secret', name, namespaceOf(object))) === 'absent')
      .map(({ path, name, object }) => ({
        path,
        finding: `${describeObject(object)} references Secret '${namespaceOf(object)}/${name}', which does not exist`,
        remediation: 'Create it with clientID and clientSecret in this namespace, by new ExternalSecret(...), or correct the name',
      })),
    ...missingObjects(
      facts,
      '',
      'Secret',
      (name) =>
        'Create it with new ExternalSecret(...) or new MountedSecrets(...), correct the name, set optional: true, or declare it: ' +
        `ClusterModel.of(cluster).declareExternal(ClusterCapability.secret(namespace, '${name}'), { reason })`,
    ),
  ],
};
