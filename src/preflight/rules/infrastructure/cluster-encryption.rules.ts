import { at, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const clusterEncryption: Rule = {
  id: 'cluster-encryption',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'encryptionConfig without resources',
  reason:
    "the only valid value of resources is 'secrets', and a change of encryptionConfig replaces the cluster: the behavior of EKS " +
    'without resources is not documented',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_EncryptionConfig.html',
  check: ({ resources }) =>
    resources
      .ofType('AWS::EKS::Cluster')
      .filter(({ properties }) => listAt(properties, 'EncryptionConfig').some(namesNothing))
      .map(({ path }) => ({
        path,
        finding: 'encryptionConfig has a provider but no resources',
        remediation: "Set resources to ['secrets'] before the cluster is created",
      })),
};

const namesNothing = (config: unknown): boolean => at(config, 'Provider') !== undefined && at(config, 'Resources') === undefined;
