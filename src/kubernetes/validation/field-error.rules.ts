import { isDeployTimeValue } from '../kubernetes-object.rules';

/**
 * Errors in fields, in the words of the API server, so that a search for them finds help.
 *
 * Source: apimachinery, pkg/util/validation/field/errors.go.
 */
export const required = (field: string, why?: string): string => `${field}: Required value${why ? `: ${why}` : ''}`;
export const isRequiredError = (error: string): boolean => / Required value/.test(error);
export const invalid = (field: string, value: unknown, why: string): string => `${field}: Invalid value: ${inWords(value)}: ${why}`;
export const duplicate = (field: string, value: unknown): string => `${field}: Duplicate value: ${inWords(value)}`;
export const forbidden = (field: string, why: string): string => `${field}: Forbidden: ${why}`;
export const unsupported = (field: string, value: unknown, values: readonly string[]): string =>
  `${field}: Unsupported value: ${inWords(value)}: supported values: ${values.map((each) => `"${each}"`).join(', ')}`;

/** The error where a condition holds. */
export const errorIf = (condition: boolean, error: () => string): readonly string[] => (condition ? [error()] : []);

/** The value is in the template: neither missing nor null nor known at deployment only. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && !isDeployTimeValue(value);

/** The field has a value, known or not. */
export const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/** The entries of a list or map that occur before in it. */
export const repeated = (values: readonly unknown[]): unknown[] => [
  ...new Set(values.filter((value, index) => isGiven(value) && value !== '' && values.indexOf(value) !== index)),
];

function inWords(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
