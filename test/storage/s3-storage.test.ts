import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  ChartDeployment,
  ManagedNodes,
  Preflight,
  S3BucketSource,
  S3Storage,
  S3StorageProps,
  WorkerService,
  WorkloadIdentity,
} from '../../src';
import { find, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const made = (props: (bucket: s3.Bucket) => Partial<S3StorageProps>) => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key'), encryption: s3.BucketEncryption.KMS });
  const storage = new S3Storage(stack, 'Objects', { cluster, bucket: S3BucketSource.fromBucket(bucket), ...props(bucket) });
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
  const chart = newChart('shop');
  new WorkerService(chart, 'web', { image: 'a:1', identity, volumes: [storage.claim('data', { mountPath: '/data' })] });
  new ManagedNodes(stack, 'Nodes', { cluster });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  return { stack, storage, identity };
};
const policyOf = (template: Json, id: string): Json[] =>
  Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).find(([each]) => each.includes(id))![1].Properties.PolicyDocument.Statement;

describe('by default', () => {
  const { stack } = made(() => ({}));
  const template = templateOf(stack);
  test('pods write, overwrite and delete, as the user of workloads', () => {
    expect(find(objectsOf(template), 'PersistentVolume', 'shop-data').spec).toMatchObject({
      accessModes: ['ReadWriteMany'],
      storageClassName: '',
      mountOptions: ['region <token>', 'allow-other', 'uid=10001', 'gid=10001', 'allow-delete', 'allow-overwrite'],
      csi: { driver: 's3.csi.aws.com', volumeHandle: 'shop-data', volumeAttributes: { bucketName: '<token>' } },
    });
  });
  test('the role of the driver has this bucket and its key, and nothing else', () => {
    expect(policyOf(template, 'S3CsiDriver').map(({ Action }) => Action)).toEqual([
      's3:ListBucket',
      ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:DeleteObject'],
      ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
    ]);
  });
  test('needs nothing else', () => expect(Preflight.of(stack).findings()).toEqual([]));
});

test('below a prefix, to read only, with a cache', () => {
  const { stack } = made((bucket) => ({
    bucket: S3BucketSource.fromBucket(bucket, 'reports/'),
    readOnly: true,
    cache: { sizeLimit: '1Gi', inMemory: true },
    mountOptions: ['maximum-throughput-gbps 10'],
    uid: 1000,
  }));
  const template = templateOf(stack);
  expect(find(objectsOf(template), 'PersistentVolume', 'shop-data').spec).toMatchObject({
    accessModes: ['ReadOnlyMany'],
    mountOptions: ['region <token>', 'prefix reports/', 'allow-other', 'uid=1000', 'gid=1000', 'read-only', 'maximum-throughput-gbps 10'],
    csi: { volumeAttributes: { cache: 'emptyDir', cacheEmptyDirSizeLimit: '1Gi', cacheEmptyDirMedium: 'Memory' } },
  });
  const [list, read] = policyOf(template, 'S3CsiDriver');
  expect(list).toMatchObject({ Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefix': ['reports/*', 'reports/'] } } });
  expect(read).toMatchObject({ Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [expect.anything(), '/reports/*']] } });
});

test('with permissions of the pods the driver has none', () => {
  const { stack, storage, identity } = made(() => ({ podLevelCredentials: true, cache: { sizeLimit: '10Gi', storageClassName: 'gp3' } }));
  storage.grantMount(identity);
  const template = templateOf(stack);
  expect(find(objectsOf(template), 'PersistentVolume', 'shop-data').spec.csi.volumeAttributes).toEqual({
    bucketName: '<token>',
    authenticationSource: 'pod',
    stsRegion: '<token>',
    cache: 'ephemeral',
    cacheEphemeralStorageClassName: 'gp3',
    cacheEphemeralStorageResourceRequest: '10Gi',
  });
  expect(Object.keys(resourcesOf(template, 'AWS::IAM::Policy')).filter((id) => id.includes('S3CsiDriver'))).toEqual([]);
  expect(policyOf(template, 'Identity').map(({ Action }) => Action)).toEqual([
    's3:ListBucket',
    ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:DeleteObject'],
    expect.anything(),
  ]);
});

test('a directory bucket opens sessions, and pods run in its zone', () => {
  const { stack } = made(() => ({
    bucket: S3BucketSource.fromDirectoryBucketName('orders--usw2-az1--x-s3', 'us-west-2a'),
    readOnly: true,
  }));
  const template = templateOf(stack);
  expect(policyOf(template, 'S3CsiDriver')).toEqual([
    {
      Effect: 'Allow',
      Action: 's3express:CreateSession',
      Resource: expect.anything(),
      Condition: { StringEquals: { 's3express:SessionMode': 'ReadOnly' } },
    },
  ]);
  expect(
    find(objectsOf(template), 'PersistentVolume', 'shop-data').spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values,
  ).toEqual(['us-west-2a']);
});

test.each<[(bucket: s3.Bucket) => Partial<S3StorageProps>, string]>([
  [
    (bucket) => ({ bucket: S3BucketSource.fromBucket(bucket, '/a') }),
    "prefix is '/a': must end with / and must not begin with /. Use 'a/' " +
      '(https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md)',
  ],
  [
    () => ({ bucket: S3BucketSource.fromDirectoryBucketName('orders') }),
    "bucketName is 'orders': the name of a directory bucket must have the format <name>--<zone id>--x-s3. Use the name of " +
      'a directory bucket, or use S3BucketSource.fromBucket() ' +
      '(https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html)',
  ],
  [
    () => ({ cache: { sizeLimit: 'much' } }),
    "cache.sizeLimit is 'much': must be a Kubernetes quantity. Use a value like 10Gi " +
      '(https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md)',
  ],
  [
    () => ({ cache: { sizeLimit: '1Gi', inMemory: true, storageClassName: 'a' } }),
    'both cache.inMemory and cache.storageClassName are given: they are mutually exclusive. Remove `cache.inMemory` or ' +
      '`cache.storageClassName` (https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md)',
  ],
])('fails for %#', (props, message) => expect(() => made(props)).toThrow(`[Test/Objects] ${message}`));

test('fails to grant what the driver has', () => {
  const { storage, identity } = made(() => ({}));
  expect(() => storage.grantMount(identity)).toThrow(
    '[Test/Objects] grantMount() is called without podLevelCredentials: the driver mounts the bucket with the permissions ' +
      'of its own role. Set podLevelCredentials: true on the storage ' +
      '(https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md)',
  );
});
