import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parse } from 'yaml';
import { Json } from './harness';
import { decisionRecords, decisionTable } from '../scripts/decision-records';
import { preflightDocs, readmeFindings } from '../scripts/preflight-page';
import { documents, typescriptBlocks, writeBlocks } from '../scripts/readme-blocks';

const root = path.join(__dirname, '..');
test('every TypeScript block of every document and every example of a docstring is a file that check-types compiles', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-blocks-'));
  try {
    const names = writeBlocks(folder);
    expect(names.length).toBeGreaterThanOrEqual(50);
    expect(fs.readFileSync(path.join(folder, 'README_md_0.ts'), 'utf8')).toBe(typescriptBlocks(path.join(root, 'README.md'))[0]);
    expect(fs.readFileSync(path.join(folder, 'Keda.ts'), 'utf8')).toContain('new Keda(');
    expect(fs.readdirSync(folder).sort()).toEqual([...names].sort());
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  expect(fs.readFileSync(path.join(__dirname, 'tsconfig.json'), 'utf8')).toContain('".blocks/*.ts"');
  const { tasks }: Json = JSON.parse(fs.readFileSync(path.join(root, '.projen/tasks.json'), 'utf8'));
  expect(tasks['check-types'].steps).toEqual([
    { exec: 'node -r ./scripts/register.js scripts/readme-blocks.ts' },
    { exec: expect.stringMatching(/^oxlint .*--type-check .*--no-ignore .* test\/\.blocks\/\*\.ts /) },
  ]);
});

test('the first block of the README is the quickstart', () => {
  expect(typescriptBlocks(path.join(root, 'README.md'))[0]).toBe(fs.readFileSync(path.join(root, 'examples/quickstart/app.ts'), 'utf8'));
});

test('every link to a file leads somewhere', () => {
  const broken = documents().flatMap((document) =>
    [...fs.readFileSync(path.join(root, document), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
      .filter(([, link]) => !fs.existsSync(path.join(root, path.dirname(document), link)))
      .map(([, link]) => `${document}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('every path of a folder of the repository exists', () => {
  const missing = ['CONTRIBUTING.md', ...documents()].flatMap((document) =>
    [...fs.readFileSync(path.join(root, document), 'utf8').matchAll(/`((?:src|test|scripts|examples|docs|bench)\/[\w./-]+)`/g)]
      .filter(([, file]) => !fs.existsSync(path.join(root, file)))
      .map(([, file]) => `${document}: ${file}`),
  );
  expect(missing).toEqual([]);
});

/** The links of a document, inline and by reference. */
const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)].map(([, inline, reference]) => inline ?? reference);

describe('links of packed documents', () => {
  const home = 'https://github.com/cdk-eks-strata/cdk-eks-strata';
  const pack = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const packed = (JSON.parse(pack) as { files: { path: string }[] }[])[0].files.map((file) => file.path);

  /** Links that lead nowhere for a reader of the packed file, or of its page at npm. */
  function broken(document: string): string[] {
    const text = fs.readFileSync(path.join(root, document), 'utf8');
    const targets = linksOf(text)
      .filter((link) => !link.startsWith('#'))
      .map((link) => link.split('#')[0]);
    const ofRepository = new RegExp(`^${home}/(?:blob|tree)/main/(.+)$`);
    return targets.filter((target) => {
      const [, file] = ofRepository.exec(target) ?? [];
      if (file) return !fs.existsSync(path.join(root, file));
      return !target.startsWith('https://') && !packed.includes(target);
    });
  }

  test('the README, the changelog and the security policy are packed, docs and sources are not', () => {
    expect(packed).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', 'API.md']));
    expect(packed.filter((file) => /^(docs|src|test|examples|scripts)\//.test(file))).toEqual([]);
  });

  test.each(['README.md', 'CHANGELOG.md', 'SECURITY.md'])(
    'of %s lead to packed files, or are absolute and exist in the repository',
    (document) => {
      expect(broken(document)).toEqual([]);
    },
  );

  test('of the README have a definition each', () => {
    const text = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
    const used = [...text.matchAll(/\]\[([^\]]+)\]/g)].map(([, name]) => name);
    const defined = [...text.matchAll(/^\[([^\]]+)\]: /gm)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(defined.sort());
  });
});

test('the README has at most 200 lines, and says on its first screen that nothing has run on AWS', () => {
  const lines = fs.readFileSync(path.join(root, 'README.md'), 'utf8').split('\n');
  expect(lines.length).toBeLessThanOrEqual(200);
  expect(lines.slice(0, 12).join('\n')).toContain('**Nothing has been run against AWS yet.**');
});

test('the findings in the README are those of the rules', () => {
  expect(fs.readFileSync(path.join(root, 'README.md'), 'utf8')).toContain(readmeFindings());
});

test('the page of rules is generated from them and their cases', () => {
  expect(fs.readFileSync(path.join(root, 'docs/preflight.md'), 'utf8')).toBe(preflightDocs());
});

test('every room and every example has a README', () => {
  for (const folder of ['src', 'examples']) {
    const rooms = fs
      .readdirSync(path.join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(rooms.filter((name) => !fs.existsSync(path.join(root, folder, name, 'README.md')))).toEqual([]);
  }
});

test('CONTRIBUTING names every generator, by its task or its script', () => {
  const contributing = fs.readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
  type Tasks = Readonly<Record<string, { readonly steps?: readonly { readonly exec?: string }[] }>>;
  const tasks = Object.entries((JSON.parse(fs.readFileSync(path.join(root, '.projen/tasks.json'), 'utf8')) as { tasks: Tasks }).tasks);
  const generators = fs
    .readdirSync(path.join(root, 'scripts'))
    .filter((name) => /\.[jt]s$/.test(name))
    .filter((name) => /^\/\/ Writes /m.test(fs.readFileSync(path.join(root, 'scripts', name), 'utf8')));
  expect(generators).toContain('kubernetes-schema.ts');
  const commands = generators.map((name) => {
    const [task] = tasks.find(([, { steps = [] }]) => steps.some(({ exec }) => exec?.includes(`scripts/${name}`))) ?? [];
    return task ? `npm run ${task}` : `scripts/${name}`;
  });
  expect(commands.filter((command) => !contributing.includes(`| \`${command}`) && !contributing.includes(` ${command} `))).toEqual([]);
});

test('no committed file names the host of a package registry', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((name) => fs.existsSync(path.join(root, name)));
  const host = new RegExp(['registry', '(npmjs|yarnpkg)', '(org|com)'].join('\\.'));
  expect(files.filter((name) => host.test(fs.readFileSync(path.join(root, name), 'utf8')))).toEqual([]);
});

