import { errorIf, invalid, isGiven } from './field-error.rules';
import { NOT_NEGATIVE, numberError, PORT } from './numbers.rules';

/** A syntax of strings, with its description. */
export interface Syntax {
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly description: string;
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const WORD = '[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const RFC_1123 = "must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

/** Source: apimachinery, pkg/util/validation/validation.go. */
export const SYNTAX = {
  dnsLabel: {
    pattern: new RegExp(`^${LABEL}$`),
    maxLength: 63,
    description: "must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  },
  subdomain: { pattern: new RegExp(`^${SUBDOMAIN}$`), maxLength: 253, description: RFC_1123 },
  /** a search domain may end with a dot, and may have underscores. */
  searchDomain: {
    pattern: /^(\.|[a-z0-9_]([-_a-z0-9]*[a-z0-9])?(\.[a-z0-9_]([-_a-z0-9]*[a-z0-9])?)*\.?)$/,
    maxLength: 254,
    description: RFC_1123,
  },
  externalName: { pattern: new RegExp(`^${SUBDOMAIN}\\.?$`), maxLength: 254, description: RFC_1123 },
  wildcard: {
    pattern: new RegExp(`^\\*\\.${SUBDOMAIN}$`),
    maxLength: 253,
    description: "a wildcard must be the first label: '*.example.com'",
  },
  portName: {
    pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    maxLength: 15,
    description: 'must contain only lower case alphanumeric characters and single hyphens, at least one letter, and no hyphen at an end',
  },
  variable: {
    pattern: /^[\x20-\x3c\x3e-\x7e]+$/,
    maxLength: Infinity,
    description: "must consist of printable ASCII characters other than '='",
  },
  dataKey: {
    pattern: /^(?!\.\.?$)(?!\.\.)[-._a-zA-Z0-9]+$/,
    maxLength: 253,
    description: "must consist of alphanumeric characters, '-', '_' or '.', and must not start with '..'",
  },
  qualifiedName: {
    pattern: new RegExp(`^(${SUBDOMAIN}/)?(?=[^/]{1,63}$)${WORD}$`),
    maxLength: 317,
    description: "must consist of alphanumeric characters, '-', '_' or '.', with an optional DNS subdomain and '/' in front",
  },
  labelValue: {
    pattern: new RegExp(`^(${WORD})?$`),
    maxLength: 63,
    description: "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  },
  headerName: { pattern: /^[-A-Za-z0-9]+$/, maxLength: Infinity, description: "must consist of alphanumeric characters or '-'" },
  segment: { pattern: /^(?!\.{1,2}$)[^/%]+$/, maxLength: Infinity, description: "must not contain '/' or '%'" },
} as const satisfies Readonly<Record<string, Syntax>>;

/** The error of a string with a syntax; an empty string is checked like others. */
export function syntaxErrors(value: unknown, field: string, syntax: Syntax): readonly string[] {
  if (typeof value !== 'string' || !isGiven(value)) return [];
  if (value.length > syntax.maxLength) return [invalid(field, value, `must be no more than ${syntax.maxLength} characters`)];
  return errorIf(!syntax.pattern.test(value), () => invalid(field, value, syntax.description));
}

/** The same for a field that may be empty. */
export const optionalSyntaxErrors = (value: unknown, field: string, syntax: Syntax): readonly string[] =>
  value === '' ? [] : syntaxErrors(value, field, syntax);

/** The errors of a port by number or name. */
export function portErrors(value: unknown, field: string): readonly string[] {
  return typeof value === 'number' ? numberError(value, field, PORT) : syntaxErrors(value, field, SYNTAX.portName);
}

/** Paths inside of a volume must not lead out of it. */
export function relativePathErrors(value: unknown, field: string): readonly string[] {
  if (typeof value !== 'string' || !isGiven(value)) return [];
  if (value.startsWith('/')) return [invalid(field, value, 'must be a relative path')];
  return backstepErrors(value, field);
}

export const backstepErrors = (value: unknown, field: string): readonly string[] =>
  errorIf(typeof value === 'string' && value.split('/').includes('..'), () => invalid(field, value, "must not contain '..'"));

/** Modes of files: 0 to 0777 in octal. */
export const modeErrors = (value: unknown, field: string): readonly string[] =>
  errorIf(typeof value === 'number' && (value < NOT_NEGATIVE[0] || value > 0o777), () =>
    invalid(field, value, 'must be a number between 0 and 0777 (octal), both inclusive'),
  );
