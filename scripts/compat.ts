import * as fs from 'fs';
import * as path from 'path';
import { ConsumerApp, pack, peers, ROOT, versionOf } from './packed-package';
import { typescriptBlocks } from './readme-blocks';

/*
 * Installs the packed package in two empty folders, once with the lowest version of every peer and once with the versions that the tests
 * use. In each it checks the types of the package, of the first two blocks of the README and of the examples, and synthesizes every
 * example. Fails on an error, and on a difference between the templates that the table does not allow.
 */

/** What CDK itself creates differently. */
const ALLOWED: readonly { readonly differs: RegExp; readonly reason: string }[] = [
  {
    differs: /\/Resources\/CustomVpcRestrictDefaultSGCustomResourceProviderHandler[0-9A-F]{8}\/Properties\/Code\/S3Key: /,
    reason: "the code of CDK's function that removes the rules of default security groups",
  },
];

interface PeerSet {
  readonly name: 'lowest' | 'newest';
  readonly versions: Record<string, string>;
}

const SETS: readonly PeerSet[] = [
  { name: 'lowest', versions: Object.fromEntries(Object.entries(peers()).map(([name, range]) => [name, range.replace(/^\^/, '')])) },
  { name: 'newest', versions: Object.fromEntries(Object.keys(peers()).map((name) => [name, versionOf(name)])) },
];
// a chart of it is in an example
const EXTRA = 'cdk8s-plus-34';

/** Installs a set, checks types, and synthesizes every example. Returns the templates by their path below the output. */
async function templatesWith({ name, versions }: PeerSet, packed: string): Promise<Map<string, unknown>> {
  const app = new ConsumerApp(name);
  await app.install(packed, { ...versions, [EXTRA]: versionOf(EXTRA) });
  for (const each of ['examples', 'cdk.json', 'scripts/synth.ts']) {
    fs.cpSync(path.join(ROOT, each), path.join(app.folder, each), { recursive: true });
  }
  typescriptBlocks(path.join(ROOT, 'README.md'))
    .slice(0, 2)
    .forEach((code, index) => app.write(`block${index + 1}.ts`, code));
  app.write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        module: 'node16',
        target: 'es2022',
        strict: true,
        esModuleInterop: true,
        types: ['node'],
        typeRoots: [path.join(ROOT, 'node_modules/@types')],
      },
      include: ['*.ts', 'examples/**/*.ts', 'scripts/*.ts'],
    }),
  );
  await compile(app);
  await app.run('node', ['scripts/synth.js', '--all'], { CDK_VALIDATION: 'false' });
  const templates = templatesBelow(path.join(app.folder, 'cdk.out'));
  app.remove();
  return templates;
}

/** Compiles, with the declarations of the package. Errors in the declarations of other packages do not count. */
async function compile(app: ConsumerApp): Promise<void> {
  const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const output = await app.run('node', [compiler, '--project', 'tsconfig.json']).catch((error: Error) => error.message);
  const errors = output.split('\n').filter((line) => / error TS\d+: /.test(line) && !/^node_modules\/(?!cdk-eks-strata\/)/.test(line));
  if (errors.length > 0) throw new Error(errors.join('\n'));
}

function templatesBelow(folder: string): Map<string, unknown> {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.template.json'))
    .sort();
  return new Map(files.map((file) => [file, JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as unknown]));
}

/** The places where two values differ, each with both. */
function differences(one: unknown, other: unknown, place: string): string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  if (!isObject(one) || !isObject(other)) return [`${place}: ${JSON.stringify(one)} (lowest), ${JSON.stringify(other)} (newest)`];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const below = keys.flatMap((key) => differences(one[key], other[key], `${place}/${key}`));
  return below.length > 0 ? below : [`${place}: order of keys`];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

async function main(): Promise<void> {
  const begin = Date.now();
  const packages = new ConsumerApp('pack');
  const packed = pack(packages.folder);
  const [lowest, newest] = await Promise.all(SETS.map((set) => templatesWith(set, packed)));
  packages.remove();
  const found = [...new Set([...lowest.keys(), ...newest.keys()])].flatMap((file) => differences(lowest.get(file), newest.get(file), file));
  const allowed = (difference: string) => ALLOWED.find(({ differs }) => differs.test(difference));
  for (const { name, versions } of SETS) {
    console.log(
      `${name}: ${Object.entries(versions)
        .map(([peer, version]) => `${peer} ${version}`)
        .join(', ')}`,
    );
  }
  for (const { reason } of ALLOWED) {
    console.log(`${found.filter((each) => allowed(each)?.reason === reason).length} differences: ${reason}`);
  }
  const others = found.filter((each) => !allowed(each));
  if (others.length > 0) throw new Error(`The templates differ:\n${others.join('\n')}`);
  console.log(`${lowest.size} templates of the examples compared in ${Math.round((Date.now() - begin) / 1000)} s: no other difference`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
