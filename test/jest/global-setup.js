// Before the first test file: one folder for all that tests write, which global-teardown.js removes, and the sources compiled in one go.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { buildSync } = require('esbuild');
const { OPTIONS } = require('./transform');
const { COMPILED } = require('../../scripts/compiled');

module.exports = ({ nonFlagArgs, rootDir }) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-tests-'));
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder });
  // one by one, the files cost ten times as much: of use where all are needed, and harmless where jest knows them already
  if (nonFlagArgs.length > 0) return;
  const entryPoints = ['src', 'test', 'scripts', 'examples'].flatMap((each) =>
    fs.readdirSync(path.join(rootDir, each), { recursive: true }).map((file) => path.join(rootDir, each, file)),
  );
  const outdir = path.join(folder, 'compiled');
  buildSync({
    ...OPTIONS,
    entryPoints: entryPoints.filter((file) => /(?<!\.d)\.ts$/.test(file) && !/\/(node_modules|\.blocks)\//.test(file)),
    outbase: rootDir,
    outdir,
  });
  process.env[COMPILED] = JSON.stringify({ rootDir, outdir });
};
