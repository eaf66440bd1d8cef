import * as fs from 'fs';
import * as path from 'path';
import { AddonRow, ADDONS } from '../../src/catalog/addons.data';
import { ChartRow, CHARTS } from '../../src/catalog/charts.data';
import { ComponentRow } from '../../src/catalog/component.rules';
import { PinnedVersion, upstreamVersionOf } from '../../src/catalog/pinned-version.rules';
import { AnyUpstreamPolicy, PolicyOrigin, PolicyRow, UpstreamPolicy } from '../../src/catalog/policies/upstream-policy.rules';
import { newestOf } from '../../src/kubernetes/versions.rules';

const SRC = path.join(__dirname, '../../src');
const filesOf = (folder: string): string[] =>
  fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesOf(path.join(folder, entry.name)) : [path.join(folder, entry.name)]))
    .filter((file) => file.endsWith('.ts'))
    .sort();
const FILES = filesOf(SRC);
const nameOf = (file: string): string => path.relative(SRC, file);

/**
 * Components of the catalogue, with the newest version that they pin: of the image, where a chart pins images. Where EKS chooses it, none.
 */
const COMPONENTS: readonly { readonly name: string; readonly row: ComponentRow; readonly version?: string }[] = [
  ...Object.entries<AddonRow>(ADDONS).map(([name, row]) => {
    const newest = newestOf<PinnedVersion>(row.versions);
    return { name, row, version: newest && upstreamVersionOf(newest.version) };
  }),
  ...Object.entries<ChartRow>(CHARTS).map(([name, row]) => ({
    name,
    row,
    version: row.images ? newestOf<PinnedVersion>(row.images)?.version : row.installed?.version,
  })),
];
const policiesOf = ({ policies = {}, identity }: ComponentRow): AnyUpstreamPolicy[] => {
  const ipv6 = (identity as AddonRow['identity'])?.ipv6Policy;
  return [...Object.values(policies), ...(ipv6 ? [ipv6] : [])];
};

const isPolicy = (value: unknown): value is AnyUpstreamPolicy => typeof value === 'object' && value !== null && 'policyOf' in value;
const policies = FILES.filter((file) => file.endsWith('-policy.data.ts')).flatMap((file) =>
  Object.entries(jest.requireActual<Record<string, unknown>>(file))
    .filter((entry): entry is [string, AnyUpstreamPolicy] => isPolicy(entry[1]))
    .map(([name, policy]) => ({ name, policy, ...policy })),
);

function problemOf({ version, file }: PolicyOrigin, component: { readonly name: string; readonly version?: string }): string | undefined {
  if (component.version !== undefined && component.version !== version) {
    return `${component.name} is pinned at ${component.version} and its policy was read for ${version}: read ${file} again`;
  }
  return /^\S+\/\S+ \S+/.test(file) ? undefined : `'${file}' is not a repository with its tag and path`;
}

describe('a policy that is written by hand', () => {
  test('are these', () =>
    expect(policies.map(({ name }) => name).sort()).toEqual([
      'ALB_POLICY',
      'AUTOSCALER_POLICY',
      'CLOUD_MAP_POLICY',
      'DNS01_POLICY',
      'KARPENTER_POLICIES',
      'KEDA_QUEUE_POLICY',
      'LATTICE_POLICY',
      'LUSTRE_BUCKET_POLICY',
      'LUSTRE_LIST_POLICY',
      'LUSTRE_POLICY',
      'MOUNTED_PARAMETER_POLICY',
      'MOUNTED_SECRET_POLICY',
      'ONTAP_POLICY',
      'OPENZFS_POLICY',
      'RECORDS_POLICY',
      'S3_EXPRESS_POLICY',
      'S3_POLICY',
      'SYNCED_PARAMETER_POLICY',
      'SYNCED_SECRET_POLICY',
      'VPC_CNI_IPV6_POLICY',
    ]));
  test.each(policies.map(({ name, policy }) => [name, policy] as const))('%s belongs to one component of the catalogue', (_, policy) => {
    expect(COMPONENTS.filter(({ row }) => policiesOf(row).includes(policy)).map(({ name }) => name)).toHaveLength(1);
  });
  test.each(
    COMPONENTS.flatMap((component) => policiesOf(component.row).map(({ policyOf }) => [component.name, policyOf, component] as const)),
  )('of %s was read for the pinned version', (_, policyOf, component) => expect(problemOf(policyOf, component)).toBeUndefined());
  test('is found when the pinned version moves and the policy does not', () => {
    const origin = policies.find(({ name }) => name === 'LATTICE_POLICY')!.policyOf;
    const name = 'aws-gateway-controller-chart';
    expect(problemOf(origin, { name, version: 'v2.2.0' })).toBe(
      `${name} is pinned at v2.2.0 and its policy was read for v2.1.3: read ${origin.file} again`,
    );
    expect(problemOf({ ...origin, file: 'the guide' }, { name, version: 'v2.1.3' })).toBe(
      "'the guide' is not a repository with its tag and path",
    );
  });
});

/**
 * Files with actions of IAM that belong to no component with a version: what this library's own function does, what a user asks to be
 * granted, and what the documentation of a service says of its own API, with its page in the file.
 */
