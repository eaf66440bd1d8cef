import * as fs from 'fs';
import * as path from 'path';
import { PropsTable } from './props-table/props-table';

// Writes the table of props from the interfaces of the sources: npm run props-table

const root = path.join(__dirname, '..');
fs.writeFileSync(path.join(root, 'src/props/props.data.ts'), new PropsTable(path.join(root, 'src')).source());
