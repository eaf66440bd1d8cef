import { groupKindOf, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const addressFamilyUnsupported: Rule = {
  id: 'address-family-unsupported',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Windows or Amazon FSx for Lustre in an IPv6 cluster',
  reason: 'EKS does not support Windows or Amazon FSx for Lustre in IPv6 clusters',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
  check: (facts) =>
    facts.ipFamily === 'ipv6' ? [...windowsGroups(facts), ...windowsObjects(facts), ...windowsPods(facts), ...lustre(facts)] : [],
};

const INSTEAD = 'Use Linux, or an IPv4 cluster';

const windowsGroups = ({ resources }: Facts): Violation[] =>
  resources
    .ofType('AWS::EKS::Nodegroup')
    .filter(({ properties }) => stringAt(properties, 'AmiType')?.startsWith('WINDOWS_'))
    .map(({ path, properties }) => ({
      path,
      finding: `the node group has AmiType ${stringAt(properties, 'AmiType')}`,
      remediation: INSTEAD,
    }));

const windowsObjects = ({ objects }: Facts): Violation[] =>
  objects
    .filter(({ value }) => groupKindOf(value) === 'karpenter.k8s.aws/EC2NodeClass')
    .filter(({ value }) =>
      [stringAt(value, 'spec', 'amiFamily'), ...listAt(value, 'spec', 'amiSelectorTerms').map((term) => stringAt(term, 'alias'))].some(
        (each) => /^windows/i.test(each ?? ''),
      ),
    )
    .map(({ path, value }) => ({ path, finding: `${describeObject(value)} uses Windows AMIs`, remediation: INSTEAD }));

const windowsPods = ({ manifests }: Facts): Violation[] =>
  manifests.workloads
    .filter(
      ({ podSpec }) => stringAt(podSpec, 'os', 'name') === 'windows' || mapAt(podSpec, 'nodeSelector')['kubernetes.io/os'] === 'windows',
    )
    .map(({ path, name }) => ({ path, finding: `pods of ${name} run on Windows`, remediation: INSTEAD }));

const lustre = ({ objects }: Facts): Violation[] =>
  objects
    .filter(({ value }) => [stringAt(value, 'provisioner'), stringAt(value, 'spec', 'csi', 'driver')].includes('fsx.csi.aws.com'))
    .map(({ path, value }) => ({
      path,
      finding: `${describeObject(value)} uses Amazon FSx for Lustre`,
      remediation: 'Use EfsStorage, FsxOpenZfsStorage or FsxOntapStorage, or an IPv4 cluster',
    }));
