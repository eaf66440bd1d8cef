import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  EbsStorage,
  EfsFileSystemSource,
  EfsStorage,
  Egress,
  FsxLustreStorage,
  LustreFileSystemSource,
  ManagedNodes,
  NodeOs,
  Preflight,
  ThreeTierVpc,
  ThreeTierVpcProps,
} from '../../src';
import { networkRows } from '../../src/report/network-rows';
import { Json, newCluster, resourcesOf, templateOf } from '../harness';

const IDS = ['use1-az1', 'use1-az2', 'use1-az4'];
const inRegion = (): Stack => new Stack(new App(), 'Test', { env: { region: 'us-east-1', account: '111122223333' } });
const subnetsOf = (props: ThreeTierVpcProps): Record<string, Json> => {
  const stack = inRegion();
  new ThreeTierVpc(stack, 'Vpc', props);
  return resourcesOf(templateOf(stack), 'AWS::EC2::Subnet');
};

test('subnets are placed by id, with the ids and addresses that they have by name', () => {
  const more = { podCidr: '100.64.0.0/16', extraTiers: [{ name: 'batch' }], egress: Egress.transitGateway('tgw-1') };
  const [byId, byName] = [
    subnetsOf({ availabilityZones: IDS, ...more }),
    subnetsOf({ availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], ...more }),
  ];
  expect(Object.keys(byId)).toEqual(Object.keys(byName));
  for (const [
    id,
    {
      Properties: { AvailabilityZoneId, ...rest },
    },
  ] of Object.entries(byId)) {
    const { AvailabilityZone, ...others } = byName[id].Properties as Json;
    expect(rest).toEqual(others);
    expect([AvailabilityZone, AvailabilityZoneId]).toEqual([
      expect.stringMatching(/^us-east-1[abc]$/),
      IDS['abc'.indexOf(String(AvailabilityZone).slice(-1))],
    ]);
  }
});

test('the name of a zone is known to CloudFormation, one for all subnets of a zone', () => {
  const stack = inRegion();
  const vpc = new ThreeTierVpc(stack, 'Vpc', { availabilityZones: IDS });
  const [first] = vpc.applicationSubnets;
  const sameZone = [vpc.publicSubnets[0], vpc.isolatedSubnets[0], vpc.controlPlaneSubnets[0]];
  expect(sameZone.map(({ availabilityZone }) => availabilityZone)).toEqual(
    [first, first, first].map(({ availabilityZone }) => availabilityZone),
  );
  new CfnOutput(stack, 'Zone', { value: vpc.isolatedSubnets[1].availabilityZone });
  const [application] = Object.entries(resourcesOf(templateOf(stack), 'AWS::EC2::Subnet'))
    .filter(([id]) => id.includes('applicationSubnet2'))
    .map(([id]) => id);
  expect(templateOf(stack).Outputs.Zone.Value).toEqual({ 'Fn::GetAtt': [application, 'AvailabilityZone'] });
});

test('subnets are selected by the id of their zone', () => {
  const vpc = new ThreeTierVpc(inRegion(), 'Vpc', { availabilityZones: IDS });
  expect(vpc.selectSubnets({ subnetGroupName: 'application', availabilityZones: ['use1-az4'] }).subnets).toEqual([
    vpc.applicationSubnets[2],
  ]);
  expect(vpc.selectSubnets({ subnetGroupName: 'data', availabilityZones: [vpc.availabilityZones[1]] }).subnets).toEqual([
    vpc.isolatedSubnets[1],
  ]);
});

test('the plan names zones by id', () =>
  expect(networkRows(new ThreeTierVpc(inRegion(), 'Vpc', { availabilityZones: IDS }))[0]).toEqual(['', ...IDS]));

