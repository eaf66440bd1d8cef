import { faultsOf, nested } from '../../scripts/service-constraints/planted';
import { SOURCES } from '../../scripts/service-constraints/sources';
import { SERVICE_CONSTRAINTS } from '../../src/preflight/aws/service-constraints.data';
import { hasServiceConstraints, ServiceProblem, serviceProblems } from '../../src/preflight/aws/service-constraints.rules';

const said = ({ path, finding, constraint, severity }: ServiceProblem) => `${severity} ${path}: ${finding}: ${constraint}`;
const limits = (type: string, properties: Record<string, unknown>) =>
  serviceProblems(type, properties).filter(({ condition }) => condition === undefined);

/** The rows of the table as the script reads them. */
const ROWS = Object.entries(SERVICE_CONSTRAINTS).flatMap(([type, text]) =>
  text
    .split('\n')
    .slice(1)
    .map((line) => {
      const [head, bounds = '', values = '', pattern] = line.split('\t');
      const [, path, required] = /^~?(.*?)(!?)$/.exec(head)!;
      const [, kind, ...ends] = /^([#@]?)(.*?)(?:\.\.(.*))?$/.exec(bounds)!;
      const [min, max] = ends.map((end) => (end ? Number(end) : undefined));
      return {
        type,
        path,
        required: required !== '',
        kind: { '#': 'number', '@': 'list' }[kind] ?? 'string',
        min,
        max,
        values: values === '' ? undefined : values.split(','),
        pattern: pattern || undefined,
        source: '',
      };
    }),
);

describe('a planted fault of each sort', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    [
      'a number above its range',
      'AWS::IAM::Role',
      { AssumeRolePolicyDocument: {}, MaxSessionDuration: 43_201 },
      'error MaxSessionDuration: MaxSessionDuration is 43201: 3600 to 43200',
    ],
    [
      'a number below its range',
      'AWS::EKS::Nodegroup',
      { ClusterName: 'c', NodeRole: 'r', Subnets: ['s'], UpdateConfig: { MaxUnavailable: 0 } },
      'error UpdateConfig.MaxUnavailable: UpdateConfig.MaxUnavailable is 0: at least 1',
    ],
    [
      'a text that does not match',
      'AWS::IAM::Role',
      { AssumeRolePolicyDocument: {}, RoleName: 'my role' },
      "error RoleName: RoleName is 'my role': it must match [\\w+=,.@-]+",
    ],
    [
      'a value that is not in the list',
      'AWS::EKS::Cluster',
      { RoleArn: 'r', ResourcesVpcConfig: { SubnetIds: ['a', 'b'] }, KubernetesNetworkConfig: { IpFamily: 'IPv6' } },
      "warning KubernetesNetworkConfig.IpFamily: KubernetesNetworkConfig.IpFamily is 'IPv6': " +
        'the service model of 2026-08-07 has ipv4, ipv6',
    ],
    [
      'a text that is too long',
      'AWS::IAM::Role',
      { AssumeRolePolicyDocument: {}, RoleName: 'x'.repeat(65) },
      'error RoleName: RoleName has 65 characters: 1 to 64 characters',
    ],
    [
      'too many items',
      'AWS::EKS::Cluster',
      { RoleArn: 'r', ResourcesVpcConfig: { SubnetIds: ['a', 'b'] }, EncryptionConfig: [{}, {}] },
      'error EncryptionConfig: EncryptionConfig has 2 items: at most 1 items',
    ],
    [
      'what is required',
      'AWS::EKS::Nodegroup',
      { ClusterName: 'c', Subnets: ['s'] },
      'error NodeRole: NodeRole is missing: it is required',
    ],
    [
      'what is required in what is given',
      'AWS::EKS::IdentityProviderConfig',
      { ClusterName: 'c', Type: 'oidc', Oidc: { ClientId: 'kubernetes' } },
      'error Oidc.IssuerUrl: Oidc.IssuerUrl is missing: it is required',
    ],
  ])('%s', (_, type, properties, expected) => expect(limits(type, properties).map(said)).toEqual([expected]));
});

test('every row finds every fault of its own', () => {
  const planted = ROWS.flatMap((row) => faultsOf(row).map((fault) => ({ ...row, fault })));
  const isFound = ({ type, path, fault }: { type: string; path: string; fault: unknown }) => {
    const properties = nested(path.split('.'), fault) as Record<string, unknown>;
    return limits(type, properties).some((problem) => problem.path === path.replace(/\[\]/g, '[0]'));
  };
  expect(planted.length).toBeGreaterThan(1_000);
  expect(
    planted.filter((each) => !isFound(each)).map(({ type, path, fault }) => `${type} ${path} ${JSON.stringify(fault).slice(0, 40)}`),
  ).toEqual([]);
});

test('a value of another kind than the bounds is not compared with them', () => {
  const role = (properties: Record<string, unknown>) => limits('AWS::IAM::Role', { AssumeRolePolicyDocument: {}, ...properties }).map(said);
  expect(role({ MaxSessionDuration: '3600' })).toEqual([]);
  expect(role({ MaxSessionDuration: '60' })).toEqual(['error MaxSessionDuration: MaxSessionDuration is 60: 3600 to 43200']);
  expect(role({ Path: 100_000 })).toEqual([]);
});

test('of what is required in a list or a structure nothing is said where these are not given', () => {
  expect(limits('AWS::AutoScaling::AutoScalingGroup', { MinSize: '1', MaxSize: '2' })).toEqual([]);
});

test('a password is not shown', () => {
  const [problem] = limits('AWS::FSx::FileSystem', {
    FileSystemType: 'ONTAP',
    SubnetIds: ['subnet-0123456789abcdef0'],
    OntapConfiguration: { DeploymentType: 'SINGLE_AZ_2', FsxAdminPassword: 'short' },
  });
  expect(said(problem)).toBe(
    'error OntapConfiguration.FsxAdminPassword: OntapConfiguration.FsxAdminPassword has 5 characters: 8 to 50 characters',
  );
  expect(problem).not.toHaveProperty('value');
});

test('the table has the types of its sources', () => {
  expect(Object.keys(SERVICE_CONSTRAINTS).filter((type) => !(type in SOURCES))).toEqual([]);
  expect(Object.keys(SOURCES).filter((type) => !hasServiceConstraints(type))).toEqual([]);
});
