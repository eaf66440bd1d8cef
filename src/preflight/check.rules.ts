import { Facts } from './facts/facts.rules';
import { Violation, Rule } from './rule';
import { problemMessage } from '../errors/problems';

/** What a rule found, and how severe it is there. */
export interface RuleResult {
  readonly rule: Rule;
  readonly violation: Violation;
  readonly severity: Rule['severity'];
}

/** Applies rules to the facts of one cluster. One that breaks does not hide what the others found. */
export function check(rules: readonly Rule[], facts: Facts): RuleResult[] {
  return rules.flatMap((rule) =>
    checked(rule, facts).map((violation) => ({ rule, violation, severity: severityOf(rule, violation, facts) })),
  );
}

// what a webhook may change is not certain
function severityOf(rule: Rule, found: Violation, { mutatingWebhooks, scopeComplete }: Facts): Rule['severity'] {
  return rule.readsPods && (mutatingWebhooks.length > 0 || !scopeComplete) ? 'warning' : (found.severity ?? rule.severity);
}

function checked(rule: Rule, facts: Facts): Violation[] {
  try {
    return withoutRepeats(rule.check(facts));
  } catch (error) {
    return [
      {
        path: facts.cluster,
        finding: `the rule ${rule.id} could not be checked (${error instanceof Error ? error.message : String(error)})`,
        remediation: 'Report it, and acknowledge the rule until then',
        severity: 'warning',
      },
    ];
  }
}

// one finding for each cause
function withoutRepeats(found: readonly Violation[]): Violation[] {
  const seen = new Set<string>();
  return found.filter(({ path, finding }) => {
    const key = `${path} ${finding}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** A result in one sentence: which construct, what is wrong, the limit, what to change, where that is written. */
export const messageOf = ({ rule, violation }: RuleResult): string =>
  problemMessage(violation.path, {
    finding: violation.finding,
    constraint: rule.reason,
    remediation: violation.remediation,
    source: rule.source,
  });
