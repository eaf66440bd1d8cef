import * as fs from 'fs';
import * as path from 'path';
import { App, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Preflight, DeploySummary } from '../src';
import { countedNames, unknownNames } from './aws-names';
import { deletionOrder } from './deletion-order';
import { Json } from './harness';
import { IN_TESTS } from './setup';

const folder = path.join(__dirname, '../examples');
const NAMES = fs
  .readdirSync(folder)
  .filter((name) => fs.existsSync(path.join(folder, name, 'app.ts')))
  .sort();

const RECOMMENDED: Json = JSON.parse(fs.readFileSync(path.join(__dirname, '../cdk.json'), 'utf8')).context;

/** The examples as `npm run synth` makes them: with the recommended flags, or others. They share one copy of the modules that they load. */
function examples(flags: Json = RECOMMENDED, names: string[] = NAMES, prepare = () => {}, change = (_app: App) => {}): Record<string, App> {
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...flags, ...IN_TESTS });
  const apps: Record<string, App> = {};
  jest.isolateModules(() => {
    jest.dontMock('aws-cdk-lib');
    prepare();
    for (const name of names) apps[name] = jest.requireActual<{ app: App }>(path.join(folder, name, 'app.ts')).app;
    Object.values(apps).forEach(change);
  });
  process.env.CDK_CONTEXT_JSON = JSON.stringify(IN_TESTS);
  return apps;
}

/** All stacks of the examples in another region, and so in another partition. */
function inRegion(region: string, account?: string): void {
  jest.doMock('aws-cdk-lib', () => {
    const actual = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
    class RegionalStack extends actual.Stack {
      constructor(scope: Construct, id: string, props?: StackProps) {
        super(scope, id, { ...props, env: { region, account } });
      }
    }
    return new Proxy(actual, { get: (target, key: keyof typeof actual) => (key === 'Stack' ? RegionalStack : target[key]) });
  });
}

const templates = (app: App): Json => Object.fromEntries(app.synth().stacks.map((stack) => [stack.stackName, stack.template]));

/** Examples whose template is kept in full; of the others the logical ids and types. */
const WRITTEN_OUT = new Set(['quickstart', 'shop', 'existing-cluster']);
const APPS = examples();
const AGAIN = examples();
const WITHOUT_FLAGS = examples({});

describe.each(NAMES)('example %s', (name) => {
  const app = APPS[name];
  const synthesized = templates(app);

  test('has at most 60 lines and a README', () => {
    expect(
      fs
        .readFileSync(path.join(folder, name, 'app.ts'), 'utf8')
        .trim()
        .split('\n').length,
    ).toBeLessThanOrEqual(60);
    expect(fs.existsSync(path.join(folder, name, 'README.md'))).toBe(true);
  });

  test('is deleted in the right order', () => {
    for (const template of Object.values<Json>(synthesized)) expect(deletionOrder(template).broken).toEqual([]);
  });

  test('names nothing of AWS that the tables lack', () => {
    for (const template of Object.values<Json>(synthesized)) expect(unknownNames(template)).toEqual([]);
  });

  test('has no finding', () => expect(Preflight.of(app).findings()).toEqual([]));

  test('is the same template as before', () => {
    expect(WRITTEN_OUT.has(name) ? masked(synthesized) : Object.values<Json>(synthesized).map(typesById)).toMatchSnapshot();
  });

  test('is the same in every synthesis, byte for byte', () => {
    expect(JSON.stringify(templates(AGAIN[name]))).toBe(JSON.stringify(synthesized));
  });

  test('has the same resources without any feature flag', () => {
    const plain = templates(WITHOUT_FLAGS[name]);
    if (name !== 'existing-cluster')
      expect(Object.keys(Object.values<Json>(plain)[0].Resources)).toEqual(Object.keys(Object.values<Json>(synthesized)[0].Resources));
    expect(Object.keys(plain)).toEqual(Object.keys(synthesized));
  });

  test('is told in words', () => expect(DeploySummary.of(app).toString()).toMatchSnapshot());
});

test('each order of deletion is asked for by some example', () => {
  const asked = NAMES.flatMap((name) => Object.values<Json>(templates(APPS[name])).map((template) => deletionOrder(template).asked));
  const neverAsked = Object.keys(asked[0]).filter((rule) => asked.every((each) => each[rule] === 0));
  expect(neverAsked).toEqual([]);
});

test('each kind of name is in some example', () => {
  const counts = NAMES.flatMap((name) => Object.values<Json>(templates(APPS[name])).map(countedNames));
  expect(Object.keys(counts[0]).filter((kind) => counts.every((each) => each[kind] === 0))).toEqual([]);
});

