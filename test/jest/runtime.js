// How jest runs a test file here: in the realm of node, with CDK loaded once a worker.
//
// By itself, jest gives each test file a context of node:vm and a copy of every module. Two thirds of the time of this suite went there:
// seventy files loaded CDK and compiled the library, and code in a context of node:vm runs at half the speed, because each use of a global
// (Object, Map, JSON) calls back into jest. Copies are a trap, too: the rules of cdk-nag saw no resource of another copy of CDK. Here
// - the modules of the repository still run anew for each file, with mocks and jest.isolateModules as everywhere, but are compiled once
//   a worker,
// - they run among the globals of node, which `environment.js` restores after each file, and
// - the packages of LOADED_ONCE, which no test changes, come from node's own `require`.
const { createRequire } = require('node:module');
const { Script, compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const LOADED_ONCE = /^(aws-cdk-lib|constructs|cdk8s|cdk8s-plus-\d+|cdk-nag|@aws-cdk\/lambda-layer-kubectl-v\d+|typescript)(\/|$)/;

/** The compiled modules of this worker, by file. */
const scripts = new Map();

function compileOnce(source, parameters, { filename }) {
  const code = `(function (${parameters.join(', ')}) {\n${source}\n})`;
  if (scripts.get(filename)?.code !== code) {
    scripts.set(filename, { code, script: new Script(code, { filename, lineOffset: -1 }) });
  }
  return scripts.get(filename).script.runInThisContext();
}

module.exports = class extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    if (typeof executor?.compile !== 'function') throw new Error('jest-runtime compiles modules elsewhere: adapt test/jest/runtime.js');
    // coverage is counted by the position in a file, without the head of a function around it
    const [, , , , , coverage] = args;
    const compile = coverage?.collectCoverage ? compileFunction : compileOnce;
    executor.compile = (source, filename) => compile(source, executor.injectedModuleParameters, { filename });
  }

  requireModule(from, moduleName, options, isRequireActual) {
    if (moduleName && LOADED_ONCE.test(moduleName)) return createRequire(from)(moduleName);
    return super.requireModule(from, moduleName, options, isRequireActual);
  }
};
