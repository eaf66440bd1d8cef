// Files that test/jest/global-setup.js has compiled before the tests, for them and for the processes that they start.
const fs = require('fs');
const path = require('path');

/** The variable that says where they are. */
const COMPILED = 'STRATA_COMPILED_TESTS';

/** The path of a compiled file; undefined if there is none, or if the file was changed since. */
function compiledPath(file) {
  const { rootDir, outdir } = JSON.parse(process.env[COMPILED] ?? '{}');
  if (outdir === undefined) return undefined;
  const output = path.join(outdir, path.relative(rootDir, file)).replace(/\.ts$/, '.js');
  const written = fs.statSync(output, { throwIfNoEntry: false });
  return written === undefined || written.mtimeMs < fs.statSync(file).mtimeMs ? undefined : output;
}

module.exports = { COMPILED, compiledPath };
