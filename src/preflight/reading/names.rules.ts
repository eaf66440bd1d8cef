/** What a name stands for, by the rule that it follows. */
export type NameKind = 'subdomain' | 'label' | 'service' | 'statefulSet' | 'cronJob' | 'job' | 'port' | 'segment';

interface NameRule {
  readonly maxLength: number;
  readonly pattern: RegExp;
  readonly description: string;
}

const LABEL = 'has lower-case letters, digits and hyphens, and begins and ends with none of the last';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PARTS = `${LABEL}; dots are between such parts`;

/**
 * The name of a Job is the value of a label of its pods; that of a StatefulSet with a hash of ten digits is one, too.
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
    description: `${LABEL}, with one letter at the least and no two hyphens together`,
  },
  // whatever can stand in a path
  segment: { maxLength: 253, pattern: /^(?!\.{1,2}$)[^/%]+$/, description: 'has neither / nor %' },
};

/** What is wrong with a name; nothing where it is right. */
export function nameProblem(name: string, kind: NameKind): string | undefined {
  const { maxLength, pattern, description } = RULES[kind];
  if (name.length > maxLength) return `has ${name.length} characters, and may have ${maxLength}`;
  return pattern.test(name) ? undefined : `is none that Kubernetes takes: it ${description}`;
}
