import { ONTAP_DEPLOYMENTS, OntapDeployment, OPENZFS_DEPLOYMENTS, OpenZfsDeployment } from '../../src/storage/fsx/fsx.data';
import { ontapProblems, openZfsProblems } from '../../src/storage/fsx/fsx.rules';
import { LUSTRE_DEPLOYMENTS, LustreDeployment, LustreRow } from '../../src/storage/fsx/lustre.data';
import { capacityProblems, LustrePlan, lustreProblems } from '../../src/storage/fsx/lustre.rules';

const text = (problems: { finding: string; constraint: string }[]) =>
  problems.map(({ finding, constraint }) => `${finding}: ${constraint}`);

describe('FSx for Lustre', () => {
  const plan = (change: Partial<LustrePlan> = {}): LustrePlan => ({
    deployment: 'PERSISTENT_2',
    storageCapacityGiB: 1200,
    throughput: 125,
    hdd: false,
    driveCache: false,
    encryptionKey: false,
    automaticMetadataIops: false,
    repositories: 0,
    efa: false,
    ...change,
  });
  const deployments = Object.keys(LUSTRE_DEPLOYMENTS) as LustreDeployment[];

  test.each(deployments)('%s: every throughput and the first sizes are accepted', (deployment) => {
    const row: LustreRow = LUSTRE_DEPLOYMENTS[deployment];
    for (const throughput of row.throughput ?? [undefined]) {
      for (const capacityGiB of [...row.capacities.first, row.capacities.step, 3 * row.capacities.step]) {
        expect(lustreProblems(plan({ deployment, throughput, storageCapacityGiB: capacityGiB }))).toEqual([]);
      }
    }
    for (const capacityGiB of [0, 1199, 1201, row.capacities.step + 1]) {
      expect(capacityProblems({ deployment, hdd: false, storageCapacityGiB: capacityGiB })).toHaveLength(1);
    }
    expect(lustreProblems(plan({ deployment, throughput: 7 }))).toHaveLength(1);
  });
  test('hard disks have sizes by their throughput', () => {
    expect(lustreProblems(plan({ deployment: 'PERSISTENT_1', hdd: true, throughput: 40, storageCapacityGiB: 1800 }))).toEqual([]);
    expect(
      lustreProblems(plan({ deployment: 'PERSISTENT_1', hdd: true, throughput: 12, storageCapacityGiB: 6000, driveCache: true })),
    ).toEqual([]);
    expect(text(lustreProblems(plan({ deployment: 'PERSISTENT_1', hdd: true, throughput: 12, storageCapacityGiB: 1800 })))).toEqual([
      'storageCapacityGiB is 1800 GiB: must be 6000 GiB or a multiple of 6000 GiB for PERSISTENT_1',
    ]);
  });
  test.each<[Partial<LustrePlan>, string]>([
    [{ throughput: 200 }, 'throughputMBpsPerTiB is 200: must be 125, 250, 500, 1000 for PERSISTENT_2'],
    [
      { deployment: 'SCRATCH_2', throughput: 125 },
      'throughputMBpsPerTiB is given with SCRATCH_2: scratch file systems have 200 MB/s for each TiB',
    ],
    [{ hdd: true }, 'hdd is given with PERSISTENT_2: only PERSISTENT_1 supports HDD storage'],
    [{ driveCache: true }, 'driveCache is given without hdd: only HDD storage has a read cache'],
    [
      { deployment: 'SCRATCH_2', throughput: undefined, encryptionKey: true },
      'encryptionKey is given with SCRATCH_2: scratch file systems are encrypted with a key that FSx manages',
    ],
    [
      { deployment: 'SCRATCH_2', throughput: undefined, backupDays: 1 },
      'automaticBackupRetentionDays is given with SCRATCH_2: scratch file systems do not support backups',
    ],
    [
      { deployment: 'PERSISTENT_1', throughput: 50, automaticMetadataIops: true },
      'automaticMetadataIops is given with PERSISTENT_1: only PERSISTENT_2 supports a metadata configuration',
    ],
    [
      { deployment: 'SCRATCH_1', throughput: undefined, repositories: 1 },
      'dataRepositories is given with SCRATCH_1: SCRATCH_1 does not support data repository associations',
    ],
    [{ importPath: 's3://a' }, 's3Link is given with PERSISTENT_2: PERSISTENT_2 supports S3 only by data repository associations'],
    [
      { deployment: 'SCRATCH_2', throughput: undefined, exportPath: 's3://a' },
      'exportPath is given without importPath: files are exported to the bucket from which they are imported',
    ],
    [
      { deployment: 'SCRATCH_2', throughput: undefined, importPath: 's3://a', repositories: 1 },
      'both s3Link and dataRepositories are given: they are mutually exclusive',
    ],
    [{ repositories: 9 }, 'dataRepositories has 9 entries: must have at most 8'],
    [
      { repositories: 1, backupDays: 7 },
      'automaticBackupRetentionDays is given for a file system that is linked to S3: FSx does not support backups of such a ' +
        'file system',
    ],
    [{ backupDays: 91 }, 'automaticBackupRetentionDays is 91: must be an integer from 0 to 90'],
    [{ version: '2.10' }, "lustreVersion is '2.10': must be 2.12, 2.15 for PERSISTENT_2"],
    [{ metadataIops: 2000 }, 'metadataIops is 2000: must be 1500, 3000, 6000, or a multiple of 12000 up to 192000'],
    [
      { metadataIops: 1500, automaticMetadataIops: true },
      'both metadataIops and automaticMetadataIops are given: they are mutually exclusive',
    ],
    [{ metadataIops: 1500, version: '2.12' }, "lustreVersion is '2.12' with a metadata configuration: it requires 2.15"],
    [
      { deployment: 'SCRATCH_2', throughput: undefined, efa: true },
      'efa is given with SCRATCH_2: only PERSISTENT_2 supports Elastic Fabric Adapters',
    ],
    [{ maintenance: '0:00:00' }, "weeklyMaintenanceStartTime is '0:00:00': must have the format d:HH:MM, where 1 is Monday"],
    [{ dailyBackup: '24:00' }, "dailyAutomaticBackupStartTime is '24:00': must have the format HH:MM"],
  ])('fails for %j', (change, message) => expect(text(lustreProblems(plan(change)))).toEqual([message]));
});

