import { Size } from 'cdk8s';
import { EbsStorage, EbsVolumeType, EbsVolumeAttributesClass } from '../../src';
import { EBS_TYPES, EbsType, EbsTypeRow } from '../../src/storage/ebs/ebs.data';
import { ebsProblems, ebsSizeProblems } from '../../src/storage/ebs/ebs.rules';
import { newCluster, newStack } from '../harness';

const SOURCE = '(https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html)';
const types = Object.keys(EBS_TYPES) as EbsType[];

test.each(types)('%s: the last good iops are accepted and the first bad ones not', (type) => {
  const row: EbsTypeRow = EBS_TYPES[type];
  if (!row.iops) return expect(Object.keys(EBS_TYPES[type])).not.toContain('iops');
  const { min, max } = row.iops;
  expect([min, max].flatMap((iops) => ebsProblems({ type, iops }))).toEqual([]);
  expect(
    [min - 1, max + 1].map((iops) => ebsProblems({ type, iops }).map(({ finding, constraint }) => `${finding}: ${constraint}`)),
  ).toEqual([min - 1, max + 1].map((iops) => [`iops is ${iops}: must be an integer from ${min} to ${max} for a ${type} volume`]));
});

test.each(types)('%s: the last good sizes are accepted and the first bad ones not', (type) => {
  const stack = newStack();
  const volume = {
    gp3: EbsVolumeType.gp3(),
    gp2: EbsVolumeType.gp2(),
    io1: EbsVolumeType.io1({ iopsPerGiB: 1 }),
    io2: EbsVolumeType.io2({ iopsPerGiB: 1 }),
    st1: EbsVolumeType.st1(),
    sc1: EbsVolumeType.sc1(),
  }[type];
  const storage = new EbsStorage(stack, 'Storage', { cluster: newCluster(stack), volumeType: volume });
  const { minGiB, maxGiB } = EBS_TYPES[type];
  const claim = (gib: number) => storage.claim('data', { size: Size.gibibytes(gib), mountPath: '/data' });
  for (const good of [minGiB, maxGiB]) expect(claim(good).size.toGibibytes()).toBe(good);
  for (const bad of [minGiB - 1, maxGiB + 1]) {
    expect(() => claim(bad)).toThrow(
      `[Test/Storage.claim] size is ${bad} GiB: a ${type} volume must have at least ${minGiB} GiB and at most ${maxGiB} GiB. ` +
        `Set \`size\` to a value in this range ${SOURCE}`,
    );
  }
});

test.each<[() => EbsVolumeType, string]>([
  [
    () => EbsVolumeType.gp3({ throughputMiBps: 2001 }),
    `[EbsVolumeType gp3] throughputMiBps is 2001: must be an integer from 125 to 2000 MiB/s for a gp3 volume. ` +
      `Set \`throughputMiBps\` to a value in this range ${SOURCE}`,
  ],
  [
    () => EbsVolumeType.gp3({ throughputMiBps: 751 }),
    '[EbsVolumeType gp3] throughputMiBps is 751 with 3000 iops: a gp3 volume has at most 1 MiB/s for each 4 iops, ' +
      `which is 750 MiB/s. Set \`iops\` to at least 3004 ${SOURCE}`,
  ],
  [
    () => EbsVolumeType.gp3({ iops: 2999 }),
    `[EbsVolumeType gp3] iops is 2999: must be an integer from 3000 to 80000 for a gp3 volume. ` +
      `Set \`iops\` to a value in this range ${SOURCE}`,
  ],
  [
    () => EbsVolumeType.gp3({ iops: 4000, iopsPerGiB: 5 }),
    `[EbsVolumeType gp3] both iops and iopsPerGiB are given: they are mutually exclusive. Remove \`iops\` or \`iopsPerGiB\` ${SOURCE}`,
  ],
  [
    () => EbsVolumeType.io2({}),
    '[EbsVolumeType io2] neither iops nor iopsPerGiB is given: a io2 volume must have provisioned IOPS. Set `iops` or ' + '`iopsPerGiB`',
  ],
  [
    () => EbsVolumeType.io2({ iops: 400, allowAutoIopsPerGiBIncrease: true }),
    '[EbsVolumeType io2] allowAutoIopsPerGiBIncrease is given without iopsPerGiB: it applies only to volumes with ' +
      `iopsPerGiB. Set \`iopsPerGiB\`, or remove \`allowAutoIopsPerGiBIncrease\` ${SOURCE}`,
  ],
  [
    () => EbsVolumeType.io1({ iopsPerGiB: 51 }),
    `[EbsVolumeType io1] iopsPerGiB is 51: must be an integer from 1 to 50 for a io1 volume. ` +
      `Set \`iopsPerGiB\` to a value in this range ${SOURCE}`,
  ],
])('fails for %#', (make, message) => expect(make).toThrow(message));

test('a volume is large enough for its iops', () => {
  expect(ebsSizeProblems({ type: 'io2', iops: 4000 }, 4)).toEqual([]);
  expect(ebsSizeProblems({ type: 'gp3', iops: 3000 }, 1)).toEqual([]);
  expect(ebsSizeProblems({ type: 'gp3', iops: 16000 }, 31)).toMatchObject([
    {
      finding: 'size is 31 GiB for 16000 iops',
      constraint: 'a gp3 volume has at most 500 iops for each GiB',
      remediation: 'Set `size` to at least 32 GiB, or decrease `iops`',
    },
  ]);
});

test('performance while it is used is for Kubernetes 1.34 and newer', () => {
  const stack = newStack();
  const old = newCluster(stack, {
    version: jest.requireActual<typeof import('aws-cdk-lib/aws-eks-v2')>('aws-cdk-lib/aws-eks-v2').KubernetesVersion.V1_33,
  });
  expect(() => new EbsVolumeAttributesClass(stack, 'Fast', { cluster: old, volumeType: EbsVolumeType.gp3() })).toThrow(
    '[Test/Fast] the cluster has Kubernetes 1.33: VolumeAttributesClass requires Kubernetes 1.34 or newer. Upgrade the ' +
      'cluster, or use another StorageClass (https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/)',
  );
});
