import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { check, messageOf, RuleResult } from './check.rules';
import { factsOf } from './facts/facts';
import { Facts } from './facts/facts.rules';
import { postureOf } from './reading/posture.rules';
import { RULES } from './rules';
import { clusterModelsIn } from '../model/cluster-model-data';
import { forgetBeforeSynthesis } from '../model/synthesis-pass';

/** A failure at deploy or at runtime, found at synthesis. */
export interface PreflightFinding {
  /** Id of the rule. Acknowledge it as `strata::<ruleId>` on the construct or on a parent. */
  readonly ruleId: string;
  /** `error` stops the synthesis, `warning` does not. */
  readonly severity: string;
  /** Path of the construct to change. */
  readonly constructPath: string;
  /** Finding, constraint, remediation and source. */
  readonly message: string;
}

/** Checks of the construct tree for failures at deploy or at runtime. They make no network calls. */
export class Preflight {
  /**
   * The checks for all clusters of an app.
   *
   * CDK does not validate stacks inside a stage in `Template.fromStack`: in tests of such stacks, synthesize and call `findings()`.
   *
   * @param scope any construct of the app
   */
  static of(scope: IConstruct): Preflight {
    return new Preflight(scope.node.root);
  }

  private constructor(private readonly root: IConstruct) {}

  /** All findings, including acknowledged ones. */
  findings(): PreflightFinding[] {
    return this._results().map((result) => ({
      ruleId: result.rule.id,
      severity: result.severity,
      constructPath: result.violation.path,
      message: messageOf(result),
    }));
  }

  /**
   * Settings for which a stricter choice exists (a public endpoint, disabled logs, …), by the path of the cluster. They are advice, not
   * findings.
   */
  advice(): { [clusterPath: string]: string[] } {
    return Object.fromEntries(this.facts().map((facts) => [facts.cluster, postureOf(facts)]));
  }

  /** @internal */
  public _results(): RuleResult[] {
    return this.facts().flatMap((facts) => check(RULES, facts));
  }

  private facts(): Facts[] {
    const models = this.root.node
      .findAll()
      .filter(Stage.isStage)
      .flatMap((stage) => clusterModelsIn(stage));
    models.forEach(({ cluster }) => forgetBeforeSynthesis(cluster));
    return models.map(factsOf);
  }
}
