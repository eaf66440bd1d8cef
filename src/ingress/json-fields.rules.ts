import { at } from '../kubernetes/kubernetes-object.rules';

/** A field of JSON as Go reads it: without regard to the case of its name. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const key = Object.keys(value).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : at(value, key);
}

export const has = (value: unknown, name: string): boolean => ![undefined, null].includes(fieldOf(value, name) as null);

/** The value of JSON; undefined if it is not an object or a list. */
export function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
