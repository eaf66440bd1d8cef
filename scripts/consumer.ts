import * as fs from 'fs';
import * as path from 'path';
import { ConsumerApp, pack, peers, ROOT, versionOf } from './packed-package';
import { typescriptBlocks } from './readme-blocks';

/*
 * Uses the package as others do: packs it, installs it with its peers in an empty folder outside of this repository, checks the types of
 * the first two blocks of the README there, synthesizes them as CommonJS and as ES modules, and runs the CDK CLI on the first.
 */
const consumer = new ConsumerApp('consumer');
const { folder } = consumer;

function check(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`  ${what}`);
}

async function main(): Promise<void> {
  const names = [...Object.keys(peers()), 'aws-cdk', 'typescript', '@types/node'];
  await consumer.install(pack(folder), Object.fromEntries(names.map((name) => [name, versionOf(name)])));
  const brought = path.join(folder, 'node_modules/cdk-eks-strata/node_modules');
  check(
    'the package brings yaml and no second aws-cdk-lib',
    fs
      .readdirSync(brought)
      .filter((name) => !name.startsWith('.'))
      .join() === 'yaml',
  );
  check(
    'the package brings the function that applies objects',
    fs.existsSync(path.join(folder, 'node_modules/cdk-eks-strata/assets/handler/index.js')),
  );

  const blocks = typescriptBlocks(path.join(ROOT, 'README.md')).slice(0, 2);
  const config = (module: string) => [
    '--module',
    module,
    '--moduleResolution',
    'nodenext',
    '--target',
    'es2022',
    '--strict',
    '--skipLibCheck',
    '--types',
    'node',
  ];
  for (const [extension, module] of [
    ['cts', 'nodenext'],
    ['mts', 'nodenext'],
  ]) {
    const files = blocks.map((code, index) => {
      consumer.write(`block${index + 1}.${extension}`, code);
      return `block${index + 1}.${extension}`;
    });
    await consumer.run('npx', ['tsc', ...config(module), ...files]);
    for (const file of files) {
      const out = path.join(folder, `out-${file}`);
      await consumer.run('node', [file.replace(/ts$/, 'js')], { CDK_OUTDIR: out });
      check(
        `${file} synthesizes`,
        fs.readdirSync(out).some((name) => name.endsWith('.template.json')),
      );
    }
  }

  const app = ['--app', 'node block1.cjs'];
  await consumer.run('npx', ['cdk', 'synth', '--quiet', ...app, '--output', 'cdk.out']);
  check('cdk list names the stack', (await consumer.run('npx', ['cdk', 'list', ...app])).trim() === 'Quickstart');
  const before = path.join(folder, 'before.json');
  fs.copyFileSync(path.join(folder, 'cdk.out/Quickstart.template.json'), before);
  await consumer.run('npx', ['cdk', 'diff', '--fail', ...app, '--template', before, 'Quickstart']);
  console.log('  cdk diff finds no difference');
  consumer.remove();
  console.log('The package works for others.');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
