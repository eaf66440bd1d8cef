import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { examples, folder, inRegion, NAMES, templates } from './apps';
import { knownViolations, synthesizedWithNag } from './nag';
import { KNOWN_VIOLATIONS } from './nag.data';
import { namesOfOtherPartitions } from './partitions';
import { DeploySummary } from '../../src/report/deploy-summary';
import { countedNames, unknownNames } from '../aws-names';
import { deletionOrder } from '../deletion-order';
import { Json } from '../harness';
import { THOROUGH } from '../thorough';

/** Examples whose template is kept in full; of the others the logical ids and types. */
const WRITTEN_OUT = new Set(['quickstart', 'shop', 'existing-cluster']);
const APPS = examples();
// a synthesis of these fails at an error of cdk-nag; the others: nag.test.ts
for (const name of NAMES.filter((each) => !(each in KNOWN_VIOLATIONS))) {
  Validations.of(APPS[name]).addPlugins(new AwsSolutionsChecks(APPS[name]));
}
/** An example without any feature flag, and at the same time in an environment that is known. */
interface Elsewhere {
  readonly region: string;
  readonly app: App;
}

const PARTITIONS = ['cn-north-1', 'us-gov-west-1'];
const ACCOUNT = '111122223333';
// as many as where no environment is known
const ZONES = ['a', 'b'];
// hybrid nodes do not exist in the other partitions; the thorough run has each of the others in both, the fast one a fifth in one
const isThere = (name: string, region: string) => (name === 'hybrid') === (region === 'us-west-2');
const isPlayed = (name: string, region: string) => THOROUGH || name === 'hybrid' || NAMES.indexOf(name) % 10 === PARTITIONS.indexOf(region);
const ELSEWHERE: Record<string, Elsewhere[]> = {};
for (const region of [...PARTITIONS, 'us-west-2']) {
  const names = NAMES.filter((name) => isThere(name, region) && isPlayed(name, region));
  const apps = examples(
    { [`availability-zones:account=${ACCOUNT}:region=${region}`]: ZONES.map((zone) => `${region}${zone}`) },
    names,
    () => inRegion(region, ACCOUNT),
  );
  for (const name of names) ELSEWHERE[name] = [...(ELSEWHERE[name] ?? []), { region, app: apps[name] }];
}

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

  if (name in ELSEWHERE) {
    test.each(ELSEWHERE[name])(
      'has the same resources without any feature flag in $region, whose names it uses',
      ({ region, app: other }) => {
        const { violations, templates: plain } = synthesizedWithNag(other);
        expect(violations).toEqual(knownViolations(name));
        // the logical id of the clean-up contains a hash of the manifests, which name the region
        const resources = (stacks: Json) =>
          Object.keys(Object.values<Json>(stacks)[0].Resources).map((id) => id.replace(/(Sweep[0-9A-F]{8})[0-9a-f]{8}$/, '$1'));
        if (name !== 'existing-cluster') expect(resources(plain)).toEqual(resources(synthesized));
        expect(Object.keys(plain).sort()).toEqual(Object.keys(synthesized).sort());
        if (region !== 'us-west-2') expect(namesOfOtherPartitions(plain)).toEqual([]);
      },
    );
  }

  test('is told in words, without findings', () => {
    const summary = DeploySummary.of(app).toString();
    expect(summary).toContain('\nFindings: none\n');
    expect(summary).toMatchSnapshot();
  });
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
