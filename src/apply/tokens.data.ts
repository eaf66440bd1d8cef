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

/** How a token in base64 begins, at each of the three places where a byte may fall. */
export const BASE64 = /^[A-Za-z0-9+/]{16,}={0,2}$/;
export const TOKEN_BEGINNING = /[$#]\{Token\[/;
