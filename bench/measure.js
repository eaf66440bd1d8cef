// Synthesizes one app in a process of its own and prints what that took.
const path = require('path');

const [, , what, file] = process.argv;
// the mark of an app whose preflight is registered already
if (process.env.PREFLIGHT === 'off') {
  Object.defineProperty(require('aws-cdk-lib').App.prototype, Symbol.for('cdk-eks-strata.preflight'), { value: true });
}
const started = process.hrtime.bigint();
const cpuBefore = process.cpuUsage();
const cpuUntilNow = () => {
  const { user, system } = process.cpuUsage(cpuBefore);
  return (user + system) / 1e6;
};
let constructs;
if (what === 'synth') {
  const { app } = require(path.resolve(file));
  constructs = cpuUntilNow();
  app.synth();
} else {
  file.split(',').forEach(touch);
}
const cpu = cpuUntilNow();
const wall = Number(process.hrtime.bigint() - started) / 1e9;
const memory = process.resourceUsage().maxRSS / 1024;
console.log(`MEASURED ${JSON.stringify({ wall, cpu, memory, constructs, synthesis: cpu - constructs })}`);

// a module, or a name in it: module#name
function touch(name) {
  const [module, member] = name.split('#');
  const loaded = require(module.startsWith('.') ? path.resolve(module) : module);
  return member ? loaded[member] : loaded;
}
