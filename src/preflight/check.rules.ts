import { Facts } from './facts/facts.rules';
import { Found, Rule } from './rule';
import { problemMessage } from '../errors/problems';

/** What a rule found, and how severe it is there. */
export interface Result {
  readonly rule: Rule;
  readonly found: Found;
  readonly severity: Rule['severity'];
}

/** Applies rules to the facts of one cluster. One that breaks does not hide what the others found. */
export function check(rules: readonly Rule[], facts: Facts): Result[] {
  return rules.flatMap((rule) => checked(rule, facts).map((found) => ({ rule, found, severity: severityOf(rule, found, facts) })));
}

// what a webhook may change is not certain
function severityOf(rule: Rule, found: Found, { mutators, closed }: Facts): Rule['severity'] {
  return rule.ofPods && (mutators.length > 0 || !closed) ? 'warning' : found.severity ?? rule.severity;
}

function checked(rule: Rule, facts: Facts): Found[] {
  try {
    return withoutRepeats(rule.check(facts));
  } catch (error) {
    return [{ path: facts.cluster, what: `the rule ${rule.id} could not be checked (${error instanceof Error ? error.message : String(error)})`, fix: 'Report it, and acknowledge the rule until then', severity: 'warning' }];
  }
}

// one finding for each cause
function withoutRepeats(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ path, what }) => {
    const key = `${path} ${what}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** A result in one sentence: which construct, what is wrong, the limit, what to change, where that is written. */
export const messageOf = ({ rule, found }: Result): string =>
  problemMessage(found.path, { what: found.what, limit: rule.why, fix: found.fix, source: rule.source });
