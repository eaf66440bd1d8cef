/** What a name stands for, by the rule that it follows. */
export type NameKind = 'subdomain' | 'label' | 'service' | 'cronJob' | 'port' | 'segment';

interface NameRule {
  readonly most: number;
  readonly pattern: RegExp;
  readonly words: string;
}

const LABEL = 'has lower-case letters, digits and hyphens, and begins and ends with none of the last';

/** Source: Kubernetes documentation, object names and IDs; CronJob; RFC 6335 for ports. */
const RULES: Readonly<Record<NameKind, NameRule>> = {
  subdomain: { most: 253, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, words: `${LABEL}; dots are between such parts` },
  label: { most: 63, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, words: LABEL },
  service: { most: 63, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, words: LABEL },
  cronJob: { most: 52, pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, words: LABEL },
  port: { most: 15, pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, words: `${LABEL}, with one letter at the least and no two hyphens together` },
  // whatever can stand in a path
  segment: { most: 253, pattern: /^(?!\.{1,2}$)[^/%]+$/, words: 'has neither / nor %' },
};

/** What is wrong with a name; nothing where it is right. */
export function nameProblem(name: string, kind: NameKind): string | undefined {
  const { most, pattern, words } = RULES[kind];
  if (name.length > most) return `has ${name.length} characters, and may have ${most}`;
  return pattern.test(name) ? undefined : `is none that Kubernetes takes: it ${words}`;
}
