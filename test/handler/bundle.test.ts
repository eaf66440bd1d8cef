import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const root = path.join(__dirname, '../..');

test('the function that is deployed is made from these sources', () => {
  expect(() => execFileSync('node', ['scripts/bundle-handler.js', '--check'], { cwd: root, stdio: 'pipe' })).not.toThrow();
});

test('it loads, and Lambda finds what it calls', () => {
  const bundle = jest.requireActual<{ handler: unknown }>('../../assets/handler/index.js');
  expect(typeof bundle.handler).toBe('function');
});

test('the licences of all bundled packages lie beside it', () => {
  const bundle = fs.readFileSync(path.join(root, 'assets/handler/index.js'), 'utf8');
  const licences = fs.readFileSync(path.join(root, 'assets/handler/LICENSES.txt'), 'utf8');
  const bundled = [...new Set([...bundle.matchAll(/^ *\/\/ .*node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)].map(([, name]) => name))];
  expect(bundled).toContain('fflate');
  for (const name of bundled) expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  expect(licences).toContain('Permission is hereby granted');
});
