import { KARPENTER_FAMILIES } from './karpenter.data';
import { TAG_RULES } from '../../cluster/propagated-tags.rules';
import { Problem } from '../../errors/problems';
import { isScript } from '../ec2/user-data.rules';
import { kubeletProblems, kubeletValues, KubeletValues, unsupportedKubelet } from '../kubelet.rules';
import { OsName } from '../tables/image.data';
import { familyOfOs, OS_FAMILIES } from '../tables/os.data';
import { diskSizeProblems } from '../tables/os.rules';

/** A node class as plain values, some of which may be tokens. */
export interface NodeClassPlan {
  readonly os: OsName;
  readonly amiVersion: string;
  readonly amiIds?: readonly string[];
  /** one of the two: Karpenter creates an instance profile for a role, but not where it cannot reach IAM. */
  readonly role?: string;
  readonly instanceProfile?: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly diskGiB?: number;
  readonly instanceStoreRaid: boolean;
  readonly kubelet: KubeletValues;
  readonly userData?: string;
  readonly metadataHopLimit: number;
  readonly capacityReservationIds: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

const DOCS = 'https://karpenter.sh/docs/concepts/nodeclasses/';
const AMI_FAMILY: Readonly<Record<string, string>> = {
  al2023: 'AL2023',
  bottlerocket: 'Bottlerocket',
  windows2019: 'Windows2019',
  windows2022: 'Windows2022',
  windows2025: 'Windows2025',
};
const MAX_TERMS = 30;

/** The EC2NodeClass object. */
export function nodeClassObject(name: string, plan: NodeClassPlan): Record<string, unknown> {
  const family = KARPENTER_FAMILIES[plan.os as keyof typeof KARPENTER_FAMILIES];
  const { dataDisk, systemDisk, defaultDiskGiB } = OS_FAMILIES[familyOfOs(plan.os)];
  const disk = (deviceName: string, gibibytes: number, rootVolume: boolean) => ({
    deviceName,
    ...(rootVolume ? { rootVolume } : {}),
    ebs: { volumeSize: `${gibibytes}Gi`, volumeType: 'gp3', encrypted: true, deleteOnTermination: true },
  });
  const kubelet = kubeletValues(plan.kubelet, 'karpenter');
  return {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name },
    spec: {
      ...(plan.amiIds
        ? { amiFamily: AMI_FAMILY[family], amiSelectorTerms: plan.amiIds.map((id) => ({ id })) }
        : { amiSelectorTerms: [{ alias: `${family}@${plan.amiVersion}` }] }),
      ...(plan.instanceProfile ? { instanceProfile: plan.instanceProfile } : { role: plan.role }),
      subnetSelectorTerms: plan.subnetIds.map((id) => ({ id })),
      securityGroupSelectorTerms: plan.securityGroupIds.map((id) => ({ id })),
      blockDeviceMappings: [
        ...(systemDisk ? [disk(systemDisk.device, systemDisk.gibibytes, false)] : []),
        disk(dataDisk, plan.diskGiB ?? defaultDiskGiB, true),
      ],
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpProtocolIPv6: 'disabled',
        httpPutResponseHopLimit: plan.metadataHopLimit,
        httpTokens: 'required',
      },
      ...(plan.instanceStoreRaid ? { instanceStorePolicy: 'RAID0' } : {}),
      ...(Object.keys(kubelet).length > 0 ? { kubelet } : {}),
      ...(plan.userData ? { userData: plan.userData } : {}),
      ...(plan.capacityReservationIds.length > 0
        ? { capacityReservationSelectorTerms: plan.capacityReservationIds.map((id) => ({ id })) }
        : {}),
      ...(Object.keys(plan.tags).length > 0 ? { tags: plan.tags } : {}),
    },
  };
}

/** What the EC2NodeClass's own validation would refuse, and what the image cannot do. */
export function nodeClassProblems(plan: Omit<NodeClassPlan, 'subnetIds' | 'securityGroupIds'> & { readonly subnets: number }): Problem[] {
  const problems: Problem[] = [
    ...kubeletProblems(plan.kubelet),
    ...unsupportedKubelet(plan.kubelet, 'karpenter', 'the kubelet of a node class', DOCS),
  ];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: DOCS });
  if (!(plan.os in KARPENTER_FAMILIES)) {
    add(
      `os is ${plan.os}`,
      `Karpenter supports ${Object.keys(KARPENTER_FAMILIES).join(', ')}`,
      'Use one of them, if necessary with amiIds',
    );
  }
  if (familyOfOs(plan.os) === 'windows' && plan.amiVersion !== 'latest') {
    add(`amiVersion is '${plan.amiVersion}' for ${plan.os}`, 'Windows AMIs support only latest', 'Remove amiVersion');
  }
  if (plan.amiVersion !== 'latest' && !/^v[0-9]/.test(plan.amiVersion)) {
    add(`amiVersion is '${plan.amiVersion}'`, 'it must be latest, or a version like v20261023 or v1.55.0', 'Use such a version');
  }
  if (plan.subnets < 1 || plan.subnets > MAX_TERMS) {
    add(`subnets selects ${plan.subnets} subnets`, `a node class must have 1 to ${MAX_TERMS} subnets`, 'Select other subnets');
  }
  if (plan.amiIds && plan.amiVersion !== 'latest') {
    add(`amiVersion is '${plan.amiVersion}' with amiIds`, 'an AMI ID determines the version', 'Remove amiVersion or amiIds');
  }
  const tags = Object.keys(plan.tags).filter((key) => TAG_RULES.karpenter.reserved.test(key));
  if (tags.length > 0) add(`instanceTags contains ${tags.join(', ')}`, 'Karpenter sets these tags itself', 'Remove them');
  if (!Number.isInteger(plan.metadataHopLimit) || plan.metadataHopLimit < 1 || plan.metadataHopLimit > 64) {
    add(`metadataHopLimit is ${plan.metadataHopLimit}`, 'it must be an integer from 1 to 64', 'Use 1, or 2 if pods read instance metadata');
  }
  problems.push(...diskSizeProblems(familyOfOs(plan.os), plan.diskGiB, 'diskSize', DOCS));
  if (familyOfOs(plan.os) === 'bottlerocket' && isScript(plan.userData ?? '')) {
    add('userData is a script', 'Bottlerocket has no shell: it reads settings as TOML', 'Use TOML settings, or NodeOs.AL2023');
  }
  const wrong = plan.capacityReservationIds.filter((id) => !/^cr-[0-9a-z]+$/.test(id) && !id.includes('${Token['));
  if (wrong.length > 0) {
    add(`capacityReservationIds contains ${wrong.join(', ')}`, 'a reservation ID has the form cr-0123456789abcdef0', 'Correct the ID');
  }
  return problems;
}

/** The identity of nodes: Karpenter creates the instance profile of a role. A construct always has one of them. */
export const nodeIdentityProblems = ({ role, instanceProfile }: Pick<NodeClassPlan, 'role' | 'instanceProfile'>): Problem[] =>
  (role === undefined) === (instanceProfile === undefined)
    ? [
        {
          finding: role === undefined ? 'neither role nor instanceProfile is given' : 'both role and instanceProfile are given',
          constraint: 'a node class must have exactly one of them',
          remediation: role === undefined ? 'Set `role`' : 'Remove `instanceProfile`',
          source: DOCS,
        },
      ]
    : [];
