import * as fs from 'fs';
import * as path from 'path';
import { Covered, ProblemFunction } from './problem-functions.data';

/** Functions of rules check what constructs do not have. */
const WITHOUT = 'preflight';

/** The functions of a text that return problems. */
export const problemFunctionsIn = (source: string): string[] =>
  [...source.matchAll(/^(?:export )?(?:function|const) (\w+Problems?)\b/gm)].map(([, name]) => name);

/** The functions of src that return problems, by file and name. */
export function problemFunctionsOf(folder: string): string[] {
  const files = (each: string): string[] =>
    fs.readdirSync(path.join(folder, each), { withFileTypes: true }).flatMap((entry) => {
      const file = path.join(each, entry.name);
      if (entry.isDirectory()) return file === WITHOUT ? [] : files(file);
      return file.endsWith('.ts') ? [file] : [];
    });
  return files('')
    .flatMap((file) => problemFunctionsIn(fs.readFileSync(path.join(folder, file), 'utf8')).map((name) => `${file} ${name}`))
    .sort();
}

/** Differences between the functions and the table, in words. */
export function differences(functions: readonly string[], table: Readonly<Record<string, ProblemFunction>>): string[] {
  return [
    ...functions.filter((name) => !(name in table)).map((name) => `${name} has no entry`),
    ...Object.keys(table)
      .filter((name) => !functions.includes(name))
      .map((name) => `${name} does not exist`),
    ...Object.entries(table).flatMap(([name, entry]) =>
      'partOf' in entry && (!(entry.partOf in table) || 'partOf' in table[entry.partOf]) ? [`${name} is a part of no entry`] : [],
    ),
    ...Object.entries(table).flatMap(([name, entry]) =>
      'holders' in entry && Object.keys(entry.holders).length === 0 ? [`${name} has no holders and no reason`] : [],
    ),
  ];
}

/** The places of the table that have a rule. */
export const coveredPlaces = (
  table: Readonly<Record<string, ProblemFunction>>,
): readonly (readonly [name: string, holder: string, covered: Covered])[] =>
  Object.entries(table).flatMap(([name, entry]) =>
    'holders' in entry
      ? Object.entries(entry.holders).flatMap(([holder, covered]) =>
          typeof covered === 'string' ? [] : [[name, holder, covered] as const],
        )
      : [],
  );
