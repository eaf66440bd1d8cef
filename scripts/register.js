// Runs TypeScript of this repository, in which the package goes by its own name.
const Module = require('module');
const path = require('path');

require('ts-node').register({ transpileOnly: true, project: path.join(__dirname, '../test/tsconfig.json') });

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, request === 'cdk-eks-strata' ? path.join(__dirname, '../src/index.ts') : request, ...rest);
};
