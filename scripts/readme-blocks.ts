import * as fs from 'fs';

/** The TypeScript blocks of a Markdown file. */
export function typescriptBlocks(file: string): string[] {
  return [...fs.readFileSync(file, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
}
