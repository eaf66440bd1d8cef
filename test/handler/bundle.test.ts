import { execFileSync } from 'child_process';
import * as path from 'path';

const root = path.join(__dirname, '../..');

test('the function that is deployed is made from these sources', () => {
  expect(() => execFileSync('node', ['scripts/bundle-handler.js', '--check'], { cwd: root, stdio: 'pipe' })).not.toThrow();
});

test('it loads, and Lambda finds what it calls', () => {
  const bundle = jest.requireActual<{ handler: unknown }>('../../assets/handler/index.js');
  expect(typeof bundle.handler).toBe('function');
});