describe('the records of decisions', () => {
  const records = decisionRecords();
  const STATUS = /^(?:accepted|(?:superseded|amended) by (?:\[\d{4}\]\(\d{4}-[\w-]+\.md\)(?:, )?)+)$/;

  test.each(records)('$file has a title, a date and a status', ({ title, date, status }) => {
    expect(title).not.toBe('');
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(status).toMatch(STATUS);
  });

  test.each(records)('$file has one chosen option, and one other at least with the reason against it', ({ options }) => {
    const others = options.filter((option) => !/\(chosen\)/.test(option));
    expect(options.length - others.length).toBe(1);
    expect(others.length).toBeGreaterThanOrEqual(1);
    expect(others.filter((option) => !/: \S.{10,}/s.test(option))).toEqual([]);
  });

  test('numbers have no gap, and a later record that changes an earlier one names it', () => {
    expect(records.map(({ number }) => Number(number))).toEqual(records.map((_, index) => index + 1));
    const broken = records.flatMap(({ file, number, status }) =>
      [...status.matchAll(/\]\(([^)]+)\)/g)]
        .map(([, later]) => later)
        .filter((later) => {
          const other = records.find((record) => record.file === later);
          return !other || other.number <= number || !other.text.includes(`](${file})`);
        })
        .map((later) => `${file}: ${later}`),
    );
    expect(broken).toEqual([]);
  });

  test('are all in the table', () => {
    expect(fs.readFileSync(path.join(root, 'docs/decisions/README.md'), 'utf8')).toContain(decisionTable());
  });
});

describe('the issue forms', () => {
  interface Form {
    readonly name: string;
    readonly description: string;
    readonly body: readonly { readonly id?: string; readonly attributes: object }[];
  }
  const folder = path.join(root, '.github/ISSUE_TEMPLATE');
  const files = fs.readdirSync(folder).filter((name) => name !== 'config.yml');
  const formOf = (file: string): Form => parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Form;
  const idsOf = (file: string): string[] => formOf(file).body.flatMap(({ id }) => (id ? [id] : []));

  test('of a bug asks for the versions, the finding and an excerpt of the template', () => {
    expect(idsOf('bug.yml')).toEqual(expect.arrayContaining(['version', 'cdk', 'code', 'finding', 'template']));
  });

  test.each(files)('%s has a name, a description and a label for each field', (file) => {
    const { name, description, body } = formOf(file);
    expect([name, description].every(Boolean)).toBe(true);
    expect(new Set(idsOf(file)).size).toBe(idsOf(file).length);
    expect(body.filter(({ id, attributes }) => id && !('label' in attributes))).toEqual([]);
  });
});
