// Synthesizes one app in a process of its own and prints what that took.
const path = require('path');

const [, , what, file] = process.argv;
const started = process.hrtime.bigint();
const cpuBefore = process.cpuUsage();
if (what === 'synth') require(path.resolve(file)).app.synth();
else for (const name of file.split(',')) touch(name);
const cpu = process.cpuUsage(cpuBefore);
const wall = Number(process.hrtime.bigint() - started) / 1e9;
console.log(`MEASURED ${JSON.stringify({ wall, cpu: (cpu.user + cpu.system) / 1e6, memory: process.resourceUsage().maxRSS / 1024 })}`);

// a module, or a name in it: module#name
function touch(name) {
  const [module, member] = name.split('#');
  const loaded = require(module.startsWith('.') ? path.resolve(module) : module);
  return member ? loaded[member] : loaded;
}
