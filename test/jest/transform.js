// TypeScript to JavaScript by esbuild, in a tenth of the compiler's time. Types are checked by `check-types`.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { transformSync, version } = require('esbuild');

const OPTIONS = { format: 'cjs', target: 'es2022', sourcemap: 'external', sourcesContent: false, logLevel: 'error' };
/** The variable that says where global-setup.js has put the files that it compiled. */
const COMPILED = 'STRATA_COMPILED_TESTS';
const itself = fs.readFileSync(__filename, 'utf8');

/** A file as global-setup.js has compiled it; undefined if it was changed since. */
function compiled(file) {
  const { rootDir, outdir } = JSON.parse(process.env[COMPILED] ?? '{}');
  if (outdir === undefined) return undefined;
  const output = path.join(outdir, path.relative(rootDir, file)).replace(/\.ts$/, '.js');
  const written = fs.statSync(output, { throwIfNoEntry: false });
  if (written === undefined || written.mtimeMs < fs.statSync(file).mtimeMs) return undefined;
  const map = { ...JSON.parse(fs.readFileSync(`${output}.map`, 'utf8')), sources: [file] };
  return { code: fs.readFileSync(output, 'utf8'), map: JSON.stringify(map) };
}

module.exports = {
  COMPILED,
  OPTIONS,
  process: (source, file) => compiled(file) ?? transformSync(source, { ...OPTIONS, loader: 'ts', sourcefile: file }),
  getCacheKey: (source, file) =>
    createHash('sha256')
      .update(JSON.stringify([itself, version, file, source]))
      .digest('hex'),
};
