import * as fs from 'fs';
import * as path from 'path';
import { App, CfnResource } from 'aws-cdk-lib';
import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { StackTemplate, stacksOf } from './template';
import { Json } from '../harness';
import { IN_TESTS } from '../setup';

const folder = path.join(__dirname, '../../examples');

/** Examples in the order of their names. */
export const EXAMPLES = fs
  .readdirSync(folder)
  .filter((name) => fs.existsSync(path.join(folder, name, 'app.ts')))
  .sort();

/** The feature flags of the project. */
export const FLAGS: Json = JSON.parse(fs.readFileSync(path.join(__dirname, '../../cdk.json'), 'utf8')).context;

/** What the simulator deploys of an example. */
export interface ExampleApp {
  readonly stacks: readonly StackTemplate[];
  readonly region?: string;
}

type Libraries = { readonly cdk: typeof import('aws-cdk-lib'); readonly cdk8s: typeof import('cdk8s') };

/** Synthesizes examples, each changed before that; they share one copy of the modules that they load. */
export function appsOf(names: readonly string[], change?: (app: App, libraries: Libraries) => void): Record<string, ExampleApp> {
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...FLAGS, ...IN_TESTS });
  const apps: Record<string, ExampleApp> = {};
  jest.isolateModules(() => {
    const libraries = { cdk: jest.requireActual<Libraries['cdk']>('aws-cdk-lib'), cdk8s: jest.requireActual<Libraries['cdk8s']>('cdk8s') };
    for (const name of names) {
      const { app } = jest.requireActual<{ app: App }>(path.join(folder, name, 'app.ts'));
      change?.(app, libraries);
      const regions = app.node
        .findAll()
        .filter((each) => libraries.cdk.Stack.isStack(each))
        .map((stack) => stack.region);
      apps[name] = { stacks: stacksOf(app), region: regions.find((region) => !libraries.cdk.Token.isUnresolved(region)) };
    }
  });
  process.env.CDK_CONTEXT_JSON = JSON.stringify(IN_TESTS);
  return apps;
}

const isA =
  (name: string) =>
  (construct: IConstruct): boolean =>
    construct.constructor.name === name;
const PODS = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What teams change from one version to the next: pods, one object more, one less, tags, the size of a node group. */
export function typicalUpdate(app: App, { cdk, cdk8s }: Libraries): void {
  cdk.Tags.of(app).add('release', '2');
  for (const deployment of app.node.findAll().filter(isA('ChartDeployment'))) {
    const { chart } = (deployment as unknown as { props: { chart: Chart } }).props;
    const objects = chart.node.findAll().filter((each): each is ApiObject => cdk8s.ApiObject.isApiObject(each));
    if (objects.length > MANY) continue;
    for (const object of objects.filter(({ kind }) => PODS.has(kind))) {
      object.addJsonPatch(cdk8s.JsonPatch.add('/spec/template/spec/terminationGracePeriodSeconds', 77));
    }
    const budget = objects.find(({ kind }) => kind === 'PodDisruptionBudget');
    budget?.node.scope?.node.tryRemoveChild(budget.node.id);
    if (chart.namespace) {
      new cdk8s.ApiObject(chart, 'AddedByTheUpdate', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'added-by-the-update' },
        data: { release: '2' },
      });
    }
  }
  for (const group of app.node
    .findAll()
    .filter((each): each is CfnResource => cdk.CfnResource.isCfnResource(each) && each.cfnResourceType === 'AWS::EKS::Nodegroup')) {
    const { maxSize } = (group as unknown as { scalingConfig?: { maxSize?: number } }).scalingConfig ?? {};
    if (typeof maxSize === 'number' && !cdk.Token.isUnresolved(maxSize)) group.addPropertyOverride('ScalingConfig.MaxSize', maxSize + 1);
  }
}

/** An example of thousands of objects is there for its size. */
const MANY = 1000;
