import { errorIf, invalid, isGiven } from './field-error.rules';

/** The bits of an IP address; undefined if it is invalid. */
function bitsOf(address: string): string | undefined {
  return address.includes(':') ? bitsOfIpv6(address) : bitsOfIpv4(address);
}

function bitsOfIpv4(address: string): string | undefined {
  const parts = address.split('.');
  // leading zeros are accepted in some fields of old
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('');
}

function bitsOfIpv6(address: string): string | undefined {
  const [, start, tail] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  const four = tail === undefined ? '' : bitsOfIpv4(tail);
  if (four === undefined) return undefined;
  const groupsOf4 = four === '' ? '' : [four.slice(0, 16), four.slice(16)].map((bits) => parseInt(bits, 2).toString(16)).join(':');
  const [head, rest, ...more] = (tail === undefined ? address : `${start}${groupsOf4}`).split('::');
  const groups = [head, rest ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const missing = 8 - groups[0].length - groups[1].length;
  if (more.length > 0 || (rest === undefined ? missing !== 0 : missing < 1)) return undefined;
  const all = [...groups[0], ...Array<string>(missing).fill('0'), ...groups[1]];
  return all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
    ? all.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('')
    : undefined;
}

/** The network bits of a CIDR block; undefined if it is invalid. */
export function networkOf(cidr: string): string | undefined {
  const [address, size, ...more] = cidr.split('/');
  const bits = bitsOf(address);
  if (bits === undefined || more.length > 0 || !/^\d{1,3}$/.test(size ?? '') || Number(size) > bits.length) return undefined;
  // IPv4 and IPv6 do not contain each other
  return `${bits.length === 32 ? 'v4:' : 'v6:'}${bits.slice(0, Number(size))}`;
}

export const addressErrors = (value: unknown, field: string): readonly string[] =>
  errorIf(typeof value === 'string' && isGiven(value) && bitsOf(value) === undefined, () =>
    invalid(field, value, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'),
  );

export const isAddress = (value: string): boolean => bitsOf(value) !== undefined;

export const blockErrors = (value: unknown, field: string): readonly string[] =>
  errorIf(typeof value === 'string' && isGiven(value) && networkOf(value) === undefined, () =>
    invalid(field, value, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'),
  );
