import { createHash } from 'crypto';
import fc from 'fast-check';
import { shardsOf } from '../../src/charts/shards.rules';

const hash = (thing: string): string => createHash('sha256').update(thing).digest('hex');
const things = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 60 });
const most = fc.integer({ min: 1, max: 12 });

test('everything is in one shard, none has more than its most, and none is empty beside the only one', () => {
  fc.assert(
    fc.property(things, most, (all, limit) => {
      const shards = shardsOf(all, hash, limit);
      expect([...shards.values()].flat().sort()).toEqual([...all].sort());
      expect([...shards.values()].filter((each) => each.length > limit)).toEqual([]);
      expect([...shards.values()].filter((each) => each.length === 0 && shards.size > 1)).toEqual([]);
    }),
  );
});

test('no id of a shard is the beginning of another', () => {
  fc.assert(
    fc.property(things, most, (all, limit) => {
      const ids = [...shardsOf(all, hash, limit).keys()];
      expect(ids.filter((id) => ids.some((other) => other !== id && other.startsWith(id)))).toEqual([]);
    }),
  );
});

test('one thing more touches one shard, unless that is split', () => {
  fc.assert(
    fc.property(things, fc.string({ minLength: 9, maxLength: 12 }), most, (all, added, limit) => {
      const [before, after] = [shardsOf(all, hash, limit), shardsOf([...all, added], hash, limit)];
      const gone = [...before.keys()].filter((id) => !after.has(id));
      const changed = [...before.keys()].filter((id) => after.has(id) && JSON.stringify(after.get(id)) !== JSON.stringify(before.get(id)));
      const made = [...after.keys()].filter((id) => !before.has(id));
      expect(gone.length + changed.length + (gone.length + changed.length === 0 ? made.length : 0)).toBe(1);
      // what a split makes was in what it split
      expect(gone.length === 0 || made.every((id) => id.startsWith(gone[0]))).toBe(true);
    }),
  );
});

test('the order of things stays in a shard, and decides nothing of its place', () => {
  fc.assert(
    fc.property(things, most, (all, limit) => {
      const [forwards, backwards] = [shardsOf(all, hash, limit), shardsOf([...all].reverse(), hash, limit)];
      expect([...backwards.keys()].sort()).toEqual([...forwards.keys()].sort());
      for (const [id, each] of forwards) expect(each).toEqual([...backwards.get(id)!].reverse());
    }),
  );
});

test('things with one hash end in one shard, however many they are', () => {
  expect([...shardsOf(['a', 'b', 'c'], () => 'f'.repeat(64), 2)].map(([id, each]) => [id.length, each])).toEqual([[32, ['a', 'b', 'c']]]);
});

test('of nothing there is one shard', () => expect([...shardsOf([], hash, 5)]).toEqual([['', []]]));
