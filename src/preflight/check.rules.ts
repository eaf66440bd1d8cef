import { Facts } from './facts/facts.rules';
import { Violation, Rule } from './rule';
import { problemMessage } from '../errors/problems';

/** A violation with its rule and severity. */
export interface RuleResult {
  readonly rule: Rule;
  readonly violation: Violation;
  readonly severity: Rule['severity'];
}

/** Applies rules to the facts of one cluster. A rule that throws does not hide the results of the others. */
export function check(rules: readonly Rule[], facts: Facts): RuleResult[] {
  return rules.flatMap((rule) =>
    checked(rule, facts).map((violation) => ({ rule, violation, severity: severityOf(rule, violation, facts) })),
  );
}

// errors about pods are not certain if a webhook may change them
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
        remediation: 'Report this error, and acknowledge the rule until it is fixed',
        severity: 'warning',
      },
    ];
  }
}

// one finding per cause
function withoutRepeats(found: readonly Violation[]): Violation[] {
  const seen = new Set<string>();
  return found.filter(({ path, finding }) => {
    const key = `${path} ${finding}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** A result as a message: path, finding, constraint, remediation and source. */
export const messageOf = ({ rule, violation }: RuleResult): string =>
  problemMessage(violation.path, {
    finding: violation.finding,
    constraint: rule.reason,
    remediation: violation.remediation,
    source: rule.source,
  });
