// How jest runs a test file here: in the realm of node, with CDK and the library loaded once a worker.
//
// By itself, jest gives each test file a context of node:vm and a copy of every module. Two thirds of the time of this suite went there:
// seventy files loaded CDK and compiled the library, and code in a context of node:vm runs at half the speed, because each use of a global
// (Object, Map, JSON) calls back into jest. Copies are a trap, too: the rules of cdk-nag saw no resource of another copy of CDK. Here
// - the modules of test and examples still run anew for each file, but are compiled once a worker,
// - they run among the globals of node, which `environment.js` restores after each file,
// - the packages of LOADED_ONCE, which no test changes, come from node's own `require`, and
// - so do the modules of src, except after jest.mock and in jest.isolateModules, where they are copies of the file as everywhere.
const asyncHooks = require('node:async_hooks');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { Script, compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const LOADED_ONCE = /^(aws-cdk-lib|constructs|cdk8s|cdk8s-plus-\d+|cdk-nag|@aws-cdk\/lambda-layer-kubectl-v\d+|typescript|yaml)(\/|$)/;
const SOURCES = path.join(__dirname, '../../src') + path.sep;

/**
 * The test that runs, for jest-circus. An AsyncLocalStorage of node 20 is told of every promise of the process, a thirtieth of the time of
 * this suite; without concurrent tests, the test that runs is the last one that began and has not ended.
 */
class RunningTest {
  getStore() {
    return this.store;
  }

  run(store, callback) {
    const before = this.store;
    const ended = () => {
      this.store = before;
    };
    this.store = store;
    const result = callback();
    if (typeof result?.finally === 'function') return result.finally(ended);
    ended();
    return result;
  }
}

// tree.json, which no test reads, is a twentieth of a synthesis, and CDK has no flag for it
const cdk = path.dirname(require.resolve('aws-cdk-lib/package.json'));
const { TreeMetadata } = require(path.join(cdk, 'core/lib/private/tree-metadata'));
if (typeof TreeMetadata?.prototype._synthesizeTree !== 'function') {
  throw new Error('CDK writes tree.json elsewhere: adapt test/jest/runtime.js');
}
TreeMetadata.prototype._synthesizeTree = () => {};

// CDK removes every temporary assembly at the end of the process, for which jest does not wait: global-teardown.js removes them
const { CloudAssembly } = require('aws-cdk-lib/cx-api');
if (typeof CloudAssembly?.cleanupTemporaryDirectories !== 'function') {
  throw new Error('CDK removes assemblies elsewhere: adapt test/jest/runtime.js');
}
CloudAssembly.cleanupTemporaryDirectories = () => {};

/** The compiled modules of this worker, by file. */
const scripts = new Map();

function compileOnce(source, parameters, { filename }) {
  const code = `(function (${parameters.join(', ')}) {\n${source}\n})`;
  if (scripts.get(filename)?.code !== code) {
    scripts.set(filename, { code, script: new Script(code, { filename, lineOffset: -1 }) });
  }
  return scripts.get(filename).script.runInThisContext();
}

/** The modules of src that node has loaded: their source maps, and when they were changed last. */
const shared = { maps: new Map(), changed: new Map(), runtime: undefined };

Module._extensions['.ts'] = (module, filename) => {
  const { transformCache } = shared.runtime;
  shared.changed.set(filename, fs.statSync(filename).mtimeMs);
  const code = transformCache.transform(filename, {});
  shared.maps.set(filename, transformCache.getSourceMaps().get(filename));
  module._compile(code, filename);
};

/** Unloads the modules of src if one of them was changed: by hand, while jest watches. */
function unloadChanged() {
  if ([...shared.changed].every(([file, time]) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs === time)) return;
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(SOURCES)) delete require.cache[file];
  }
  shared.changed.clear();
}

module.exports = class extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    if (typeof executor?.compile !== 'function') {
      throw new Error('jest-runtime compiles modules elsewhere: adapt test/jest/runtime.js');
    }
    // coverage is counted by the position in a file, without the head of a function around it
    const [, , , , , coverage] = args;
    this.countsCoverage = Boolean(coverage?.collectCoverage);
    const compile = this.countsCoverage ? compileFunction : compileOnce;
    executor.compile = (source, filename) => compile(source, executor.injectedModuleParameters, { filename });
    const { coreModule } = this;
    if (typeof coreModule?.require !== 'function') {
      throw new Error('jest-runtime loads modules of node elsewhere: adapt test/jest/runtime.js');
    }
    const requireCore = coreModule.require.bind(coreModule);
    coreModule.require = (name) =>
      /^(node:)?async_hooks$/.test(name) ? { ...asyncHooks, AsyncLocalStorage: RunningTest } : requireCore(name);
    shared.runtime = this;
    unloadChanged();
    for (const [file, map] of shared.maps) this.transformCache.getSourceMaps().set(file, map);
  }

  requireModule(from, moduleName, options, isRequireActual) {
    if (moduleName && LOADED_ONCE.test(moduleName)) return Module.createRequire(from)(moduleName);
    const { resolution } = this.executor;
    if (moduleName && this.sharesSources() && !resolution.isCoreModule(moduleName)) {
      const file = resolution.resolveCjs(from, moduleName);
      if (file.startsWith(SOURCES)) return require(file);
    }
    return super.requireModule(from, moduleName, options, isRequireActual);
  }

  sharesSources() {
    return !this.countsCoverage && !this.registries.isIsolated() && this.mockState.explicitCjsMock.size === 0;
  }
};
