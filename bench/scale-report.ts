import { Runs } from './runs';
import { isLambdaBacked, Template } from '../src/report/template-graph.rules';

/** Source: CloudFormation quotas. */
const MOST_RESOURCES = 500;
const MOST_BYTES = 1_000_000;

const SIZES = [10, 100, 1000, 5000];
const IDENTITIES = 50;

/** What apps with many workloads and many identities take, beside the same by hand, as lines of Markdown. */
export function scaleReport(runs: Runs): string[] {
  const ours = runs.compiled('bench/scale.ts');
  const raw = runs.compiled('bench/scale-raw.ts');
  const cases = [
    ...SIZES.map((workloads) => ({ title: `${workloads} workloads`, workloads, identities: Math.min(workloads, IDENTITIES) })),
    { title: '200 identities alone', workloads: 0, identities: 200 },
  ];
  const rows = cases.flatMap(({ title, workloads, identities }) => {
    const env = { WORKLOADS: String(workloads), IDENTITIES: String(identities) };
    return [
      ['this library', ours],
      ['aws-eks-v2', raw],
    ].map(([who, file]) => [title, who, ...result(runs, `${who}-${workloads}-${identities}`.replace(/\W/g, ''), file, env)]);
  });
  const seconds = (title: string) => Number(rows.find((row) => row[0] === title && row[1] === 'this library')![2].split(' ')[0]);
  return [
    '| app | made with | synthesis | peak memory | templates | largest template | resources | custom resources | uploaded ' +
      'manifests | within the limits |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    `5,000 workloads take ${(seconds('5000 workloads') / seconds('1000 workloads')).toFixed(1)} times as long as 1,000.`,
  ];
}

function result(runs: Runs, name: string, file: string, env: Record<string, string>): string[] {
  try {
    const { measured, templates, files } = runs.synthesized(name, file, env);
    const all = Object.values(templates);
    const resources = all.map((template) => Object.values(template.Resources ?? {}));
    const largest = Math.max(...all.map(bytesOf));
    return [
      `${measured.wall.toFixed(1)} s`,
      `${Math.round(measured.memory)} MiB`,
      String(all.length),
      `${Math.round(largest / 1000)} kB`,
      String(Math.max(...resources.map((each) => each.length))),
      String(resources.flat().filter(({ Type }) => isLambdaBacked(Type)).length),
      String(files),
      withinLimits(Math.max(...resources.map((each) => each.length)), largest),
    ];
  } catch (error) {
    const printed = String((error as { stderr?: string }).stderr ?? error);
    const [, why] = /Error: (.{1,90})/.exec(printed) ?? [undefined, 'it fails'];
    return ['–', '–', '–', '–', '–', '–', '–', `no: ${why}`];
  }
}

function withinLimits(mostResources: number, mostBytes: number): string {
  if (mostResources > MOST_RESOURCES) return `no: more than ${MOST_RESOURCES} resources`;
  return mostBytes > MOST_BYTES ? 'no: more than 1 MB' : 'yes';
}

const bytesOf = (template: Template): number => Buffer.byteLength(JSON.stringify(template));
