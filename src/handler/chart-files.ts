import * as fs from 'fs';
import * as path from 'path';
import { ChartFiles, filesInTgz } from './chart-archive.rules';

/** Writes files below a folder. */
export function writeFiles(folder: string, files: ChartFiles): void {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
}

/** The files of a chart: those of a folder, or of a .tgz file, without its first folder. */
export function readChart(chart: string): ChartFiles {
  if (!fs.statSync(chart).isDirectory()) {
    return new Map([...filesInTgz(fs.readFileSync(chart))].map(([name, content]) => [name.replace(/^(\.\/)?[^/]+\//, ''), content]));
  }
  const files = fs.readdirSync(chart, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(chart, file).split(path.sep).join('/'), fs.readFileSync(file)];
    }),
  );
}
