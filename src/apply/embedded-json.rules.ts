/** A part of a string: literal text, or a value that CloudFormation inserts, with the number of JSON strings in which it is. */
export type StringPart<T> = string | { readonly value: T; readonly depth: number };

/** Literal text and values of a value that is made of both; the value itself otherwise. */
export type PartsOf<T> = (value: T) => readonly StringPart<T>[];

/**
 * The parts of a string. If the string is a JSON object or array, such as an entry of a ConfigMap or an annotation, a value in one of its
 * strings has the depth 1, in JSON in such a string the depth 2, and so on.
 *
 * A value outside of the strings of the JSON has the depth 0: it may be a number, or JSON itself.
 */
export const withDepths = <T>(parts: readonly StringPart<T>[], partsOf: PartsOf<T>): readonly StringPart<T>[] =>
  embeddedJson(parts, partsOf) ?? opened(parts, partsOf);

/** Undefined if the string is not JSON, or has no values. */
function embeddedJson<T>(given: readonly StringPart<T>[], partsOf: PartsOf<T>): StringPart<T>[] | undefined {
  // JSON of Stack.toJsonString is one value; a value beside literal text is not JSON text
  const parts = given.length === 1 ? opened(given, partsOf) : given;
  if (!parts.some((part) => typeof part !== 'string') || !/^\s*[[{]/.test(String(parts[0]))) return undefined;
  const tokens = tokensOf(parts);
  if (tokens === undefined || !isJson(tokens)) return undefined;
  return tokens.flatMap(({ isString, contents }) => (isString ? ofString(contents, partsOf) : opened(contents, partsOf)));
}

const opened = <T>(parts: readonly StringPart<T>[], partsOf: PartsOf<T>): StringPart<T>[] =>
  parts.flatMap((part) => (typeof part === 'string' ? part : partsOf(part.value)));

/** A string of the JSON without its quotes, or what is between two strings. */
interface JsonToken<T> {
  readonly isString: boolean;
  readonly contents: StringPart<T>[];
}

const OUTSIDE = /^[^"]*/;
const INSIDE = /^(?:[^"\\]|\\[^u]|\\u[0-9a-fA-F]{4})*/;

function tokensOf<T>(parts: readonly StringPart<T>[]): JsonToken<T>[] | undefined {
  const tokens: JsonToken<T>[] = [{ isString: false, contents: [] }];
  for (const part of parts) {
    if (typeof part !== 'string') {
      tokens[tokens.length - 1].contents.push(part);
      continue;
    }
    for (let rest = part; rest !== '';) {
      const { isString, contents } = tokens[tokens.length - 1];
      const [text] = (isString ? INSIDE : OUTSIDE).exec(rest)!;
      if (text !== '') contents.push(text);
      rest = rest.slice(text.length);
      if (rest === '') break;
      // an escape sequence that a value interrupts
      if (!rest.startsWith('"')) return undefined;
      tokens.push({ isString: !isString, contents: [] });
      rest = rest.slice(1);
    }
  }
  return tokens;
}

// as it is with an empty string or a number in place of each value
function isJson<T>(tokens: readonly JsonToken<T>[]): boolean {
  const text = tokens.map(({ isString, contents }) => {
    const value = isString ? '' : '0';
    const literal = contents.map((part) => (typeof part === 'string' ? part : value)).join('');
    return isString ? `"${literal}"` : literal;
  });
  try {
    JSON.parse(text.join(''));
    return tokens.length % 2 === 1;
  } catch {
    return false;
  }
}

function ofString<T>(contents: readonly StringPart<T>[], partsOf: PartsOf<T>): StringPart<T>[] {
  if (contents.every((part) => typeof part === 'string')) return ['"', ...contents, '"'];
  const decoded = contents.map((part) => (typeof part === 'string' ? (JSON.parse(`"${part}"`) as string) : part));
  const encoded = withDepths(decoded, partsOf).map((part) =>
    typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : { ...part, depth: part.depth + 1 },
  );
  return ['"', ...encoded, '"'];
}
