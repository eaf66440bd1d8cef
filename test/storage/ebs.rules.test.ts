import { Size } from 'cdk8s';
import { EbsStorage, EbsVolume, EbsVolumeAttributes } from '../../src';
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
  expect([min - 1, max + 1].map((iops) => ebsProblems({ type, iops }).map(({ what, limit }) => `${what}: ${limit}`))).toEqual([min - 1, max + 1].map((iops) => [`iops is ${iops}: a ${type} volume has ${min} to ${max}`]));
});

test.each(types)('%s: the last good sizes are accepted and the first bad ones not', (type) => {
  const stack = newStack();
  const volume = {
    gp3: EbsVolume.gp3(),
    gp2: EbsVolume.gp2(),
    io1: EbsVolume.io1({ iopsPerGiB: 1 }),
    io2: EbsVolume.io2({ iopsPerGiB: 1 }),
    st1: EbsVolume.st1(),
    sc1: EbsVolume.sc1(),
  }[type];
  const storage = new EbsStorage(stack, 'Storage', { cluster: newCluster(stack), volume });
  const { minGiB, maxGiB } = EBS_TYPES[type];
  const claim = (gib: number) => storage.claim('data', { size: Size.gibibytes(gib), path: '/data' });
  for (const good of [minGiB, maxGiB]) expect(claim(good).size.toGibibytes()).toBe(good);
  for (const bad of [minGiB - 1, maxGiB + 1]) expect(() => claim(bad)).toThrow(`[Test/Storage.claim] size is ${bad} GiB: a ${type} volume has ${minGiB} GiB or more, at most ${maxGiB} GiB. Correct it ${SOURCE}`);
});

test.each<[() => EbsVolume, string]>([
  [() => EbsVolume.gp3({ throughputMiBps: 2001 }), `[EbsVolume gp3] throughputMiBps is 2001: a gp3 volume has 125 to 2000 MiB/s. Correct it ${SOURCE}`],
  [() => EbsVolume.gp3({ throughputMiBps: 751 }), `[EbsVolume gp3] throughputMiBps is 751 with 3000 iops: a gp3 volume has 1 MiB/s for each 4 iops, so 750 MiB/s. Give 3004 iops or more ${SOURCE}`],
  [() => EbsVolume.gp3({ iops: 2999 }), `[EbsVolume gp3] iops is 2999: a gp3 volume has 3000 to 80000. Correct it ${SOURCE}`],
  [() => EbsVolume.gp3({ iops: 4000, iopsPerGiB: 5 }), `[EbsVolume gp3] both iops and iopsPerGiB are given: a volume has one of them. Leave one out ${SOURCE}`],
  [() => EbsVolume.io2({}), '[EbsVolume io2] neither iops nor iopsPerGiB is given: a io2 volume is bought by its iops. Give one of them'],
  [() => EbsVolume.io2({ iops: 400, allowIopsIncrease: true }), `[EbsVolume io2] allowIopsIncrease is given without iopsPerGiB: it raises what iopsPerGiB gives to small volumes. Give iopsPerGiB, or leave it out ${SOURCE}`],
  [() => EbsVolume.io1({ iopsPerGiB: 51 }), `[EbsVolume io1] iopsPerGiB is 51: a io1 volume has 1 to 50. Correct it ${SOURCE}`],
])('fails for %#', (make, message) => expect(make).toThrow(message));

test('a volume is large enough for its iops', () => {
  expect(ebsSizeProblems({ type: 'io2', iops: 4000 }, 4)).toEqual([]);
  expect(ebsSizeProblems({ type: 'gp3', iops: 3000 }, 1)).toEqual([]);
  expect(ebsSizeProblems({ type: 'gp3', iops: 16000 }, 31)).toMatchObject([{ what: 'size is 31 GiB for 16000 iops', limit: 'a gp3 volume has at most 500 iops for each GiB', fix: 'Ask for 32 GiB or more, or for fewer iops' }]);
});

test('performance while it is used is for Kubernetes 1.34 and newer', () => {
  const stack = newStack();
  const old = newCluster(stack, { version: jest.requireActual<typeof import('aws-cdk-lib/aws-eks-v2')>('aws-cdk-lib/aws-eks-v2').KubernetesVersion.V1_33 });
  expect(() => new EbsVolumeAttributes(stack, 'Fast', { cluster: old, volume: EbsVolume.gp3() })).toThrow('[Test/Fast] the cluster has Kubernetes 1.33: VolumeAttributesClass is there from 1.34 on. Make another StorageClass, or upgrade the cluster (https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/)');
});
