import { at, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const clusterEncryption: Rule = {
  id: 'cluster-encryption',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'encryption with a key of your own that does not name what is encrypted',
  reason:
    "resources has the one value 'secrets', and a change of encryptionConfig replaces the cluster: what EKS does without it is " +
    'not documented',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_EncryptionConfig.html',
  check: ({ resources }) =>
    resources
      .ofType('AWS::EKS::Cluster')
      .filter(({ properties }) => listAt(properties, 'EncryptionConfig').some(namesNothing))
      .map(({ path }) => ({
        path,
        finding: 'encryptionConfig has a provider and no resources',
        remediation: "Add resources: ['secrets'] before the cluster is created",
      })),
};

const namesNothing = (config: unknown): boolean => at(config, 'Provider') !== undefined && at(config, 'Resources') === undefined;
