import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { check, Result } from './check.rules';
import { factsOf } from './facts';
import { RULES } from './rules';
import { problemMessage } from '../errors/problems';
import { inventoriesBelow } from '../inventory/inventory-data';

/** Something that would go wrong, found at synth. */
export interface Finding {
  /** Id of the rule; acknowledge `strata::<rule>` on the construct or above it. */
  readonly rule: string;
  /** `error` stops the synthesis, `warning` does not. */
  readonly severity: string;
  /** Path of the construct that has to change. */
  readonly constructPath: string;
  /** What is wrong, why, what to change and where that is written. */
  readonly message: string;
}

/** Looks for what would fail at deploy or after it, in the finished tree. It never asks a network. */
export class Preflight {
  /**
   * The findings for every cluster of an app.
   *
   * CDK validates no stack inside of a stage in `Template.fromStack`: in tests of such stacks, synthesize and then ask here.
   *
   * @param scope any construct of the app
   */
  static of(scope: IConstruct): Preflight {
    return new Preflight(scope.node.root);
  }

  private constructor(private readonly root: IConstruct) {}

  /** All findings, also those that were acknowledged. */
  findings(): Finding[] {
    return this._results().map(({ rule, found, severity }) => ({
      rule: rule.id,
      severity,
      constructPath: found.path,
      message: problemMessage(found.path, { what: found.what, limit: rule.why, fix: found.fix, source: rule.source }),
    }));
  }

  /** @internal */
  public _results(): Result[] {
    const stages = this.root.node.findAll().filter(Stage.isStage);
    const clusters = stages.flatMap((stage) => inventoriesBelow(stage));
    return clusters.flatMap((data) => check(RULES, factsOf(data)));
  }
}
