// The globals of node itself, as they were before the test file: see runtime.js.
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** The register of CDK's tokens, to which constants of its modules refer, and what else those modules keep. */
const isOfCdk = (key) => /^(__cdk|@aws-cdk\/)/.test(typeof key === 'symbol' ? key.description : key);

const stateOf = () => ({
  globals: Object.getOwnPropertyDescriptors(globalThis),
  exit: process.exit,
  env: process.env,
  variables: { ...process.env },
  folder: process.cwd(),
});

module.exports = class {
  constructor({ projectConfig: config }) {
    this.before = stateOf();
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    const timerConfig = { idToRef: (id) => id, refToId: (timer) => timer };
    this.fakeTimers = new LegacyFakeTimers({ config, global: globalThis, moduleMocker: this.moduleMocker, timerConfig });
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    const { globals, exit, env, variables, folder } = this.before;
    for (const key of Reflect.ownKeys(globalThis)) {
      if (!(key in globals) && !isOfCdk(key)) Reflect.deleteProperty(globalThis, key);
    }
    for (const key of Reflect.ownKeys(globals)) {
      const now = Object.getOwnPropertyDescriptor(globalThis, key);
      if (now?.value !== globals[key].value) Object.defineProperty(globalThis, key, globals[key]);
    }
    Object.assign(process, { exit, env });
    Object.keys(env)
      .filter((name) => !(name in variables))
      .forEach((name) => delete env[name]);
    Object.assign(env, variables);
    process.chdir(folder);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Not used by the runtime, and there as long as the environment is. */
  getVmContext() {
    return {};
  }
};
