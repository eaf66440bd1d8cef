import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const root = path.join(__dirname, '..');
type Graph = ReadonlyMap<string, readonly string[]>;

/** What files import at run time, by file. */
function graphOf(files: readonly string[], read: (file: string) => string): Graph {
  const known = new Set(files);
  const statement = /^(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  const fileOf = (from: string, name: string): string | undefined => {
    const target = name === 'cdk-eks-strata' ? 'src' : path.join(path.dirname(from), name);
    return [`${target}.ts`, path.join(target, 'index.ts'), target].find((file) => known.has(file));
  };
  const importsOf = (file: string) =>
    [...read(file).matchAll(statement)].map(([, name]) => name).filter((name) => /^\.|^cdk-eks-strata$/.test(name));
  return new Map(files.map((file) => [file, importsOf(file).flatMap((name) => fileOf(file, name) ?? [])]));
}

/** The first cycle that a walk from each file meets, as its files in order. */
function cycleOf(graph: Graph): string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = walk(next, [...way, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

const listFiles = ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'];
const listed = execFileSync('git', listFiles, { cwd: root, encoding: 'utf8' });
const files = listed
  .trim()
  .split('\n')
  .filter((file) => fs.existsSync(path.join(root, file)));
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');

test('files do not import each other in a circle', () => {
  const graph = graphOf(files, read);
  expect([...graph.values()].flat().length).toBeGreaterThan(2000);
  expect(cycleOf(graph)).toBeUndefined();
});

test.each([
  ['a named import', "import { b } from './b';"],
  ['several lines', "import {\n  b,\n} from './b';"],
  ['everything', "import * as b from './b';"],
  ['a side effect', "import './b';"],
  ['an export', "export * from './b';"],
  ['a value beside a type', "import { type C, b } from './b';"],
])('a circle by %s is seen', (_, code) => {
  const [b, c] = ["import { c } from '../c';\n", "import { a } from '../x/a';\n"];
  const sources: Record<string, string> = { 'x/a.ts': code, 'x/b.ts': b, 'c/index.ts': c };
  expect(cycleOf(graphOf(Object.keys(sources), (file) => sources[file]))).toEqual(['x/a.ts', 'x/b.ts', 'c/index.ts', 'x/a.ts']);
});

test('an import of types only, and a name with the same prefix, are not a cycle', () => {
  const a = "import type { B } from './b';\nimport { c } from './c';\n";
  const sources: Record<string, string> = { 'a.ts': a, 'b.ts': "import { a } from './a';\n", 'c.ts': '' };
  expect(cycleOf(graphOf(Object.keys(sources), (file) => sources[file]))).toBeUndefined();
});

test('an import that the check cannot read is refused', () => {
  const unread = /^\s+(?:import|export)\s.*\sfrom\s+'|^(?:import|export)\b.*\sfrom\s+["`]/;
  const lines = files.flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => unread.test(line))
      .map((line) => `${file}: ${line}`),
  );
  expect(lines).toEqual([]);
});
