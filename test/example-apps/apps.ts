import * as fs from 'fs';
import * as path from 'path';
import { App, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Json } from '../harness';
import { IN_TESTS } from '../setup';

export const folder = path.join(__dirname, '../../examples');
export const NAMES = fs
  .readdirSync(folder)
  .filter((name) => fs.existsSync(path.join(folder, name, 'app.ts')))
  .sort();

export const RECOMMENDED: Json = JSON.parse(fs.readFileSync(path.join(__dirname, '../../cdk.json'), 'utf8')).context;

/** The examples as `npm run synth` makes them: with the recommended flags, or others. They share one copy of the library. */
export function examples(flags: Json = RECOMMENDED, names: string[] = NAMES, prepare = () => {}): Record<string, App> {
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...flags, ...IN_TESTS });
  const apps: Record<string, App> = {};
  jest.isolateModules(() => {
    jest.dontMock('aws-cdk-lib');
    prepare();
    for (const name of names) apps[name] = jest.requireActual<{ app: App }>(path.join(folder, name, 'app.ts')).app;
  });
  process.env.CDK_CONTEXT_JSON = JSON.stringify(IN_TESTS);
  return apps;
}

/** All stacks of the examples in another region, and so in another partition. */
export function inRegion(region: string, account?: string): void {
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

/** The templates of an app, by the name of the stack. */
export const templates = (app: App): Json => Object.fromEntries(app.synth().stacks.map((stack) => [stack.stackName, stack.template]));
