import * as fs from 'fs';
import * as path from 'path';

/** A record in docs/decisions, as its head states it. */
export interface DecisionRecord {
  readonly file: string;
  readonly number: string;
  readonly title: string;
  readonly date: string;
  readonly status: string;
  /** one line per option, `(chosen)` behind the chosen one. */
  readonly options: readonly string[];
  readonly text: string;
}

const FOLDER = path.join(__dirname, '../docs/decisions');
const HEAD = /^# (.+)\n\n- Date: (.+)\n- Status: (.+)\n- Options:\n((?: {2}.*\n)+)\n/;

/** All records by number. A record without a complete head has empty fields. */
export function decisionRecords(): DecisionRecord[] {
  return fs
    .readdirSync(FOLDER)
    .filter((name) => /^\d{4}-.+\.md$/.test(name))
    .sort()
    .map((file) => {
      const text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
      const [, title = '', date = '', status = '', options = ''] = HEAD.exec(text) ?? [];
      return {
        file,
        number: file.slice(0, 4),
        title,
        date,
        status,
        options: options
          .split(/^ {2}- /m)
          .slice(1)
          .map((option) => option.trim()),
        text,
      };
    });
}

/** The table in docs/decisions/README.md. */
export const decisionTable = (): string =>
  [
    '| number | decision | date | status |',
    '|---|---|---|---|',
    ...decisionRecords().map(({ file, number, title, date, status }) => `| ${number} | [${title}](${file}) | ${date} | ${status} |`),
  ].join('\n');
