/**
 * Placeholders in a file for values that CloudFormation inserts. In a string the placeholder is bare; as a whole value it has quotes of its
 * own.
 */
const PLACEHOLDER = /"<<strata-value:(\d+)>>"|<<strata:(\d+)>>/g;

/** Literal text and what CloudFormation fills in between, as a file with placeholders that is JSON itself, and what they stand for. */
export function withPlaceholders(parts: readonly unknown[]): { readonly text: string; readonly values: unknown[] } {
  const known = new Map<string, number>();
  const values: unknown[] = [];
  let inText = false;
  const text = parts
    .map((part) => {
      if (typeof part === 'string') {
        inText = quotesIn(part) % 2 === 1 ? !inText : inText;
        return part;
      }
      const key = JSON.stringify(part);
      if (!known.has(key)) known.set(key, values.push(part) - 1);
      const index = known.get(key);
      return inText ? `<<strata:${index}>>` : `"<<strata-value:${index}>>"`;
    })
    .join('');
  return { text, values };
}

// without those that are escaped
const quotesIn = (text: string): number => (text.replace(/\\./g, '').match(/"/g) ?? []).length;

/** The text with the values that CloudFormation filled in. */
export const withoutPlaceholders = (text: string, values: readonly string[]): string =>
  text.replace(PLACEHOLDER, (_, whole: string | undefined, part: string | undefined) => values[Number(whole ?? part)] ?? '');
