import * as fs from 'fs';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { Preflight, Summary } from '../src';
import { Json } from './harness';
import { WITHOUT_COPIES } from './setup';

const folder = path.join(__dirname, '../examples');
const NAMES = fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, 'app.ts'))).sort();

const RECOMMENDED: Json = JSON.parse(fs.readFileSync(path.join(__dirname, '../cdk.json'), 'utf8')).context;

/** The example as `npm run synth` makes it: with the recommended flags, or without any. */
function exampleApp(name: string, flags: Json = RECOMMENDED, change: (made: App) => void = () => undefined): App {
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...flags, ...WITHOUT_COPIES });
  let app: App | undefined;
  jest.isolateModules(() => {
    app = jest.requireActual<{ app: App }>(path.join(folder, name, 'app.ts')).app;
    change(app);
  });
  process.env.CDK_CONTEXT_JSON = JSON.stringify(WITHOUT_COPIES);
  return app!;
}

const templates = (app: App): Json => Object.fromEntries(app.synth().stacks.map((stack) => [stack.stackName, stack.template]));

describe.each(NAMES)('example %s', (name) => {
  const app = exampleApp(name);
  const synthesized = templates(app);

  test('has at most 60 lines and a README', () => {
    expect(fs.readFileSync(path.join(folder, name, 'app.ts'), 'utf8').trim().split('\n').length).toBeLessThanOrEqual(60);
    expect(fs.existsSync(path.join(folder, name, 'README.md'))).toBe(true);
  });

  test('has no finding', () => expect(Preflight.of(app).findings()).toEqual([]));

  test('is the same template as before', () => expect(masked(synthesized)).toMatchSnapshot());

  test('is the same in every synthesis, byte for byte', () => {
    expect(JSON.stringify(templates(exampleApp(name)))).toBe(JSON.stringify(synthesized));
  });

  test('has the same resources without any feature flag', () => {
    const plain = templates(exampleApp(name, {}));
    if (name !== 'existing-cluster') expect(Object.keys(Object.values<Json>(plain)[0].Resources)).toEqual(Object.keys(Object.values<Json>(synthesized)[0].Resources));
    expect(Object.keys(plain)).toEqual(Object.keys(synthesized));
  });

  test('is told in words', () => expect(Summary.of(app).toString()).toMatchSnapshot());
});

describe('cdk-nag AwsSolutions', () => {
  const nagged = (change: (made: App) => void = () => undefined) => exampleApp('quickstart', RECOMMENDED, (made) => {
    // the copies of CDK and cdk-nag that the example has
    const { Validations } = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
    const { AwsSolutionsChecks } = jest.requireActual<typeof import('cdk-nag')>('cdk-nag');
    Validations.of(made).addPlugins(new AwsSolutionsChecks(made));
    change(made);
  });

  test('has no unacknowledged error on the quickstart', () => expect(violationsOf(nagged())).toEqual([]));

  test('would see one', () => {
    const open = nagged((made) => {
      const { CfnSecurityGroup } = jest.requireActual<typeof import('aws-cdk-lib/aws-ec2')>('aws-cdk-lib/aws-ec2');
      new CfnSecurityGroup(made.node.findChild('Quickstart'), 'Open', { groupDescription: 'open', securityGroupIngress: [{ ipProtocol: 'tcp', cidrIp: '0.0.0.0/0' }] });
    });
    expect(violationsOf(open)).toContain('AwsSolutions-EC23 Quickstart/Open');
  });

  test('has two rules for clusters that do not see aws-eks-v2, so they are asserted here', () => {
    const { Properties }: Json = Object.values<Json>(templates(exampleApp('quickstart')).Quickstart.Resources).find(({ Type }) => Type === 'AWS::EKS::Cluster')!;
    expect(Properties.ResourcesVpcConfig.EndpointPublicAccess).toBe(false);
    expect(Properties.Logging.ClusterLogging.EnabledTypes).toHaveLength(5);
  });
});

function violationsOf(app: App): string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    const file = /(\S+validation-report\.json)/.exec((error as Error).message);
    if (!file) throw error;
    const { pluginReports } = JSON.parse(fs.readFileSync(file[1], 'utf8'));
    return pluginReports.flatMap(({ violations }: Json) => violations.filter(({ severity }: Json) => severity === 'error').flatMap(({ ruleName, violatingConstructs }: Json) =>
      violatingConstructs.map(({ constructPath }: Json) => `${ruleName} ${constructPath}`)));
  }
}

// versions of CDK's own assets come and go
function masked(value: any): any {
  return JSON.parse(JSON.stringify(value).replace(/[0-9a-f]{64}/g, '<asset>'));
}
