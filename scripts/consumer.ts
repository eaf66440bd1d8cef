import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { typescriptBlocks } from './readme-blocks';

/*
 * Uses the package as others do: packs it, installs it with its peers in an empty folder outside of this repository, checks the types of the
 * first two blocks of the README there, synthesizes them as CommonJS and as ES modules, and runs the CDK CLI on the first.
 */
const root = path.join(__dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consumer-'));
const versionOf = (name: string): string => (JSON.parse(fs.readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

function run(command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): string {
  console.log(`$ ${command} ${args.join(' ')}`);
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], ...options, env: { ...process.env, ...options.env } });
}

function check(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`  ${what}`);
}

run('npx', ['projen', 'compile'], { cwd: root });
const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root })) as { filename: string }[];

const dependencies = ['aws-cdk-lib', 'constructs', 'cdk8s', 'cdk8s-plus-27', 'aws-cdk', 'typescript', '@types/node'];
fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${filename}`, ...dependencies.map((name) => `${name}@${versionOf(name)}`)]);
const brought = path.join(folder, 'node_modules/cdk-eks-strata/node_modules');
check('the package brings yaml and no second aws-cdk-lib', fs.readdirSync(brought).filter((name) => !name.startsWith('.')).join() === 'yaml');
check('the package brings the function that applies objects', fs.existsSync(path.join(folder, 'node_modules/cdk-eks-strata/assets/handler/index.js')));

const blocks = typescriptBlocks(path.join(root, 'README.md')).slice(0, 2);
const config = (module: string) => ['--module', module, '--moduleResolution', 'nodenext', '--target', 'es2022', '--strict', '--skipLibCheck', '--types', 'node'];
for (const [extension, module] of [['cts', 'nodenext'], ['mts', 'nodenext']]) {
  const files = blocks.map((code, index) => {
    fs.writeFileSync(path.join(folder, `block${index + 1}.${extension}`), code);
    return `block${index + 1}.${extension}`;
  });
  run('npx', ['tsc', ...config(module), ...files]);
  for (const file of files) {
    const out = path.join(folder, `out-${file}`);
    run('node', [file.replace(/ts$/, 'js')], { env: { CDK_OUTDIR: out } });
    check(`${file} synthesizes`, fs.readdirSync(out).some((name) => name.endsWith('.template.json')));
  }
}

const app = ['--app', 'node block1.cjs'];
run('npx', ['cdk', 'synth', '--quiet', ...app, '--output', 'cdk.out']);
check('cdk list names the stack', run('npx', ['cdk', 'list', ...app]).trim() === 'Quickstart');
const before = path.join(folder, 'before.json');
fs.copyFileSync(path.join(folder, 'cdk.out/Quickstart.template.json'), before);
run('npx', ['cdk', 'diff', '--fail', ...app, '--template', before, 'Quickstart']);
console.log('  cdk diff finds no difference');
fs.rmSync(folder, { recursive: true, force: true });
console.log('The package works for others.');
