import { groupKindOf, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { mapAt, named } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

export const addressFamilyUnsupported: Rule = {
  id: 'address-family-unsupported',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'what an IPv6 cluster does not support: Windows, and Amazon FSx for Lustre',
  why: 'EKS supports neither Windows nor Amazon FSx for Lustre in IPv6 clusters',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
  check: (facts) => (
    facts.ipFamily === 'ipv6' ? [...windowsGroups(facts), ...windowsObjects(facts), ...windowsPods(facts), ...lustre(facts)] : []
  ),
};

const INSTEAD = 'Use Linux, or an IPv4 cluster';

const windowsGroups = ({ resources }: Facts): Found[] => resources.ofType('AWS::EKS::Nodegroup')
  .filter(({ properties }) => textAt(properties, 'AmiType')?.startsWith('WINDOWS_'))
  .map(({ path, properties }) => ({ path, what: `the node group has AmiType ${textAt(properties, 'AmiType')}`, fix: INSTEAD }));

const windowsObjects = ({ objects }: Facts): Found[] => objects.filter(
  ({ value }) => groupKindOf(value) === 'karpenter.k8s.aws/EC2NodeClass',
)
  .filter(
    ({ value }) => [
      textAt(value, 'spec', 'amiFamily'),
      ...listAt(value, 'spec', 'amiSelectorTerms').map((term) => textAt(term, 'alias')),
    ].some((each) => /^windows/i.test(each ?? '')),
  )
  .map(({ path, value }) => ({ path, what: `${named(value)} is of Windows`, fix: INSTEAD }));

const windowsPods = ({ manifests }: Facts): Found[] => manifests.pods
  .filter(({ pod }) => textAt(pod, 'os', 'name') === 'windows' || mapAt(pod, 'nodeSelector')['kubernetes.io/os'] === 'windows')
  .map(({ path, name }) => ({ path, what: `pods of ${name} run on Windows`, fix: INSTEAD }));

const lustre = ({ objects }: Facts): Found[] => objects
  .filter(({ value }) => [textAt(value, 'provisioner'), textAt(value, 'spec', 'csi', 'driver')].includes('fsx.csi.aws.com'))
  .map(
    ({ path, value }) => ({
      path,
      what: `${named(value)} is of Amazon FSx for Lustre`,
      fix: 'Use EfsStorage, FsxOpenZfsStorage or FsxOntapStorage, or an IPv4 cluster',
    }),
  );
