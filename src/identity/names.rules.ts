import { Problem } from '../errors/problems';

const NAMES = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/';

/** What is wrong with the name of a namespace: an RFC 1123 label. */
export function namespaceProblem(prop: string, name: string): Problem | undefined {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)
    ? undefined
    : {
        finding: `${prop} is '${name}'`,
        constraint:
          'it must have 1–63 lower-case letters, digits or hyphens, and must start and end with a letter or digit (RFC 1123 label)',
        remediation: `Use a name like '${suggestion(name)}'`,
        source: NAMES,
      };
}

/** What is wrong with the name of an object: an RFC 1123 subdomain. */
export function objectNameProblem(prop: string, name: string): Problem | undefined {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)
    ? undefined
    : {
        finding: `${prop} is '${name}'`,
        constraint:
          'it must have 1–253 lower-case letters, digits, hyphens or dots, and must start and end with a letter or digit ' +
          '(RFC 1123 subdomain)',
        remediation: `Use a name like '${suggestion(name)}'`,
        source: NAMES,
      };
}

const suggestion = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63) || 'web';
