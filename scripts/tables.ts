import * as fs from 'fs';
import * as path from 'path';
import { featureTable } from '../src/nodes/tables/node-features.rules';

// Writes the table of node types into the README of the nodes: npm run tables

const readme = path.join(__dirname, '../src/nodes/README.md');
const text = fs.readFileSync(readme, 'utf8');
fs.writeFileSync(readme, text.replace(/(<!-- table -->\n)[\s\S]*?(\n<!-- end of table -->)/, `$1${featureTable()}$2`));
