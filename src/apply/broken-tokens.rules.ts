import { BASE64, TOKEN_BEGINNING, TOKEN_REMAINS, TOKEN_WORD } from './tokens.data';

/** A token that can no longer be resolved, because its string was changed. */
export interface BrokenToken {
  /** the field, like `LaunchTemplateData.UserData`. */
  readonly where: string;
  /** how it was changed. */
  readonly how: string;
}

/** The letters of base64 that the word of a token becomes, wherever in the encoded text it begins. */
const ENCODED = [0, 1, 2].map((before) => {
  const encoded = Buffer.from(`${'x'.repeat(before)}${TOKEN_WORD}`).toString('base64');
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + TOKEN_WORD.length) * 8) / 6));
});

/** What the JSON of every value with a broken token contains: almost none need be searched. */
const HINTS = new RegExp([TOKEN_WORD, ...ENCODED].join('|'), 'i');

/** How a token in literal text was changed; undefined if there is none. */
export function howBroken(text: string): string | undefined {
  const encoded = [...text.matchAll(BASE64)].some(([run]) => TOKEN_BEGINNING.test(Buffer.from(run, 'base64').toString('latin1')));
  return encoded ? 'encoded in base64' : TOKEN_REMAINS.find(({ pattern }) => pattern.test(text))?.how;
}

/**
 * The broken tokens in a value of a template, in which every other token is resolved: in its strings and keys, in the arguments of
 * intrinsic functions, and in strings of JSON.
 *
 * @param parsed JSON of a string; undefined if it is not JSON
 */
export function brokenTokensIn(value: unknown, where: string, parsed: (json: unknown) => object | undefined): BrokenToken[] {
  return HINTS.test(JSON.stringify(value) ?? '') ? search(value, where, parsed) : [];
}

function search(value: unknown, where: string, parsed: (json: unknown) => object | undefined): BrokenToken[] {
  const json = isString(value) ? parsed(value) : undefined;
  if (json !== undefined) return search(json, where, parsed);
  if (typeof value === 'string') return brokenText(value, where);
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).flatMap(([key, each]) => {
    const field = /^Fn::|^Ref$/.test(key) ? where : `${where}.${key}`;
    return [...brokenText(key, field), ...search(each, isString(value) ? where : field, parsed)];
  });
  return found.filter((each, index) => found.findIndex((other) => other.where === each.where && other.how === each.how) === index);
}

// a string of the template, or one that CloudFormation joins
const isString = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && Object.keys(value).join() === 'Fn::Join');

function brokenText(text: string, where: string): BrokenToken[] {
  const how = howBroken(text);
  return how === undefined ? [] : [{ where: where.replace(/^\./, ''), how }];
}
