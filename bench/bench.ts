import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ts from 'typescript';
import { dependsOnEdges, isLambdaBacked, longestChain, Template } from '../src/report/template-graph.rules';

/*
 * Measures the quickstart on managed nodes (managed.ts) against the same platform written by hand (floor.ts): each run in a process of its own, pairs interleaved,
 * medians. Both are compiled beforehand, against the compiled library, so that no compiler is measured.
 */
const root = path.join(__dirname, '..');
const RUNS = Number(process.argv[2] ?? 9);

interface Measured { readonly wall: number; readonly cpu: number; readonly memory: number }

// inside the repository, where the packages are found
const work = fs.mkdtempSync(path.join(root, 'bench', '.run-'));
try {
  if (!fs.existsSync(path.join(root, 'lib/index.js'))) execFileSync('npx', ['projen', 'compile'], { cwd: root, stdio: 'inherit' });
  const floor = compiled('bench/floor.ts');
  const managed = compiled('bench/managed.ts');
  const quickstart = compiled('examples/quickstart/app.ts');
  for (const [title, validation] of [['CDK validation off', 'false'], ['CDK validation on', 'true']]) {
    compare(`Synthesis, ${title}`, ['synth', floor], ['synth', managed], { CDK_VALIDATION: validation });
  }
  const touched = ['aws-cdk-lib/aws-eks-v2#Cluster', 'aws-cdk-lib/aws-ec2#Vpc', 'cdk8s'].join(',');
  compare('Loading: an app that touches eks.Cluster, ec2.Vpc and cdk8s, against the package', ['load', touched], ['load', `${touched},./lib/index.js`], {});
  compare('Loading: the same, against the package with Platform', ['load', touched], ['load', `${touched},./lib/index.js#Platform`], {});
  describeTemplates({ floor, managed, quickstart });
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

function compiled(file: string): string {
  const { outputText } = ts.transpileModule(fs.readFileSync(path.join(root, file), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const target = path.join(work, `${path.basename(path.dirname(file))}-${path.basename(file, '.ts')}.js`);
  fs.writeFileSync(target, outputText.replace('"cdk-eks-strata"', '"../../lib"').replace(/"\.\.\/(src\/[^"]+)"/g, (_, table: string) => JSON.stringify(compiled(`${table}.ts`))));
  return target;
}

function measure(args: string[], env: Record<string, string>): Measured {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const { context } = JSON.parse(fs.readFileSync(path.join(root, 'cdk.json'), 'utf8'));
  const printed = execFileSync('node', [path.join(__dirname, 'measure.js'), ...args], {
    cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context), ...env },
  });
  fs.rmSync(outdir, { recursive: true, force: true });
  return JSON.parse(/MEASURED (.*)/.exec(printed)![1]);
}

function compare(title: string, before: string[], after: string[], env: Record<string, string>): void {
  const pairs = Array.from({ length: RUNS }, () => [measure(before, env), measure(after, env)]);
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  console.log(`${title} (medians of ${RUNS} pairs)`);
  for (const [name, unit] of [['cpu', 's'], ['wall', 's'], ['memory', 'MiB']] as [keyof Measured, string][]) {
    const [a, b] = [0, 1].map((index) => median(pairs.map((pair) => pair[index][name])));
    const ratio = median(pairs.map(([first, second]) => second[name] / first[name]));
    console.log(`  ${name.padEnd(7)} ${a.toFixed(2)} ${unit} → ${b.toFixed(2)} ${unit}   × ${ratio.toFixed(2)}`);
  }
}

function describeTemplates(apps: Record<string, string>): void {
  for (const [name, file] of Object.entries(apps)) {
    const outdir = path.join(work, name);
    execFileSync('node', [path.join(__dirname, 'measure.js'), 'synth', file], { cwd: root, stdio: 'ignore', env: { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' } });
    const found = fs.readdirSync(outdir).find((each) => each.endsWith('.template.json'))!;
    const template = JSON.parse(fs.readFileSync(path.join(outdir, found), 'utf8')) as Template;
    const resources = Object.entries(template.Resources ?? {});
    const workload = resources.find(([, { Properties }]) => JSON.stringify(Properties ?? {}).includes('nginx-unprivileged'))![0];
    const chain = longestChain(template, workload);
    console.log(`${name}: ${resources.length} resources, ${Buffer.byteLength(JSON.stringify(template))} bytes minified, ${dependsOnEdges(template)} DependsOn edges, `
      + `${resources.filter(([, { Type }]) => isLambdaBacked(Type)).length} custom resources, chain to the workload ${chain.resources.length} resources of which ${chain.lambdaBacked} by Lambda`);
    console.log(`  ${chain.resources.join(' → ')}`);
  }
}
