import * as fs from 'fs';
import * as path from 'path';
import { App, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AwsSolutionsChecks } from 'cdk-nag';
import { examples, inRegion, NAMES, RECOMMENDED, templates } from './apps';
import { KNOWN_VIOLATIONS } from './nag.data';
import { namesOfOtherPartitions } from './partitions';
import { Json } from '../harness';

// the others, where no environment is known: templates.test.ts
describe('cdk-nag AwsSolutions in no environment', () => {
  const names = Object.keys(KNOWN_VIOLATIONS);
  const apps = examples(RECOMMENDED, names);

  test.each(names)('has no unacknowledged error on %s', (name) => expect(violationsOf(apps[name])).toEqual(knownOf(name)));
});

// hybrid nodes do not exist in GovCloud
describe.each([
  ['us-gov-west-1', NAMES.filter((name) => name !== 'hybrid')],
  ['us-west-2', ['hybrid']],
])('cdk-nag AwsSolutions in an environment that is known, in %s', (region, names) => {
  const apps = examples(RECOMMENDED, names, () => inRegion(region, '111122223333'));

  test.each(names)('has no unacknowledged error on %s, and names no other partition', (name) => {
    expect(violationsOf(apps[name])).toEqual(knownOf(name));
    const written = writtenTemplates(apps[name].outdir);
    expect(JSON.stringify(written)).toContain('AWS::EKS::');
    if (region !== 'us-west-2') expect(namesOfOtherPartitions(written)).toEqual([]);
  });
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
  expect(violationsOf(quickstart)).toContain('AwsSolutions-EC23 Quickstart/Open');
});

test('two rules for clusters do not see aws-eks-v2, so they are asserted here', () => {
  const { quickstart } = examples(RECOMMENDED, ['quickstart']);
  const { Resources }: Json = templates(quickstart).Quickstart;
  const { Properties }: Json = Object.values<Json>(Resources).find(({ Type }) => Type === 'AWS::EKS::Cluster')!;
  expect(Properties.ResourcesVpcConfig.EndpointPublicAccess).toBe(false);
  expect(Properties.Logging.ClusterLogging.EnabledTypes).toHaveLength(5);
});

/** Where the examples are, as cdk-nag writes it when no environment is known. */
const general = (violation: string) =>
  violation
    .replace(/arn:aws(-us-gov)?:/g, 'arn:<AWS::Partition>:')
    .replace(/us-gov-west-1|us-west-2/g, '<AWS::Region>')
    .replace(/111122223333/g, '<AWS::AccountId>');

const knownOf = (name: string): string[] => [...(KNOWN_VIOLATIONS[name] ?? [])].sort();

/** The errors that cdk-nag finds in an app and that are not acknowledged. */
function violationsOf(app: App): string[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    app.synth();
    return [];
  } catch (error) {
    const file = /(\S+validation-report\.json)/.exec((error as Error).message);
    if (!file) throw error;
    const { pluginReports }: Json = JSON.parse(fs.readFileSync(file[1], 'utf8'));
    return pluginReports
      .flatMap(({ violations }: Json) => violations)
      .filter(({ severity }: Json) => severity === 'error')
      .flatMap(({ ruleName, violatingConstructs }: Json) =>
        violatingConstructs.map(({ constructPath }: Json) => general(`${ruleName} ${constructPath}`)),
      )
      .sort();
  }
}

/** What a synthesis wrote, also one that failed its validation. */
function writtenTemplates(outdir: string): Json {
  const files = fs.readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  return Object.fromEntries(files.map((file) => [file, JSON.parse(fs.readFileSync(path.join(outdir, file), 'utf8'))]));
}
