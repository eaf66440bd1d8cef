/** The kind of a name, by its validation rule. */
export type NameKind = 'subdomain' | 'label' | 'service' | 'statefulSet' | 'cronJob' | 'job' | 'port' | 'segment';

interface NameRule {
  readonly maxLength: number;
  readonly pattern: RegExp;
  readonly description: string;
}

const LABEL = "must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PARTS = `${LABEL}; '.' separates such parts`;

/**
 * The name of a Job is a label value of its pods, and so is the name of a StatefulSet with a hash of ten characters.
 *
 * Source: Kubernetes documentation, object names and IDs; CronJob; Job; RFC 6335 for ports.
 */
const RULES: Readonly<Record<NameKind, NameRule>> = {
  subdomain: { maxLength: 253, pattern: SUBDOMAIN, description: PARTS },
  label: { maxLength: 63, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, description: LABEL },
  service: { maxLength: 63, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, description: LABEL },
  statefulSet: { maxLength: 52, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, description: LABEL },
  cronJob: { maxLength: 52, pattern: SUBDOMAIN, description: PARTS },
  job: { maxLength: 63, pattern: SUBDOMAIN, description: PARTS },
  port: {
    maxLength: 15,
    pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    description: `${LABEL}, contain at least one letter and no consecutive hyphens`,
  },
  // any path segment
  segment: { maxLength: 253, pattern: /^(?!\.{1,2}$)[^/%]+$/, description: "must not contain '/' or '%'" },
};

/** The violation of a name; undefined if it is valid. */
export function nameProblem(name: string, kind: NameKind): string | undefined {
  const { maxLength, pattern, description } = RULES[kind];
  if (name.length > maxLength) return `must be no more than ${maxLength} characters, and has ${name.length}`;
  return pattern.test(name) ? undefined : `is invalid: it ${description}`;
}
