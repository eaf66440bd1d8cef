import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { criticalPaths } from './critical-paths';
import { Measured, Runs } from './runs';
import { scaleReport } from './scale-report';
import { dependsOnEdges, isLambdaBacked, longestChain } from '../src/report/template-graph.rules';

/*
 * Measures a platform as people build it (addons.ts) and the quickstart on managed nodes (managed.ts) against the same platforms written by
 * hand (addons-raw.ts, floor.ts), in pairs of runs; apps with
 * up to 5,000 workloads (scale.ts) against the same with aws-eks-v2 alone (scale-raw.ts); and the critical path of every example. Writes
 * docs/benchmarks.md.
 */
const PAIRS = Number(process.argv[2] ?? 9);

const TOTALS: readonly (readonly [name: keyof Measured, unit: string])[] = [
  ['cpu', 's'],
  ['wall', 's'],
  ['memory', 'MiB'],
];
const PHASES: typeof TOTALS = [...TOTALS, ['constructs', 's'], ['synthesis', 's']];

const runs = new Runs();
try {
  const floor = runs.compiled('bench/floor.ts');
  const byHand = runs.compiled('bench/addons-raw.ts');
  const addons = runs.compiled('bench/addons.ts');
  const managed = runs.compiled('bench/managed.ts');
  const quickstart = runs.compiled('examples/quickstart/app.ts');
  const touched = ['aws-cdk-lib/aws-eks-v2#Cluster', 'aws-cdk-lib/aws-ec2#Vpc', 'cdk8s'].join(',');
  const people = [
    ...compare('CDK validation off', ['synth', byHand], ['synth', addons], { CDK_VALIDATION: 'false' }, PHASES),
    ...compare('the same without preflight', ['synth', byHand], ['synth', addons], { CDK_VALIDATION: 'false', PREFLIGHT: 'off' }, PHASES),
    ...compare('CDK validation on', ['synth', byHand], ['synth', addons], { CDK_VALIDATION: 'true' }),
  ];
  const compared = [
    ...compare('synthesis, CDK validation off', ['synth', floor], ['synth', managed], { CDK_VALIDATION: 'false' }),
    ...compare('synthesis, CDK validation on', ['synth', floor], ['synth', managed], { CDK_VALIDATION: 'true' }),
    ...compare(
      'loading the package, where eks.Cluster, ec2.Vpc and cdk8s are loaded anyway',
      ['load', touched],
      ['load', `${touched},./lib/index.js`],
      {},
    ),
    ...compare('the same with `Platform`', ['load', touched], ['load', `${touched},./lib/index.js#Platform`], {}),
  ];
  const page = [
    '# Benchmarks',
    '',
    `Created by \`npm run bench\`: Node ${process.versions.node}, ${os.cpus().length} cores, ${PAIRS} pairs of runs, each run a ` +
      'process of its own. Nothing was deployed: what is',
    "measured is the synthesis on a developer's machine, and the work that a deploy would have to do.",
    '',
    '## A platform as people build it',
    '',
    'VPC of three zones, cluster, node group, add-ons with identities, load balancer controller, autoscaler, DNS, file system and a ' +
      'workload: [addons-raw.ts](../bench/addons-raw.ts)',
    'with the constructs of `aws-eks-v2`, and [addons.ts](../bench/addons.ts) with ours, checks included. Medians.',
    '',
    '| | | by hand | this library | ratio |',
    '|---|---|---|---|---|',
    ...people,
    '',
    '| | resources | bytes, minified | DependsOn edges | custom resources | chain to the workload |',
    '|---|---|---|---|---|---|',
    templateRow('by hand', byHand),
    templateRow('this library', addons),
    '',
    '## Against the same resources by hand',
    '',
    'The floor ([floor.ts](../bench/floor.ts)) is a platform of plain constructs of CDK; ours ' +
      '([managed.ts](../bench/managed.ts)) has one prop. Medians.',
    '',
    '| | | by hand | this library | ratio |',
    '|---|---|---|---|---|',
    ...compared,
    '',
    '| | resources | bytes, minified | DependsOn edges | custom resources | chain to the workload |',
    '|---|---|---|---|---|---|',
    ...Object.entries({ 'by hand': floor, 'this library, managed nodes': managed, 'this library, Karpenter (quickstart)': quickstart }).map(
      ([name, file]) => templateRow(name, file),
    ),
    '',
    '## Many workloads',
    '',
    'Each a Deployment, a Service, an autoscaler, a disruption budget and a service account, on 50 roles (IRSA) together; by ' +
      'hand with `addCdk8sChart` and one',
    "`addServiceAccount` for each role. CDK's validation is off.",
    '',
    ...scaleReport(runs),
    '',
    '## Critical paths',
    '',
    'The longest way from nothing to the last object that is applied, where most of it is made by Lambda functions.',
    '',
    ...criticalPaths(runs),
    '',
  ];
  fs.writeFileSync(path.join(__dirname, '../docs/benchmarks.md'), page.join('\n'));
  console.log(page.join('\n'));
} finally {
  runs.remove();
}

function compare(title: string, before: string[], after: string[], env: Record<string, string>, what = TOTALS): string[] {
  const pairs = Array.from({ length: PAIRS }, () => [runs.measure(before, env), runs.measure(after, env)]);
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return what.map(([name, unit], index) => {
    const [a, b] = [0, 1].map((each) => median(pairs.map((pair) => pair[each][name])));
    const ratio = median(pairs.map(([first, second]) => second[name] / first[name]));
    const digits = unit === 's' ? 2 : 0;
    return `| ${index === 0 ? title : ''} | ${name} | ${a.toFixed(digits)} ${unit} | ${b.toFixed(digits)} ${unit} | ${ratio.toFixed(2)} |`;
  });
}

function templateRow(name: string, file: string): string {
  const { templates } = runs.synthesized(`template-${path.basename(file, '.js')}`, file);
  const [template] = Object.values(templates);
  const resources = Object.entries(template.Resources ?? {});
  const workload = resources.find(([, { Properties }]) => JSON.stringify(Properties ?? {}).includes('nginx-unprivileged'))![0];
  const chain = longestChain(template, workload);
  return (
    `| ${name} | ${resources.length} | ${Buffer.byteLength(JSON.stringify(template))} | ${dependsOnEdges(template)} | ` +
    `${resources.filter(([, { Type }]) => isLambdaBacked(Type)).length} | ${chain.resources.length}, ${chain.lambdaBacked} by ` +
    'Lambda |'
  );
}
