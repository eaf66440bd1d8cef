import { isDeployTimeValue, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const certificateSecretTwice: Rule = {
  id: 'certificate-secret-twice',
  area: 'References',
  severity: 'error',
  description: 'two Certificates with the same secretName',
  reason: 'cert-manager does not issue Certificates that write to the same Secret (DuplicateSecretName)',
  source: 'https://cert-manager.io/docs/usage/certificate/',
  check: ({ manifests }) => {
    const seen = new Map<string, string>();
    return manifests.ofKind('cert-manager.io/Certificate').flatMap(({ path, value }) => {
      const name = stringAt(value, 'spec', 'secretName');
      if (name === undefined || isDeployTimeValue(name)) return [];
      const key = `${namespaceOf(value)}/${name}`;
      const before = seen.get(key);
      seen.set(key, before ?? describeObject(value));
      return before === undefined || before === describeObject(value)
        ? []
        : [
            {
              path,
              finding: `${describeObject(value)} writes to Secret '${key}', and so does ${before}`,
              remediation: 'Give each Certificate a secretName of its own, or one Certificate all dnsNames',
            },
          ];
    });
  },
};
