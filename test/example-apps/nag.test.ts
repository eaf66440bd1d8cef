import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { examples, inRegion, RECOMMENDED, templates } from './apps';
import { knownViolations, synthesizedWithNag } from './nag';
import { KNOWN_VIOLATIONS } from './nag.data';
import { namesOfOtherPartitions } from './partitions';
import { Json } from '../harness';

// the others, and all of them where the environment is known: templates.test.ts
describe('cdk-nag AwsSolutions in no environment', () => {
  const names = Object.keys(KNOWN_VIOLATIONS);
  const apps = examples(RECOMMENDED, names);

  test.each(names)('has no unacknowledged error on %s', (name) =>
    expect(synthesizedWithNag(apps[name]).violations).toEqual(knownViolations(name)),
  );
});

describe.each(['us-gov-west-1', 'cn-north-1'])('in %s', (region) => {
  // now: the module of a region is replaced by that of the next
  const message = messageOf(() => examples(RECOMMENDED, ['hybrid'], () => inRegion(region)));

  test('hybrid nodes do not exist', () => {
    expect(message).toContain(`the region is ${region}: hybrid nodes are not available in AWS GovCloud (US) and China Regions`);
  });
});

function messageOf(failing: () => unknown): string {
  try {
    failing();
    return 'nothing failed';
  } catch (error) {
    return (error as Error).message;
  }
}

test('a name of another partition is seen', () => {
  const text = `${' '.repeat(60)}arn:aws:iam::aws:policy/AmazonEKSClusterPolicy`;
  expect(namesOfOtherPartitions({ stack: { text, host: 'sts.us-east-1.amazonaws.com' } })).toEqual([
    expect.stringContaining('arn:aws:iam'),
    'sts.us-east-1.amazonaws.com',
  ]);
});

test('cdk-nag would see an open security group', () => {
  const { quickstart } = examples(RECOMMENDED, ['quickstart']);
  new CfnSecurityGroup(quickstart.node.findChild('Quickstart'), 'Open', {
    groupDescription: 'open',
    securityGroupIngress: [{ ipProtocol: 'tcp', cidrIp: '0.0.0.0/0' }],
  });
  expect(synthesizedWithNag(quickstart).violations).toContain('AwsSolutions-EC23 Quickstart/Open');
});

test('two rules for clusters do not see aws-eks-v2, so they are asserted here', () => {
  const { quickstart } = examples(RECOMMENDED, ['quickstart']);
  const { Resources }: Json = templates(quickstart).Quickstart;
  const { Properties }: Json = Object.values<Json>(Resources).find(({ Type }) => Type === 'AWS::EKS::Cluster')!;
  expect(Properties.ResourcesVpcConfig.EndpointPublicAccess).toBe(false);
  expect(Properties.Logging.ClusterLogging.EnabledTypes).toHaveLength(5);
});
