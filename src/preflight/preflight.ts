import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { check, messageOf, RuleResult } from './check.rules';
import { factsOf } from './facts/facts';
import { Facts } from './facts/facts.rules';
import { postureOf } from './reading/posture.rules';
import { RULES } from './rules';
import { clusterModelsIn } from '../model/cluster-model-data';
import { forgetBeforeSynthesis } from '../model/synthesis-pass';

/** Something that would go wrong, found at synth. */
export interface PreflightFinding {
  /** Id of the rule; acknowledge `strata::<rule>` on the construct or above it. */
  readonly ruleId: string;
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
  findings(): PreflightFinding[] {
    return this._results().map((result) => ({
      ruleId: result.rule.id,
      severity: result.severity,
      constructPath: result.violation.path,
      message: messageOf(result),
    }));
  }

  /**
   * What was chosen where a stricter choice exists (a public endpoint, logs that are off, …): a line each, by the path of the cluster.
   * None of it is a mistake: agree with it, or change it.
   */
  advice(): { [clusterPath: string]: string[] } {
    return Object.fromEntries(this.facts().map((facts) => [facts.cluster, postureOf(facts)]));
  }

  /** @internal */
  public _results(): RuleResult[] {
    return this.facts().flatMap((facts) => check(RULES, facts));
  }

  private facts(): Facts[] {
    const inventories = this.root.node
      .findAll()
      .filter(Stage.isStage)
      .flatMap((stage) => clusterModelsIn(stage));
    inventories.forEach(({ cluster }) => forgetBeforeSynthesis(cluster));
    return inventories.map(factsOf);
  }
}
