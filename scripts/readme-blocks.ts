import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Example, Sources } from './construct-pages/example';
import { FOLDER } from './construct-pages/homes';

const root = path.join(__dirname, '..');

/** The Markdown files of the repository. */
export function documents(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' });
  return listed
    .trim()
    .split('\n')
    .filter((name) => fs.existsSync(path.join(root, name)));
}

/** The TypeScript blocks of a Markdown file. */
export function typescriptBlocks(file: string): string[] {
  return [...fs.readFileSync(file, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
}

/**
 * Writes the blocks of all documents and the examples of all docstrings as files, which `check-types` compiles with everything else, and
 * returns their names. The pages of constructs have the examples of docstrings again.
 */
export function writeBlocks(folder: string): string[] {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const blocks = documents()
    .filter((name) => !name.startsWith(`${FOLDER}/`))
    .flatMap((document) =>
      typescriptBlocks(path.join(root, document)).map((code, index) => [`${document.replace(/\W/g, '_')}_${index}.ts`, code]),
    );
  const sources = new Sources(path.join(root, 'src'));
  const examples = sources.classes
    .flatMap(({ name, example, methods }) => [
      { file: name, example },
      ...methods.map((method) => ({ file: `${name}.${method.name}`, example: method.example })),
    ])
    .flatMap(({ file, example }) =>
      example === undefined ? [] : [[`${file}.ts`, new Example(example, sources.names).module('../../scripts/construct-pages/prelude')]],
    );
  return [...blocks, ...examples].map(([name, code]) => {
    fs.writeFileSync(path.join(folder, name), code);
    return name;
  });
}

if (require.main === module) writeBlocks(path.join(root, 'test/.blocks'));