test('nodes, file systems and volumes work in zones by id, without a finding', () => {
  const stack = inRegion();
  const cluster = newCluster(stack, {}, new ThreeTierVpc(stack, 'Vpc', { availabilityZones: IDS }));
  new ManagedNodes(stack, 'Nodes', { cluster, os: NodeOs.AL2023 });
  new ManagedNodes(stack, 'One', { cluster, subnets: { subnetGroupName: 'application', availabilityZones: ['use1-az1'] } });
  new EfsStorage(stack, 'Files', { cluster });
  new EfsStorage(stack, 'OneZone', { cluster, fileSystem: EfsFileSystemSource.create({ oneZone: 'use1-az2' }), storageClassName: 'one' });
  new EbsStorage(stack, 'Disks', { cluster });
  new FsxLustreStorage(stack, 'Scratch', {
    cluster,
    fileSystem: LustreFileSystemSource.create({ storageCapacityGiB: 1200, enforceZoneAffinity: true }),
  });
  const template = templateOf(stack);
  expect(Object.values(resourcesOf(template, 'AWS::EFS::MountTarget'))).toHaveLength(4);
  const oneZone = Object.values(resourcesOf(template, 'AWS::EFS::FileSystem'))
    .map(({ Properties }) => Properties.AvailabilityZoneName)
    .filter(Boolean);
  expect(oneZone).toEqual([{ 'Fn::GetAtt': [expect.stringContaining('applicationSubnet2'), 'AvailabilityZone'] }]);
  expect(
    Preflight.of(stack.node.root)
      .findings()
      .filter(({ ruleId }) => /zone|subnet|place|fits/.test(ruleId)),
  ).toEqual([]);
});

test('fails for a control plane in a zone that EKS leaves out, and for ids beside names', () => {
  const GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html';
  expect(() => new ThreeTierVpc(inRegion(), 'Vpc', { availabilityZones: ['use1-az3', 'use1-az1'] })).toThrow(
    "[Test/Vpc] availabilityZones contains 'use1-az3': EKS does not support cluster subnets in use1-az3 of us-east-1. " +
      `Use other zones of us-east-1; aws ec2 describe-availability-zones returns names and IDs (${GUIDE})`,
  );
  expect(() => new ThreeTierVpc(inRegion(), 'Vpc', { availabilityZones: ['use1-az1', 'us-east-1b'] })).toThrow(
    '[Test/Vpc] availabilityZones contains zone IDs (use1-az1) and zone names: they are mutually exclusive: a name and an ID ' +
      `may be the same zone, which depends on the account. Use only names or only IDs (${GUIDE})`,
  );
  expect(() => new ThreeTierVpc(inRegion(), 'Vpc', { availabilityZones: ['use1-az1', 'use1-az2', 'use1-az3'] })).not.toThrow();
});

test('names in a region with such a zone are a warning', () => {
  const stack = inRegion();
  newCluster(stack, {}, new ThreeTierVpc(stack, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'] }));
  expect(
    Preflight.of(stack.node.root)
      .findings()
      .filter(({ ruleId }) => ruleId === 'cluster-zone')
      .map(({ severity, message }) => [severity, message]),
  ).toEqual([
    [
      'warning',
      '[Test/Cluster] the control plane subnets are in us-east-1a and us-east-1b, one of which may be use1-az3: ' +
        'cluster subnets must not be in use1-az3, usw1-az2, cac1-az3, and the name of such a zone differs between accounts. ' +
        'Set the zones of the VPC by ID ' +
        '(aws ec2 describe-availability-zones shows names and IDs), or acknowledge this if none of them is use1-az3 ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
    ],
  ]);
});

test('fails for a volume in zones by id, which labels of nodes do not hold', () => {
  const stack = inRegion();
  const cluster = newCluster(stack, {}, new ThreeTierVpc(stack, 'Vpc', { availabilityZones: IDS }));
  expect(() => new EbsStorage(stack, 'Disks', { cluster, zones: ['use1-az1'] })).toThrow(
    "[Test/Disks] zones contains 'use1-az1': must be a zone name: the node label topology.kubernetes.io/zone contains the " +
      'name of the zone, not its ID. Use the name, which aws ec2 describe-availability-zones returns with the ID ' +
      '(https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
  );
});

test('other networks are placed by id in plain aws-cdk-lib', () => {
  const stack = inRegion();
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  vpc.privateSubnets.forEach(({ node }, index) =>
    Object.assign(node.defaultChild as ec2.CfnSubnet, { availabilityZone: undefined, availabilityZoneId: ['use1-az3', 'use1-az1'][index] }),
  );
  newCluster(stack, {}, vpc);
  expect(
    Preflight.of(stack.node.root)
      .findings()
      .filter(({ ruleId }) => ruleId === 'cluster-zone')
      .map(({ severity, message }) => [severity, message.split(':')[0]]),
  ).toEqual([['error', '[Test/Cluster] the control plane subnet Test/Vpc/PrivateSubnet1/Subnet is in use1-az3']]);
});
