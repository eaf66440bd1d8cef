import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { examples, folder, inRegion, NAMES, templates } from './apps';
import { KNOWN_VIOLATIONS } from './nag.data';
import { namesOfOtherPartitions } from './partitions';
import { Preflight } from '../../src/preflight/preflight';
import { DeploySummary } from '../../src/report/deploy-summary';
import { countedNames, unknownNames } from '../aws-names';
import { deletionOrder } from '../deletion-order';
import { Json } from '../harness';

/** Examples whose template is kept in full; of the others the logical ids and types. */
const WRITTEN_OUT = new Set(['quickstart', 'shop', 'existing-cluster']);
const APPS = examples();
// a synthesis of these fails at an error of cdk-nag; the others: nag.test.ts
for (const name of NAMES.filter((each) => !(each in KNOWN_VIOLATIONS))) {
  Validations.of(APPS[name]).addPlugins(new AwsSolutionsChecks(APPS[name]));
}
// in another partition at the same time, where the example exists there
const WITHOUT_FLAGS = {
  ...examples(
    {},
    NAMES.filter((name) => name !== 'hybrid'),
    () => inRegion('cn-north-1'),
  ),
  ...examples({}, ['hybrid']),
};

/** Examples with more lines than 60 without imports and comments: one sidecar, one storage and one workload of each kind. */
const LONGER: Readonly<Record<string, number>> = { sidecars: 82, storage: 68, workloads: 64 };

describe.each(NAMES)('example %s', (name) => {
  const app = APPS[name];
  const synthesized = templates(app);

  test('has at most 60 lines of code and a README', () => {
    const text = fs.readFileSync(path.join(folder, name, 'app.ts'), 'utf8').replace(/^import [^;]*;$/gm, '');
    const code = text.split('\n').filter((line) => /\S/.test(line) && !/^\s*\/\//.test(line));
    expect(code.length).toBeLessThanOrEqual(LONGER[name] ?? 60);
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

  // in other processes, on other machines and on other days
  test('is the same in every synthesis, byte for byte', () => {
    expect(
      createHash('sha256')
        .update(JSON.stringify(masked(synthesized)))
        .digest('hex'),
    ).toMatchSnapshot();
  });

  test('has the same resources without any feature flag, and in another partition, whose names it uses', () => {
    const plain = templates(WITHOUT_FLAGS[name]);
    // the logical id of the clean-up contains a hash of the manifests, which name the region
    const resources = (stacks: Json) =>
      Object.keys(Object.values<Json>(stacks)[0].Resources).map((id) => id.replace(/(Sweep[0-9A-F]{8})[0-9a-f]{8}$/, '$1'));
    if (name !== 'existing-cluster') expect(resources(plain)).toEqual(resources(synthesized));
    expect(Object.keys(plain)).toEqual(Object.keys(synthesized));
    if (name !== 'hybrid') expect(namesOfOtherPartitions(plain)).toEqual([]);
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

const typesById = ({ Resources }: Json): string[] => Object.entries<Json>(Resources).map(([id, { Type }]) => `${id} ${Type}`);

// versions of CDK's own assets come and go
function masked(value: any): any {
  return JSON.parse(JSON.stringify(value).replace(/[0-9a-f]{64}/g, '<asset>'));
}
