import { at, groupKindOf, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { maxPodsProblems } from '../../../nodes/max-pods.rules';
import { instanceFacts, InstanceFacts } from '../../../nodes/tables/instance-types.rules';
import { Facts } from '../../facts/facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const addressFamilyUnsupported: Rule = {
  id: 'address-family-unsupported',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Windows, Amazon FSx for Lustre, Xen instances or custom networking in an IPv6 cluster',
  reason: 'EKS does not support Windows, Amazon FSx for Lustre, instances without Nitro or custom networking in IPv6 clusters',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
  check: (facts) =>
    facts.ipFamily === 'ipv6'
      ? [
          ...windowsGroups(facts),
          ...windowsObjects(facts),
          ...windowsPods(facts),
          ...lustre(facts),
          ...xenGroups(facts),
          ...customNetworking(facts),
        ]
      : [],
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

const xenGroups = ({ resources }: Facts): Violation[] =>
  resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }) => {
    const types = listAt(properties, 'InstanceTypes').flatMap((type): InstanceFacts[] => {
      const facts = instanceFacts(String(type));
      return facts === undefined ? [] : [facts];
    });
    return violationsOf(path, 'the node group', maxPodsProblems({ os: 'AL2023', windows: false, types, ipv6: true, capped: false }));
  });

const CUSTOM_NETWORKING = 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG';

const customNetworking = ({ addonSettings }: Facts): Violation[] =>
  addonSettings
    .filter(({ value: { name, values } }) => name === 'vpc-cni' && at(values, 'env', CUSTOM_NETWORKING) === 'true')
    .map(({ path }) => ({
      path,
      finding: `the add-on vpc-cni sets ${CUSTOM_NETWORKING}: 'true'`,
      remediation: `Remove ${CUSTOM_NETWORKING} (PodNetwork.nodeSubnets()): IPv6 subnets have addresses for all pods`,
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
