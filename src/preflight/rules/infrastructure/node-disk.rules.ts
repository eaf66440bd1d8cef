import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { OS_FAMILIES, OsFamily } from '../../../nodes/tables/os.data';
import { diskSizeProblems } from '../../../nodes/tables/os.rules';
import { Facts } from '../../facts/facts.rules';
import { familyOfGroup, templateData, TemplatedGroup, templatedGroups } from '../../reading/nodes.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const nodeDisk: Rule = {
  id: 'node-disk',
  area: 'Infrastructure',
  severity: 'error',
  description: 'disk of nodes that is smaller than the AMI, or on another device than images and pods use',
  reason: 'EC2 launches no instance with a volume that is smaller than the snapshot of the AMI (InvalidBlockDeviceMapping)',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html',
  check: ({ resources }: Facts) => templatedGroups(resources).flatMap((each) => [...sizeOf(each), ...disksOf(each)]),
};

/** Amazon Linux 2 has the disk of Amazon Linux 2023, and EKS uses Amazon Linux if no AMI type is set. */
function diskFamilyOf(each: TemplatedGroup): OsFamily | undefined {
  const own = familyOfGroup(each);
  if (own !== undefined || !each.managed || at(templateData(each.template), 'ImageId') !== undefined) return own;
  const amiType = at(each.group.properties, 'AmiType');
  return amiType === undefined || (typeof amiType === 'string' && amiType.startsWith('AL2_')) ? 'al2023' : undefined;
}

function sizeOf(each: TemplatedGroup): Violation[] {
  const { path, properties } = each.group;
  const family = diskFamilyOf(each);
  // with a launch template, rule node-group-template reports the size
  if (family === undefined || 'LaunchTemplate' in properties) return [];
  return tooSmall(path, 'the node group', family, numberAt(properties, 'DiskSize'), 'DiskSize');
}

const tooSmall = (path: string, subject: string, family: OsFamily, size: number | undefined, prop: string): Violation[] =>
  diskSizeProblems(family, size, prop).map(({ finding, constraint }) => ({
    path,
    finding: `${subject}: ${finding}: ${constraint}`,
    remediation: `Set \`${prop}\` to ${OS_FAMILIES[family].smallestDiskGiB} or more, or remove it`,
  }));

/** Root devices of other operating systems: a disk with this name is an additional one, or that of the system alone. */
const OTHER_ROOTS: Readonly<Record<OsFamily, readonly string[]>> = {
  al2023: ['/dev/sda1'],
  bottlerocket: ['/dev/xvda', '/dev/sda1'],
  windows: ['/dev/xvda'],
};

function disksOf(each: TemplatedGroup): Violation[] {
  const family = each.template === undefined ? undefined : diskFamilyOf(each);
  if (family === undefined) return [];
  const { dataDisk, smallestDiskGiB } = OS_FAMILIES[family];
  const mappings = listAt(templateData(each.template), 'BlockDeviceMappings');
  const { path } = each.group;
  const names = mappings.map((mapping) => stringAt(mapping, 'DeviceName') ?? '');
  const sizes = mappings
    .filter((mapping) => at(mapping, 'DeviceName') === dataDisk && at(mapping, 'Ebs', 'SnapshotId') === undefined)
    .flatMap((mapping) =>
      tooSmall(path, `the disk ${dataDisk} of the nodes`, family, numberAt(mapping, 'Ebs', 'VolumeSize'), 'Ebs.VolumeSize'),
    );
  if (names.includes(dataDisk) || names.some(isDeployTimeValue)) return sizes;
  return mappings
    .filter(
      (mapping, index) => OTHER_ROOTS[family].includes(names[index]) && (numberAt(mapping, 'Ebs', 'VolumeSize') ?? 0) >= smallestDiskGiB,
    )
    .map((mapping) => ({
      path,
      finding:
        `the launch template of the nodes sets the size of ${stringAt(mapping, 'DeviceName')}, but images and pods of this AMI are ` +
        `on ${dataDisk}`,
      remediation: `Set DeviceName to ${dataDisk}`,
      severity: 'warning' as const,
    }));
}
