import { Facts } from './facts/facts.rules';

/** What a rule found. */
export interface Violation {
  /** construct that has to change. */
  readonly path: string;
  /** what is wrong, with the object and the value. */
  readonly finding: string;
  /** what to change. */
  readonly remediation: string;
  /** less than the severity of the rule: where this one is not certain. */
  readonly severity?: 'warning';
}

/** What part of a platform a rule looks at. */
export type Area =
  'Infrastructure' | 'Placement' | 'References' | 'Storage' | 'API versions' | 'Lifecycle' | 'Network' | 'Security' | 'Limits' | 'Form';

/** One thing that goes wrong at deploy or after it, and how to see it at synth. A pure function, one in a file. */
export interface Rule {
  /** never changes: users acknowledge `strata::<id>`. */
  readonly id: string;
  readonly area: Area;
  /** an error is certain and would break; a warning may be meant. */
  readonly severity: 'error' | 'warning';
  /** what it finds, for the table of rules. */
  readonly description: string;
  /** the limit. */
  readonly reason: string;
  readonly source: string;
  /** it reads fields of pods, which a mutating webhook may change: an error is a warning where there is one. */
  readonly readsPods?: true;
  readonly check: (facts: Facts) => Violation[];
}
