// Runs TypeScript of this repository, in which the package goes by its own name. Types are checked by `check-types`.
const fs = require('fs');
const Module = require('module');
const path = require('path');
const { transformSync } = require('esbuild');
const { compiledPath } = require('./compiled');

const OPTIONS = { loader: 'ts', format: 'cjs', target: 'es2022', sourcemap: 'inline', sourcesContent: false };

process.setSourceMapsEnabled(true);
Module._extensions['.ts'] = (module, filename) => {
  const compiled = compiledPath(filename);
  const code = fs.readFileSync(compiled ?? filename, 'utf8');
  module._compile(compiled ? code : transformSync(code, { ...OPTIONS, sourcefile: filename }).code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, request === 'cdk-eks-strata' ? path.join(__dirname, '../src/index.ts') : request, ...rest);
};
