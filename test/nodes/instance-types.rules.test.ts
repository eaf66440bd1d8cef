import { ACCELERATED_FAMILIES, IMAGES, OsName } from '../../src/nodes/tables/image.data';
import { INSTANCE_TYPES } from '../../src/nodes/tables/instance-types.data';
import { imageFor, instanceFacts, platformOfAmiType } from '../../src/nodes/tables/instance-types.rules';

const NAMES = INSTANCE_TYPES.trim()
  .split('\n')
  .map((line) => line.split(' ')[0]);

test('every line of the table is an instance type with the pods that fit on it', () => {
  expect(NAMES).toHaveLength(1392);
  for (const name of NAMES) {
    expect(instanceFacts(name)).toMatchObject({
      name,
      maxPods: expect.any(Number),
      architecture: expect.stringMatching(/^(x86_64|arm64)$/),
    });
  }
});

test('a prefix of a type name is not a type', () => expect(instanceFacts('m5')).toBeUndefined());

test.each([
  ['m6i.large', 'x86_64', 'none', 29],
  ['m7g.large', 'arm64', 'none', 29],
  ['g5g.xlarge', 'arm64', 'nvidia', 58],
  ['p5.48xlarge', 'x86_64', 'nvidia', 100],
  ['trn1.32xlarge', 'x86_64', 'neuron', 247],
  ['trn2.48xlarge', 'x86_64', 'neuron', 100],
  ['m9g.large', 'arm64', 'none', 59],
  ['g4ad.xlarge', 'x86_64', 'none', 8],
])('%s is %s with %s and %i pods', (name, architecture, accelerator, maxPods) => {
  expect(instanceFacts(name)).toMatchObject({ architecture, accelerator, maxPods });
});

test.each(Object.keys(ACCELERATED_FAMILIES))('accelerated family %s is in the table', (family) => {
  expect(NAMES.filter((name) => name.startsWith(`${family}.`))).not.toEqual([]);
});

test.each<[OsName, string, string]>([
  ['AL2023', 'm6i.large', 'AL2023_x86_64_STANDARD'],
  ['AL2023', 'm7g.large', 'AL2023_ARM_64_STANDARD'],
  ['AL2023', 'p5.48xlarge', 'AL2023_x86_64_NVIDIA'],
  ['AL2023', 'g5g.xlarge', 'AL2023_ARM_64_NVIDIA'],
  ['AL2023', 'inf2.xlarge', 'AL2023_x86_64_NEURON'],
  ['AL2023', 'trn1.32xlarge', 'AL2023_x86_64_NEURON'],
  ['BOTTLEROCKET', 'm6i.large', 'BOTTLEROCKET_x86_64'],
  ['BOTTLEROCKET', 'g6.xlarge', 'BOTTLEROCKET_x86_64_NVIDIA'],
  ['BOTTLEROCKET_FIPS', 'm7g.large', 'BOTTLEROCKET_ARM_64_FIPS'],
  ['WINDOWS_CORE_2025', 'm6i.large', 'WINDOWS_CORE_2025_x86_64'],
])('%s on %s is %s', (os, type, amiType) => expect(imageFor(os, [type])).toMatchObject({ amiType }));

test('every cell is an image of its row, or says why there is none', () => {
  for (const [os, byArchitecture] of Object.entries(IMAGES)) {
    for (const [architecture, byAccelerator] of Object.entries(byArchitecture)) {
      for (const cell of Object.values(byAccelerator)) {
        if ('amiType' in cell) {
          expect(cell.amiType).toMatch(new RegExp(`^${os.split('_')[0]}.*${architecture === 'arm64' ? 'ARM_64' : 'x86_64'}`));
        } else {
          expect(cell).toEqual({ reason: expect.stringMatching(/\w/), source: expect.stringMatching(/^https:/) });
        }
      }
    }
  }
});

test('fails for types that start different images', () => {
  expect(imageFor('AL2023', ['m6i.large', 'm7g.large'])).toMatchObject([
    { finding: 'instanceTypes mixes x86_64 and arm64: m6i.large, m7g.large', constraint: 'all nodes of a group use the same AMI' },
  ]);
  expect(imageFor('AL2023', ['m6i.large', 'g5.xlarge'])).toMatchObject([
    { finding: 'instanceTypes mixes x86_64 and x86_64 nvidia: m6i.large, g5.xlarge' },
  ]);
});

test('fails for a type that does not exist, naming its family', () => {
  expect(imageFor('AL2023', ['m6i.huge'])).toMatchObject([
    {
      finding: "instanceTypes contains 'm6i.huge'",
      remediation:
        'Use one of m6i.12xlarge, m6i.16xlarge, m6i.24xlarge, m6i.2xlarge, m6i.32xlarge, …, or set customInstanceTypes ' +
        'for a newer one',
    },
  ]);
});

test('fails if the image does not exist, with the reason of the table', () => {
  expect(imageFor('BOTTLEROCKET', ['trn1.2xlarge'])).toMatchObject([
    {
      finding: 'os BOTTLEROCKET has no AMI for trn1.2xlarge',
      constraint: 'Inferentia and Trainium are supported on Amazon Linux on x86_64 only',
    },
  ]);
});

test.each([
  ['AL2023_ARM_64_NVIDIA', { architecture: 'arm64', os: 'linux' }],
  ['BOTTLEROCKET_x86_64', { architecture: 'x86_64', os: 'linux' }],
  ['WINDOWS_CORE_2025_x86_64', { architecture: 'x86_64', os: 'windows' }],
  ['CUSTOM', undefined],
  [undefined, undefined],
])('AMI type %s is for %j', (amiType, platform) => expect(platformOfAmiType(amiType)).toEqual(platform));
