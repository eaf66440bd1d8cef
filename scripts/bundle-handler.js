// Writes assets/handler/index.js, the function that the library deploys, from src/handler. With --check it only compares.
const fs = require('fs');
const path = require('path');
const esbuild = require('esbuild');

const root = path.join(__dirname, '..');
const target = path.join(root, 'assets/handler/index.js');
const { outputFiles: [{ text }] } = esbuild.buildSync({
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
});
if (!process.argv.includes('--check')) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
} else if (fs.readFileSync(target, 'utf8') !== text) {
  console.error('assets/handler/index.js is not what src/handler makes: run npm run bundle-handler');
  process.exit(1);
}
