import * as fc from 'fast-check';
import { formatIpv4Block, isAligned, nthBlock, overlap, parseIpv4Block } from '../../src/network/ipv4.rules';

test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.256/16', '10.0.0/16', 'ten', ''])('%s is not a CIDR block', (text) => {
  expect(parseIpv4Block(text)).toBeUndefined();
});

test('what is parsed is written back as it was', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
      expect(formatIpv4Block(parseIpv4Block(`${address}/${prefix}`)!)).toBe(`${address}/${prefix}`);
    }),
  );
});

test('a block is aligned when it begins at its first address', () => {
  expect(isAligned(parseIpv4Block('10.0.16.0/20')!)).toBe(true);
  expect(isAligned(parseIpv4Block('10.0.8.0/20')!)).toBe(false);
});

test('blocks of one size follow each other without overlap', () => {
  const vpc = parseIpv4Block('10.0.0.0/16')!;
  expect(formatIpv4Block(nthBlock(vpc, 19, 7))).toBe('10.0.224.0/19');
  expect(overlap(nthBlock(vpc, 19, 1), nthBlock(vpc, 19, 2))).toBe(false);
  expect(overlap(vpc, nthBlock(vpc, 19, 2))).toBe(true);
});
