import * as fs from 'fs';
import * as path from 'path';
import { decisionTable } from './decision-records';
import { readmeFindings } from './preflight-page';
import { addonTable, chartTable } from '../src/catalog/tables.rules';
import { featureTable } from '../src/nodes/tables/node-features.rules';

// Writes the tables of the READMEs, the findings in the README and the table of decisions into their documents: npm run tables

function write(file: string, name: string, content: string): void {
  const readme = path.join(__dirname, '..', file);
  const text = fs.readFileSync(readme, 'utf8');
  const [before, after] = [`<!-- ${name} -->\n`, `\n<!-- end of ${name} -->`];
  const start = text.indexOf(before) + before.length;
  fs.writeFileSync(readme, text.slice(0, start) + content + text.slice(text.indexOf(after)));
}

write('src/nodes/README.md', 'table', featureTable());
write('src/catalog/README.md', 'add-ons', addonTable());
write('src/catalog/README.md', 'charts', chartTable());
write('README.md', 'findings', readmeFindings());
write('docs/decisions/README.md', 'decisions', decisionTable());
