import { BASE64, TOKEN_BEGINNING, TOKEN_REMAINS } from './tokens.data';

/** A token that can no longer be resolved, because its string was changed. */
export interface BrokenToken {
  /** the field, like `LaunchTemplateData.UserData`. */
  readonly where: string;
  /** how it was changed. */
  readonly how: string;
}

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
  const json = isString(value) ? parsed(value) : undefined;
  if (json !== undefined) return brokenTokensIn(json, where, parsed);
  if (typeof value === 'string') return brokenText(value, where);
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).flatMap(([key, each]) => {
    const field = /^Fn::|^Ref$/.test(key) ? where : `${where}.${key}`;
    return [...brokenText(key, field), ...brokenTokensIn(each, isString(value) ? where : field, parsed)];
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
