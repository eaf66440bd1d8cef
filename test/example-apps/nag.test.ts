import * as fs from 'fs';
import { App, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AwsSolutionsChecks } from 'cdk-nag';
import { examples, inRegion, NAMES, RECOMMENDED, templates } from './apps';
import { KNOWN_VIOLATIONS } from './nag.data';
import { Json } from '../harness';

/** Where the examples are, as cdk-nag writes it when an environment is known. */
const general = (violation: string) =>
  violation
    .replace(/arn:aws:/g, 'arn:<AWS::Partition>:')
    .replace(/us-west-2/g, '<AWS::Region>')
    .replace(/111122223333/g, '<AWS::AccountId>');

describe.each([
  // the others, where it is not known: templates.test.ts
  ['no environment', Object.keys(KNOWN_VIOLATIONS), () => {}],
  ['an environment that is known', NAMES, () => inRegion('us-west-2', '111122223333')],
])('cdk-nag AwsSolutions in %s', (_, names, prepare) => {
  const apps = examples(RECOMMENDED, names, prepare);

  test.each(names)('has no unacknowledged error on %s', (name) => {
    expect(violationsOf(apps[name]).map(general).sort()).toEqual([...(KNOWN_VIOLATIONS[name] ?? [])].sort());
  });
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
        violatingConstructs.map(({ constructPath }: Json) => `${ruleName} ${constructPath}`),
      );
  }
}