const OTHERS: Readonly<Record<string, string>> = {
  'cluster/nag-acknowledgements.ts': 'reasons for cdk-nag',
  'apply/apply-handler.ts': 'the function of this library',
  'apply/helm-release.ts': 'the function of this library',
  'cluster/kubectl-handler.ts': 'the function of CDK',
  'cluster/outpost-placement.ts': 'the role of a cluster, by the EKS User Guide',
  'identity/irsa-trust.ts': 'trust policies',
  'identity/pod-identity.ts': 'trust policies',
  'identity/upstream-policy.ts': 'rows as statements of CDK',
  'identity/workload-identity.ts': 'trust policies',
  'ingress/log-buckets.ts': 'log delivery, by the ELB User Guide',
  'nodes/auto-mode/auto-mode-nodes.ts': 'the role of a cluster, by the EKS User Guide',
  'nodes/fargate/fargate-logging.ts': 'logs of Fargate, by the EKS User Guide',
  'nodes/hybrid/hybrid-credentials.ts': 'the role of hybrid nodes, by the EKS User Guide',
  'nodes/hybrid/hybrid-nodes.ts': 'the role of hybrid nodes, by the EKS User Guide',
  'secrets/secret-source.ts': 'the key of a secret, by the KMS Developer Guide',
  'storage/csi-driver.ts': 'the key of volumes, by the EKS User Guide (ebs-csi)',
  'storage/efs/efs-file-system.ts': 'the policy of a file system, by the EFS User Guide',
  'storage/efs/efs-storage.ts': 'mounting with IAM, by the EFS User Guide',
};
const ACTION = /'[a-z][a-z0-9-]*:(?:[A-Z*][A-Za-z*]*)'|actions: \[/;

const unlisted = (texts: Readonly<Record<string, string>>): string[] =>
  Object.entries(texts)
    .filter(
      ([name, text]) =>
        !name.endsWith('-policy.data.ts') && !(name in OTHERS) && /PolicyStatement|PolicyRow/.test(text) && ACTION.test(text),
    )
    .map(([name]) => name);

describe('a file that allows something', () => {
  const texts = Object.fromEntries(FILES.map((file) => [nameOf(file), fs.readFileSync(file, 'utf8')]));
  test('is a policy with its origin, or listed with a reason', () => expect(unlisted(texts)).toEqual([]));
  test('is found when it is neither', () =>
    expect(
      unlisted({
        ...texts,
        'addons/other.ts': "role.addToPolicy(new iam.PolicyStatement({ actions: ['acm:ListCertificates'], resources: ['*'] }));",
      }),
    ).toEqual(['addons/other.ts']));
  test('is there, where it is listed', () => expect(Object.keys(OTHERS).filter((name) => !(name in texts))).toEqual([]));
});

const actionsIn = (rows: readonly PolicyRow[]): string[] => rows.flatMap(({ actions }) => actions).sort();

describe('what upstream says of the pinned version, action by action', () => {
  const find = <Names>(name: string) => policies.find((each) => each.name === name) as unknown as UpstreamPolicy<Names>;

  // source: the documents that the policies name
  test('vpc-cni with IPv6', () =>
    expect(actionsIn(find<object>('VPC_CNI_IPV6_POLICY').statements({ interfaces: 'x' }))).toEqual([
      'ec2:AssignIpv6Addresses',
      'ec2:CreateTags',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeInstances',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeTags',
      'ec2:ModifyNetworkInterfaceAttribute',
      'ec2:UnassignIpv6Addresses',
    ]));
  test('the controller of VPC Lattice', () =>
    expect(actionsIn(find<object>('LATTICE_POLICY').statements({ linkedRole: () => 'x' }))).toEqual([
      'acm:ListCertificates',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeTags',
      'ec2:DescribeVpcs',
      'firehose:TagDeliveryStream',
      'iam:CreateServiceLinkedRole',
      'iam:CreateServiceLinkedRole',
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
      's3:GetBucketPolicy',
      's3:PutBucketPolicy',
      'tag:GetResources',
      'tag:TagResources',
      'tag:UntagResources',
      'vpc-lattice:*',
    ]));
  test('the driver of FSx for OpenZFS', () =>
    expect(actionsIn(find<object>('OPENZFS_POLICY').statements({ linkedRole: 'x', created: ['y'] }))).toEqual([
      'fsx:CreateFileSystem',
      'fsx:CreateSnapshot',
      'fsx:CreateVolume',
      'fsx:DeleteFileSystem',
      'fsx:DeleteSnapshot',
      'fsx:DeleteVolume',
      'fsx:DescribeFileSystems',
      'fsx:DescribeSnapshots',
      'fsx:DescribeVolumes',
      'fsx:ListTagsForResource',
      'fsx:TagResource',
      'fsx:UpdateFileSystem',
      'iam:AttachRolePolicy',
      'iam:CreateServiceLinkedRole',
      'iam:PutRolePolicy',
    ]));
  test('cert-manager changes TXT records alone', () =>
    expect(find<object>('DNS01_POLICY').statements({ change: 'c', hostedZones: ['z'] })).toContainEqual({
      actions: ['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets'],
      resources: ['z'],
      conditions: { 'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['TXT'] } },
    }));
});