test('an order that is not kept is seen', () => {
  const template: Json = JSON.parse(JSON.stringify(Object.values<Json>(templates(APPS.quickstart))[0]));
  const [nodes] = Object.entries<Json>(template.Resources).find(([, { Type }]) => Type === 'AWS::EKS::Nodegroup')!;
  delete template.Resources[nodes].DependsOn;
  expect(deletionOrder(template).broken).toContainEqual(expect.stringMatching(/^nodes before pod networking/));
});

/** Written the same in every partition: a principal's name in a condition of Karpenter's policy, which lists both, and a provisioner. */
const NAMED_ALIKE = new Set([
  'ec2.amazonaws.com',
  'ec2.amazonaws.com.cn',
  'ebs.csi.eks.amazonaws.com',
  'pods.eks.amazonaws.com',
  'logging.s3.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
]);

describe.each(['us-gov-west-1', 'cn-north-1'])('in %s', (region) => {
  const elsewhere = NAMES.filter((name) => name !== 'hybrid');
  const apps = examples(RECOMMENDED, elsewhere, () => inRegion(region));

  test.each(elsewhere)('%s names neither a partition nor the domain of another', (name) => {
    const text = JSON.stringify(Object.values(templates(apps[name])));
    expect(text).toContain('AWS::EKS::');
    expect(text.match(/.{60}arn:aws:.{20}/g)).toBeNull();
    const names = text.match(/[\w.*-]*amazonaws\.com(\.cn)?/g) ?? [];
    // names of services have two parts, addresses have more
    expect(names.filter((each) => !/^[a-z0-9-]+\.amazonaws\.com$/.test(each) && !NAMED_ALIKE.has(each))).toEqual([]);
  });
  test('hybrid nodes do not exist', () => {
    expect(() => examples(RECOMMENDED, ['hybrid'], () => inRegion(region))).toThrow(
      `the region is ${region}: hybrid nodes exist in no region of GovCloud and China`,
    );
  });
});

describe('cdk-nag AwsSolutions', () => {
  const nagged = (names: string[], change = (_app: App) => {}, prepare = () => {}) =>
    examples(RECOMMENDED, names, prepare, (made) => {
      // the copies of CDK and cdk-nag that the examples have
      const { Validations } = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
      const { AwsSolutionsChecks } = jest.requireActual<typeof import('cdk-nag')>('cdk-nag');
      Validations.of(made).addPlugins(new AwsSolutionsChecks(made));
      change(made);
    });
  const apps = nagged(NAMES);

  // a cluster of CDK itself has a role of CDK itself
  const THEIRS = new Set([
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonEKSClusterPolicy] Base/Cluster/Role/Resource',
  ]);

  test.each(NAMES)('has no unacknowledged error on %s', (name) =>
    expect(violationsOf(apps[name]).filter((each) => !THEIRS.has(each))).toEqual([]),
  );

  describe('in an environment that is known', () => {
    const known = nagged(NAMES, undefined, () => inRegion('us-west-2', '111122223333'));
    test.each(NAMES)('%s has no unacknowledged error', (name) =>
      expect(violationsOf(known[name]).filter((each) => !THEIRS.has(each))).toEqual([]),
    );
  });

  test('would see one', () => {
    const { quickstart } = nagged(['quickstart'], (made) => {
      const { CfnSecurityGroup } = jest.requireActual<typeof import('aws-cdk-lib/aws-ec2')>('aws-cdk-lib/aws-ec2');
      new CfnSecurityGroup(made.node.findChild('Quickstart'), 'Open', {
        groupDescription: 'open',
        securityGroupIngress: [{ ipProtocol: 'tcp', cidrIp: '0.0.0.0/0' }],
      });
    });
    expect(violationsOf(quickstart)).toContain('AwsSolutions-EC23 Quickstart/Open');
  });

  test('has two rules for clusters that do not see aws-eks-v2, so they are asserted here', () => {
    const { Properties }: Json = Object.values<Json>(templates(APPS.quickstart).Quickstart.Resources).find(
      ({ Type }) => Type === 'AWS::EKS::Cluster',
    )!;
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
    return pluginReports.flatMap(({ violations }: Json) =>
      violations
        .filter(({ severity }: Json) => severity === 'error')
        .flatMap(({ ruleName, violatingConstructs }: Json) =>
          violatingConstructs.map(({ constructPath }: Json) => `${ruleName} ${constructPath}`),
        ),
    );
  }
}

const typesById = ({ Resources }: Json): string[] => Object.entries<Json>(Resources).map(([id, { Type }]) => `${id} ${Type}`);

// versions of CDK's own assets come and go
function masked(value: any): any {
  return JSON.parse(JSON.stringify(value).replace(/[0-9a-f]{64}/g, '<asset>'));
}