describe('FSx for NetApp ONTAP', () => {
  const plan = (deployment: OntapDeployment, change: object = {}) => ({
    deployment,
    storageCapacityGiB: 1024,
    throughput: ONTAP_DEPLOYMENTS[deployment].throughput[0] as number,
    pairs: 1,
    subnets: ONTAP_DEPLOYMENTS[deployment].subnets as number,
    blocks: false,
    svmName: 'kubernetes',
    ...change,
  });
  test.each(Object.keys(ONTAP_DEPLOYMENTS) as OntapDeployment[])(
    '%s: every throughput, the smallest and the largest size are accepted',
    (deployment) => {
      const { throughput, maxGiB, mostPairs } = ONTAP_DEPLOYMENTS[deployment];
      for (const each of throughput) expect(ontapProblems(plan(deployment, { throughput: each }))).toEqual([]);
      expect(ontapProblems(plan(deployment, { storageCapacityGiB: maxGiB }))).toEqual([]);
      expect(ontapProblems(plan(deployment, { storageCapacityGiB: maxGiB + 1 }))).toHaveLength(1);
      expect(ontapProblems(plan(deployment, { storageCapacityGiB: 1023 }))).toHaveLength(1);
      expect(ontapProblems(plan(deployment, { pairs: mostPairs, storageCapacityGiB: 1024 * mostPairs }))).toEqual([]);
    },
  );
  test.each<[object, string]>([
    [{ throughput: 100 }, 'throughputMBps is 100: must be 384, 768, 1536, 3072, 6144 for SINGLE_AZ_2'],
    [{ subnets: 2 }, 'subnets selects 2 subnets: SINGLE_AZ_2 requires one subnet'],
    [{ pairs: 13, storageCapacityGiB: 13 * 1024 }, 'haPairs is 13: must be 1 to 12 for SINGLE_AZ_2'],
    [
      { pairs: 7, storageCapacityGiB: 7 * 1024, blocks: true },
      'haPairs is 7, and san is given: file systems with more than 6 HA pairs do not support block protocols',
    ],
    [{ iops: 3071 }, 'iops is 3071: must be 3072 (3 for each GiB) to 200000'],
    [{ svmName: 'a b' }, "svmName is 'a b': must be 1–47 letters, digits, hyphens or underscores"],
    [{ backupDays: 91 }, 'automaticBackupRetentionDays is 91: must be an integer from 0 to 90'],
    [{ maintenance: 'monday' }, "weeklyMaintenanceStartTime is 'monday': must have the format d:HH:MM, where 1 is Monday"],
    [{ dailyBackup: '1:00' }, "dailyAutomaticBackupStartTime is '1:00': must have the format HH:MM"],
  ])('fails for %j', (change, message) => expect(text(ontapProblems(plan('SINGLE_AZ_2', change)))).toEqual([message]));
});

describe('FSx for OpenZFS', () => {
  const plan = (deployment: OpenZfsDeployment, change: object = {}) => ({
    deployment,
    storageCapacityGiB: 64,
    throughput: OPENZFS_DEPLOYMENTS[deployment].throughput[0],
    subnets: OPENZFS_DEPLOYMENTS[deployment].subnets as number,
    ...change,
  });
  test.each(Object.keys(OPENZFS_DEPLOYMENTS) as OpenZfsDeployment[])(
    '%s: every throughput is accepted, and sizes within its limits',
    (deployment) => {
      for (const throughput of OPENZFS_DEPLOYMENTS[deployment].throughput) {
        expect(openZfsProblems(plan(deployment, { throughput }))).toEqual([]);
      }
      expect([64, 524_288].flatMap((capacityGiB) => openZfsProblems(plan(deployment, { storageCapacityGiB: capacityGiB })))).toEqual([]);
      expect([63, 524_289].map((capacityGiB) => openZfsProblems(plan(deployment, { storageCapacityGiB: capacityGiB })).length)).toEqual([
        1, 1,
      ]);
    },
  );
  test('fails for iops below three for each GiB, and for two subnets in one zone', () => {
    expect(text(openZfsProblems(plan('SINGLE_AZ_HA_2', { iops: 100, subnets: 2 })))).toEqual([
      'subnets selects 2 subnets: SINGLE_AZ_HA_2 requires one subnet',
      'iops is 100: must be at least 192 (3 for each GiB)',
    ]);
    expect(text(openZfsProblems(plan('MULTI_AZ_1', { subnets: 1 })))).toEqual([
      'subnets selects 1 subnet: MULTI_AZ_1 requires two subnets in two zones',
    ]);
  });
});
