import { examples, RECOMMENDED, templates } from './apps';
import { THOROUGH } from '../thorough';

// that of the others: their digests in the snapshot, which are of other processes
const NAMES = THOROUGH ? ['existing-cluster', 'mesh', 'quickstart', 'shop', 'storage'] : ['existing-cluster', 'shop'];
const FIRST = examples(RECOMMENDED, NAMES);
const AGAIN = examples(RECOMMENDED, NAMES);

test.each(NAMES)('%s is the same in a second synthesis of one process, byte for byte', (name) => {
  expect(JSON.stringify(templates(AGAIN[name]))).toBe(JSON.stringify(templates(FIRST[name])));
});
