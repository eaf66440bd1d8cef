import * as fs from 'fs';
import * as path from 'path';

/** One row of a table in `tables/`: a cell by the name of its column. An empty cell is an empty string. */
export type TableRow = Readonly<Record<string, string>>;

/** The folder of the tables. */
export const TABLES = path.join(__dirname, 'tables');

/** The rows of a table, `chart-objects` for `tables/chart-objects.csv`. The first line of the file is a comment, the second the header. */
export function readTable(name: string, text = fs.readFileSync(path.join(TABLES, `${name}.csv`), 'utf8')): TableRow[] {
  const [, header, ...rows] = parseCsv(text);
  return rows.map((cells, i) => {
    if (cells.length !== header.length) {
      throw new Error(`[${name}.csv] row ${i + 1} has ${cells.length} cells: the header has ${header.length}.`);
    }
    return Object.fromEntries(header.map((column, at) => [column, cells[at]]));
  });
}

/** Lines of cells. A line that begins with `#` is one cell; a cell in quotes may hold commas, and quotes written twice. */
export function parseCsv(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      if (line.startsWith('#')) return [line];
      return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replace(/""/g, '"') ?? plain);
    });
}

/** One line of cells; the inverse of `parseCsv`. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join(',');
}
