/**
 * What a CDK token looks like after its string was changed: it can no longer be resolved.
 *
 * Source: aws-cdk-lib core/lib/private/encoding.ts (`${Token[…]}`, `#{Token[…]}`).
 */
export const TOKEN_REMAINS: readonly { readonly pattern: RegExp; readonly how: string }[] = [
  { pattern: /[$#]\{token\[/i, how: 'cut or changed in case' },
  { pattern: /%(24|23)%7BToken%5B/i, how: 'encoded for a URL' },
  // JSON.stringify of an object like Fn.getAtt(...), source: aws-cdk-lib core/lib/private/intrinsic.ts
  { pattern: /<unresolved-token>/, how: 'serialized as JSON' },
];

/** The word in every token, and in what is left of it. */
export const TOKEN_WORD = 'Token';

/** Text that may be base64, and how a token in it begins. */
export const BASE64 = /[A-Za-z0-9+/]{16,}={0,2}/g;
export const TOKEN_BEGINNING = /[$#]\{Token\[/;
