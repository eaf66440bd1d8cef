import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { Json } from './harness';

const root = path.join(__dirname, '..');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const scripts = new Set(Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts));
const exists = (...names: string[]): boolean => fs.existsSync(path.join(root, ...names));
const examples = new Set(fs.readdirSync(path.join(root, 'examples')).filter((name) => exists('examples', name, 'app.ts')));
const listFiles = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md', 'docs/*.yml'];
const documents = execFileSync('git', listFiles, { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((name) => exists(name));

/** npm's own commands, which need no script. */
const BUILT_IN = new Set(['test', 'ci', 'install']);

/** What a document tells its reader to run or to look at and that is not there. */
function missing(text: string): string[] {
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name);
  return [
    ...found(/\bnpm (?:run )?([a-z][\w:-]*)/g)
      .filter((name) => !scripts.has(name) && !BUILT_IN.has(name))
      .map((name) => `npm run ${name}`),
    ...found(/\bnpm run synth -- ([a-z][\w-]*)/g)
      .filter((name) => !examples.has(name))
      .map((name) => `example ${name}`),
    ...found(/\bexamples\/([a-z][\w-]*)/g)
      .filter((name) => !examples.has(name))
      .map((name) => `examples/${name}`),
    ...found(/^strata ([a-z][\w-]*) /gm)
      .filter((name) => !examples.has(name))
      .map((name) => `strata ${name}`),
    ...found(/\bcdk\.out\/([a-z][\w-]*)/g)
      .filter((name) => !examples.has(name))
      .map((name) => `cdk.out/${name}`),
  ];
}

test('documents name scripts and examples that exist', () => {
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/first-deploy.md', 'docs/first-deploy.workflow.yml']));
  expect(documents.flatMap((document) => missing(read(document)).map((name) => `${document}: ${name}`))).toEqual([]);
});

test('a script, an example and an output that do not exist are found', () => {
  const text =
    'npm run simulat, `npm run synth -- quickstar`, [x](../examples/nothing), cdk.out/shops\nstrata quickstar deploy\nnpm ci && npm test';
  expect(missing(text)).toEqual(['npm run simulat', 'example quickstar', 'examples/nothing', 'strata quickstar', 'cdk.out/shops']);
});

describe('the nightly workflow', () => {
  const { jobs, permissions, concurrency } = parse(read('docs/first-deploy.workflow.yml')) as Json;
  const { deploy } = jobs;
  const steps: Json[] = deploy.steps;
  const destroy = steps.findIndex(({ run }) => /cdk destroy/.test(run as string));

  test('deploys the stacks of examples that exist, in the order of the page, with the same options', () => {
    const page = read('docs/first-deploy.md');
    const headings = [...page.matchAll(/^## \d\. (\w+):/gm)].map(([, name]) => name);
    const rows: Json[] = deploy.strategy.matrix.include;
    expect(rows.map(({ example }) => example as string)).toEqual(headings);
    for (const { example, stack, create, update, finish } of rows) {
      expect(read(`examples/${example}/app.ts`)).toMatch(new RegExp(`new Stack\\(\\w+, '${stack}'\\)`));
      const options = [create, update, finish].filter((option) => option !== undefined);
      for (const option of options) expect(page).toMatch(new RegExp(`^strata ${example} deploy .*${option}$`, 'm'));
    }
  });

  test('may read the sources and ask for a token, has no secret, and never runs twice', () => {
    expect(permissions).toEqual({});
    expect(deploy.permissions).toEqual({ 'id-token': 'write', contents: 'read' });
    expect(read('docs/first-deploy.workflow.yml')).not.toMatch(/secrets\.|registry-url/);
    expect(concurrency['cancel-in-progress']).toBe(false);
    expect(deploy.strategy['max-parallel']).toBe(1);
  });

  test('always destroys, within the time of the job', () => {
    expect(steps[destroy].if).toBe('always()');
    for (const step of steps.slice(destroy)) expect(step.if).toBe('always()');
    const limits = steps.map((step) => Number(step['timeout-minutes'] ?? 0));
    expect(limits.reduce((sum, minutes) => sum + minutes, 0)).toBeLessThanOrEqual(deploy['timeout-minutes'] - 15);
  });

  test('pins actions by their major version', () => {
    const actions = steps.flatMap(({ uses }) => (uses ? [uses as string] : []));
    expect(actions.filter((action) => !/^(actions|aws-actions)\/[a-z-]+@v\d+$/.test(action))).toEqual([]);
    expect(actions).not.toEqual([]);
  });
});

test('the form for reports asks for what the page says', () => {
  const { body } = parse(read('.github/ISSUE_TEMPLATE/deploy-report.yml')) as Json;
  const fields = (body as Json[]).flatMap(({ id }) => (id ? [id as string] : []));
  expect(fields).toEqual(expect.arrayContaining(['example', 'step', 'version', 'region', 'events', 'log']));
});

test('what is only for the repository is not published', () => {
  const ignored = read('.npmignore').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['/docs', '/.github/', '/test/', '/examples', '/scripts']));
});
