import * as fs from 'fs';
import * as path from 'path';
import { Runs } from './runs';
import { Chain, isLambdaBacked, longestChain, Template } from '../src/report/template-graph.rules';

const examples = path.join(__dirname, '../examples');

/** The longest way from nothing to the last object that is applied, for each example and for the floor, as lines of Markdown. */
export function criticalPaths(runs: Runs): string[] {
  const names = fs
    .readdirSync(examples)
    .filter((name) => fs.existsSync(path.join(examples, name, 'app.ts')))
    .sort();
  const apps = [
    ['(the floor, by hand)', 'bench/floor.ts'],
    ...names.map((name) => [`[${name}](../examples/${name})`, `examples/${name}/app.ts`]),
  ];
  const rows = apps.map(([title, file], index) => {
    const { templates } = runs.synthesized(`path-${index}`, runs.compiled(file));
    const chain = Object.values(templates)
      .map(chainOf)
      .sort((a, b) => b.lambdaBacked - a.lambdaBacked || b.resources.length - a.resources.length)[0];
    return `| ${title} | ${chain.resources.length} | ${chain.lambdaBacked} | ${chain.words} |`;
  });
  return ['| app | resources one after the other | by Lambda | the chain |', '|---|---|---|---|', ...rows];
}

function chainOf(template: Template): Chain & { readonly words: string } {
  const ids = Object.entries(template.Resources ?? {})
    .filter(([, { Type }]) => isLambdaBacked(Type))
    .map(([id]) => id);
  const applied = ids.map((id) => longestChain(template, id));
  const byLength = (a: Chain, b: Chain) => b.lambdaBacked - a.lambdaBacked || b.resources.length - a.resources.length;
  const [longest = { resources: [], lambdaBacked: 0 }] = applied.sort(byLength);
  const words = longest.resources.map((id) => template.Resources![id].Type.replace(/^(AWS|Custom)::(AWSCDK-)?/, '')).join(' → ');
  return { ...longest, words };
}
