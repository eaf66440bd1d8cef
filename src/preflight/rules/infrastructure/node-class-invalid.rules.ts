import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { memoryMiB } from '../../../kubernetes/quantity.rules';
import { nodeClassProblems as autoModeProblems } from '../../../nodes/auto-mode/auto-mode-node-class.rules';
import { nodeClassProblems, nodeIdentityProblems } from '../../../nodes/karpenter/karpenter-node-class.rules';
import { KARPENTER_FAMILIES } from '../../../nodes/karpenter/karpenter.data';
import { KubeletValues } from '../../../nodes/kubelet.rules';
import { OsName } from '../../../nodes/tables/image.data';
import { KUBELET_SETTINGS, KubeletRow } from '../../../nodes/tables/kubelet.data';
import { familyOfOs, OS_FAMILIES } from '../../../nodes/tables/os.data';
import { Facts } from '../../facts/facts.rules';
import { besideSchema, violationsOf } from '../../reading/problems.rules';
import { describeObject, mapAt, numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const nodeClassInvalid: Rule = {
  id: 'node-class-invalid',
  area: 'Infrastructure',
  severity: 'error',
  description: 'EC2NodeClass of Karpenter or NodeClass of Auto Mode that its API rejects, or with which no nodes are launched',
  reason:
    'the API server rejects a node class without a role or subnets, with values out of range or with reserved tags, and EC2 launches ' +
    'no nodes whose disk is smaller than the AMI',
  source: 'https://karpenter.sh/docs/concepts/nodeclasses/',
  check: (facts: Facts) =>
    facts.objects.flatMap(({ path, value }) => {
      switch (groupKindOf(value)) {
        case 'karpenter.k8s.aws/EC2NodeClass':
          return violationsOf(path, describeObject(value), besideSchema(karpenter(value), value, facts));
        case 'eks.amazonaws.com/NodeClass':
          return violationsOf(path, describeObject(value), besideSchema(autoMode(value), value, facts));
        default:
          return [];
      }
    }),
};

/** The operating system and version of an alias like `al2023@v20261023`. */
function imageOf(nodeClass: KubernetesObject): { readonly os?: OsName; readonly version?: string } {
  const aliases = listAt(nodeClass, 'spec', 'amiSelectorTerms').map((term) => stringAt(term, 'alias'));
  const [family, version] = (aliases.find((alias) => alias !== undefined && !isDeployTimeValue(alias)) ?? '').split('@');
  const os = Object.entries(KARPENTER_FAMILIES).find(([, each]) => each === family)?.[0] as OsName | undefined;
  return { os, version };
}

function karpenter(nodeClass: KubernetesObject) {
  const spec = at(nodeClass, 'spec');
  const { os, version } = imageOf(nodeClass);
  const isLatest = version === undefined || version === 'latest';
  const [role, instanceProfile] = ['role', 'instanceProfile'].map((field) => givenOf(spec, field));
  const problems = nodeClassProblems({
    // an AMI of the user may have any size
    os: os ?? 'AL2023',
    diskGiB: os === undefined ? undefined : rootDiskOf(spec, os),
    // versions of other families have other forms
    amiVersion: os !== undefined && familyOfOs(os) === 'windows' && !isLatest ? version! : 'latest',
    subnets: termsOf(spec, 'subnetSelectorTerms'),
    instanceStoreRaid: false,
    kubelet: kubeletOf(spec),
    userData: os === 'BOTTLEROCKET' ? stringAt(spec, 'userData') : undefined,
    metadataHopLimit: numberAt(spec, 'metadataOptions', 'httpPutResponseHopLimit') ?? 1,
    capacityReservationIds: listAt(spec, 'capacityReservationSelectorTerms').flatMap((term) => knownAt(term, 'id') ?? []),
    tags: mapAt(spec, 'tags'),
  });
  return [...nodeIdentityProblems({ role, instanceProfile }), ...problems];
}

const knownAt = (value: unknown, field: string): string | undefined => {
  const found = stringAt(value, field);
  return isDeployTimeValue(found) ? undefined : found;
};
// a value that is known at deploy is given
const givenOf = (spec: unknown, field: string): string | undefined => (at(spec, field) === undefined ? undefined : String(at(spec, field)));

/** The number of terms; a list that is missing or known at deploy may have any. */
function termsOf(spec: unknown, field: string): number {
  const terms = at(spec, field);
  return Array.isArray(terms) ? terms.length : 1;
}

function rootDiskOf(spec: unknown, os: OsName): number | undefined {
  const { dataDisk } = OS_FAMILIES[familyOfOs(os)];
  const disk = listAt(spec, 'blockDeviceMappings').find((mapping) => at(mapping, 'deviceName') === dataDisk);
  const size = at(disk, 'ebs', 'volumeSize');
  const gibibytes = memoryMiB(size) / 1024;
  return size === undefined || isDeployTimeValue(size) || gibibytes === 0 || at(disk, 'ebs', 'snapshotID') !== undefined
    ? undefined
    : gibibytes;
}

function kubeletOf(spec: unknown): KubeletValues {
  const settings = Object.entries(KUBELET_SETTINGS) as [string, KubeletRow][];
  const given = settings.map(([setting, row]) => [setting, row.karpenter && at(spec, 'kubelet', row.karpenter)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined && !isDeployTimeValue(value)));
}

function autoMode(nodeClass: KubernetesObject) {
  const spec = at(nodeClass, 'spec');
  const size = at(spec, 'ephemeralStorage', 'size');
  return autoModeProblems(nodeClass.metadata?.name ?? '', {
    diskGiB: isDeployTimeValue(size) || memoryMiB(size) === 0 ? undefined : memoryMiB(size) / 1024,
    iops: numberAt(spec, 'ephemeralStorage', 'iops'),
    throughput: numberAt(spec, 'ephemeralStorage', 'throughput'),
    subnets: termsOf(spec, 'subnetSelectorTerms'),
    podSubnets: listAt(spec, 'podSubnetSelectorTerms').length,
    podSecurityGroups: listAt(spec, 'podSecurityGroupSelectorTerms').length,
  });
}
