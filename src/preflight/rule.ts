import { Facts } from './facts.rules';

/** What a rule found. */
export interface Found {
  /** construct that has to change. */
  readonly path: string;
  /** what is wrong, with the object and the value. */
  readonly what: string;
  /** what to change. */
  readonly fix: string;
}

/** One thing that goes wrong at deploy or after it, and how to see it at synth. A pure function, one in a file. */
export interface Rule {
  /** never changes: users acknowledge `strata::<id>`. */
  readonly id: string;
  /** an error is certain and would break; a warning may be meant. */
  readonly severity: 'error' | 'warning';
  /** the limit. */
  readonly why: string;
  readonly source: string;
  readonly check: (facts: Facts) => Found[];
}
