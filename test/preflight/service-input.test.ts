import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Build, PLAIN } from './plain-stacks';
import { ClusterModel, Preflight } from '../../src';
import { clusterModelDataOf } from '../../src/model/cluster-model-data';
import { factsOf } from '../../src/preflight/facts/facts';
import { serviceInput } from '../../src/preflight/rules/infrastructure/service-input.rules';
import { newPlainCluster, newStack, VERSION } from '../harness';

beforeAll(() => ['error', 'warn'].forEach((name) => jest.spyOn(console, name as 'error').mockImplementation(() => undefined)));

const ofServices = (stack: Stack) =>
  Preflight.of(stack)
    .findings()
    .filter(({ ruleId }) => ruleId === 'service-input')
    .map(({ constructPath, severity, message }) => ({ constructPath, severity, message }));

/** What is said of a plain stack beside the one with a cluster of plain aws-eks-v2. */
function said(build: Build) {
  const cluster = newPlainCluster();
  ClusterModel.of(cluster);
  const beside = new Stack(cluster.node.root as App, 'Beside');
  build(beside, cluster.vpc, cluster);
  return ofServices(beside);
}

describe('plain CDK that is right has no finding', () => {
  test.each(PLAIN)('%s', (_, build) => expect(said(build)).toEqual([]));
});

test('fails for resources of plain CDK in any stack of the app, with the path, the value, the limit and the source', () => {
  const found = said((stack, vpc, cluster) => {
    new eks.CfnNodegroup(cluster.stack, 'Nodes', {
      clusterName: cluster.clusterName,
      nodeRole: 'arn:aws:iam::111122223333:role/nodes',
      subnets: vpc.privateSubnets.map(({ subnetId }) => subnetId),
      scalingConfig: { minSize: 1, maxSize: 3 },
    });
    new CfnResource(stack, 'Jobs', { type: 'AWS::SQS::Queue', properties: { QueueName: 'my jobs', VisibilityTimeout: 50_000 } });
    new kms.CfnKey(stack, 'Key', { keySpec: 'HMAC_9' });
    new logs.LogGroup(stack, 'Logs').node.addDependency(vpc);
  });
  const why = 'AWS services reject input outside the limits and conditions of their API models and documentation';
  const source = '(https://github.com/boto/botocore/tree/develop/botocore/data)';
  expect(found).toEqual([
    {
      constructPath: 'Test/Nodes',
      severity: 'error',
      message:
        '[Test/Nodes] AWS::EKS::Nodegroup: ScalingConfig has MinSize and MaxSize without DesiredSize (a node group must ' +
        `have all of these sizes or none; eks NodegroupScalingConfig): ${why}. ` +
        `Set all three: DesiredSize to MinSize if an autoscaler scales the node group ${source}`,
    },
    {
      constructPath: 'Beside/Jobs',
      severity: 'error',
      message:
        '[Beside/Jobs] AWS::SQS::Queue: VisibilityTimeout is 50000 (the timeout must be 0 to 43200 seconds; sqs ' +
        'CreateQueueRequest.Attributes); ' +
        "QueueName is 'my jobs' (a name must have at most 80 letters, digits, hyphens and underscores; sqs " +
        `CreateQueueRequest.QueueName): ${why}. Set \`VisibilityTimeout\` to a value in this range. Change \`QueueName\` ${source}`,
    },
    {
      constructPath: 'Beside/Key',
      severity: 'error',
      message:
        "[Beside/Key] AWS::KMS::Key: KeySpec is 'HMAC_9' (the service model of 2026-08-07 has RSA_2048, RSA_3072, RSA_4096, " +
        'ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521, ECC_SECG_P256K1, SYMMETRIC_DEFAULT, HMAC_224, HMAC_256, HMAC_384, ' +
        'HMAC_512, ' +
        'SM2, ML_DSA_44, ML_DSA_65, ML_DSA_87, ECC_NIST_EDWARDS25519; kms CreateKey); KeyUsage is missing, and KeySpec is HMAC_9 ' +
        `(a key that is not for symmetric encryption requires a usage; kms CreateKeyRequest.KeyUsage): ${why}. Set \`KeySpec\` ` +
        `to one of these values. Set \`KeyUsage\` ${source}`,
    },
  ]);
});

test('a resource is looked at once where the app has two clusters', () => {
  const found = said((stack, vpc, cluster) => {
    ClusterModel.of(
      new eks.Cluster(cluster.stack, 'Second', {
        version: VERSION,
        vpc,
        defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
        defaultCapacity: 0,
      }),
    );
    new CfnResource(stack, 'Jobs', { type: 'AWS::SQS::Queue', properties: { DelaySeconds: 901 } });
  });
  expect(found.map(({ constructPath }) => constructPath)).toEqual(['Beside/Jobs']);
});

describe('what CDK validation says already', () => {
  const validationOf = (validation: string, context: Record<string, unknown>) => {
    const before = process.env.CDK_VALIDATION;
    process.env.CDK_VALIDATION = validation;
    try {
      const cluster = newPlainCluster(newStack(context));
      ClusterModel.of(cluster);
      return factsOf(clusterModelDataOf(cluster)).cdkValidation;
    } finally {
      process.env.CDK_VALIDATION = before;
    }
  };
  test('is read from where CDK reads it', () => {
    expect(validationOf('false', { '@aws-cdk/core:validateAgainstDefaultRules': true })).toBe('off');
    expect(validationOf('true', { '@aws-cdk/core:validateAgainstDefaultRules': true })).toBe('stops');
    expect(validationOf('true', {})).toBe('warns');
  });
});

test('the rule itself takes milliseconds for an app of some size', () => {
  const cluster = newPlainCluster();
  ClusterModel.of(cluster);
  const facts = factsOf(clusterModelDataOf(cluster));
  const inputs = Array.from({ length: 20 }, () => facts.serviceInputs).flat();
  serviceInput.check({ ...facts, serviceInputs: inputs });
  const start = process.cpuUsage();
  serviceInput.check({ ...facts, serviceInputs: inputs });
  expect(inputs.length).toBeGreaterThan(200);
  // of CPU: lint and types run at the same time
  const milliseconds = process.cpuUsage(start).user / 1e3;
  expect(milliseconds).toBeLessThan(100);
});
