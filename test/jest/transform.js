// TypeScript to JavaScript by esbuild, in a tenth of the compiler's time. Types are checked by `check-types`.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { transformSync, version } = require('esbuild');

const OPTIONS = { loader: 'ts', format: 'cjs', target: 'es2022', sourcemap: true, sourcesContent: false };
const itself = fs.readFileSync(__filename, 'utf8');

module.exports = {
  process: (source, file) => transformSync(source, { ...OPTIONS, sourcefile: file }),
  getCacheKey: (source, file) =>
    createHash('sha256')
      .update(JSON.stringify([itself, version, file, source]))
      .digest('hex'),
};
