import { Facts } from './facts/facts.rules';

/** A violation of a rule. */
export interface Violation {
  /** path of the construct to change. */
  readonly path: string;
  /** what is wrong, with the object and the value. */
  readonly finding: string;
  /** what to change. */
  readonly remediation: string;
  /** lower than the severity of the rule, if this violation is not certain. */
  readonly severity?: 'warning';
}

/** The area of a rule, a section of docs/preflight.md. */
export type Area =
  | 'Infrastructure'
  | 'Placement'
  | 'References'
  | 'Storage'
  | 'API versions'
  | 'Lifecycle'
  | 'Network'
  | 'Security'
  | 'Limits'
  | 'Form';

/** A check for one failure at deploy or at runtime: a pure function from facts to violations. One rule per file. */
export interface Rule {
  /** never changes: users acknowledge `strata::<id>`. */
  readonly id: string;
  readonly area: Area;
  /** an error is certain to fail; a warning may be intended. */
  readonly severity: 'error' | 'warning';
  /** what it finds, as a noun phrase for the table of rules. */
  readonly description: string;
  /** why it fails, in the words of the API: the limit. */
  readonly reason: string;
  readonly source: string;
  /** it reads fields of pods: an error is a warning if a mutating webhook may change them. */
  readonly readsPods?: true;
  readonly check: (facts: Facts) => Violation[];
}
