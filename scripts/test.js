// What `npm test` does: types and lint, and layout, beside the tests, which get the arguments. All are told, whichever fails.
const { spawn } = require('child_process');
const os = require('os');

const CHECKS = [
  ['check-types', 'projen', ['check-types']],
  ['check-format', 'projen', ['check-format']],
  ['jest', 'jest', ['--passWithNoTests', '--ci', ...process.argv.slice(2)]],
];

// the programs of node make much that is soon garbage: a young generation of this size saves a tenth of their time
const ENVIRONMENT = { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=64`.trim() };

/** Runs a program. The output of jest is shown as it comes, that of the others if they fail. */
function run([name, command, args]) {
  return new Promise((resolve) => {
    const started = Date.now();
    const isShown = name === 'jest';
    const child = spawn('npx', ['--no-install', command, ...args], {
      stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: ENVIRONMENT,
    });
    // tests have deadlines
    if (!isShown) os.setPriority(child.pid, 10);
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => output.push(data));
    const seconds = () => Math.round((Date.now() - started) / 1000);
    child.on('close', (code) => resolve({ name, code, seconds: seconds(), output: Buffer.concat(output).toString() }));
  });
}

void Promise.all(CHECKS.map(run)).then((results) => {
  for (const { name, code, seconds, output } of results) {
    if (code !== 0) console.log(output);
    console.log(`${code === 0 ? 'passed' : 'FAILED'} ${name}, ${seconds} s`);
  }
  process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
});
