import * as fs from 'fs';
import * as path from 'path';
import { preflightDocs } from './preflight-page';

// Writes docs/preflight.md from the rules and their cases: npm run preflight-docs

fs.writeFileSync(path.join(__dirname, '../docs/preflight.md'), preflightDocs());
