// Writes assets/handler/index.js, the function that the library deploys, from src/handler. With --check it only compares.
const fs = require('fs');
const path = require('path');
const esbuild = require('esbuild');

const root = path.join(__dirname, '..');
const { metafile, outputFiles: [{ text }] } = esbuild.buildSync({
  absWorkingDir: root,
  entryPoints: ['src/handler/index.ts'],
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node24',
  // the runtime of Lambda has these
  external: ['@aws-sdk/*', '@smithy/*'],
  minifySyntax: true,
  legalComments: 'inline',
  metafile: true,
});
// the licences of the packages whose code is in the bundle lie beside it
const packages = [...new Set(Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []))].sort();
const licences = packages
  .map((name) => {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = fs.readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each));
    if (!file) throw new Error(`${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${fs.readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
  })
  .join(`\n${'-'.repeat(80)}\n\n`);

const files = { 'index.js': text, 'LICENSES.txt': licences };
for (const [name, content] of Object.entries(files)) {
  const target = path.join(root, 'assets/handler', name);
  if (!process.argv.includes('--check')) {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, content);
  } else if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== content) {
    console.error(`assets/handler/${name} is not what src/handler makes: run npm run bundle-handler`);
    process.exit(1);
  }
}
