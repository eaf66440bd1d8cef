import { Stage, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { check, messageOf, RuleResult } from './check.rules';
import { invokeAspects } from './facts/aspects';
import { factsOf } from './facts/facts';
import { Facts } from './facts/facts.rules';
import { postureOf } from './reading/posture.rules';
import { failureOf, junitOf, ReportedResult, sarifOf } from './reports.rules';
import { RULES } from './rules';
import { nearestName } from '../errors/nearest-name.rules';
import { problemMessage, StrataError } from '../errors/problems';
import { clustersOfApp } from '../model/clusters-of-app';
import { beginPass } from '../model/synthesis-pass';

/** Stages whose aspects are invoked now. */
const PREPARED = new WeakSet<Stage>();

/** What the rules say of facts. */
const RESULTS = new WeakMap<Facts, RuleResult[]>();

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

/** Severity of a finding. */
export enum PreflightSeverity {
  /** The deployment or the workload is certain to fail. */
  ERROR = 'error',
  /** The setting may be intended. */
  WARNING = 'warning',
}

/** Options of {@link Preflight.assertNone}. */
export interface PreflightAssertionOptions {
  /**
   * Ids of rules whose findings are ignored.
   *
   * @default - none; findings that are acknowledged are always ignored
   */
  readonly except?: string[];
  /**
   * The lowest severity that fails.
   *
   * @default PreflightSeverity.WARNING
   */
  readonly severity?: PreflightSeverity;
}

/** Options of {@link Preflight.toSarif}. */
export interface SarifOptions {
  /**
   * File of the app, relative to the root of the repository: code scanning of GitHub shows findings in a file.
   *
   * @default cdk.json
   */
  readonly file?: string;
}

/** Checks of the construct tree for failures at deploy or at runtime. They make no network calls. */
export class Preflight {
  /**
   * The checks for all clusters of an app, also those of plain aws-eks-v2 and `CfnCluster`.
   *
   * To ask changes no template. A synthesis checks them by itself if a construct of this library was created on a cluster of the app, or
   * `ClusterModel.of(cluster)` was called.
   *
   * CDK does not validate stacks inside a stage in `Template.fromStack`: in tests of such stacks, call `assertNone()`.
   *
   * @param scope any construct of the app
   */
  static of(scope: IConstruct): Preflight {
    return new Preflight(scope.node.root);
  }

  private constructor(private readonly root: IConstruct) {}

  /**
   * All findings, including acknowledged ones: for the constructs that exist now. They are the same before and after the synthesis. Aspects
   * are invoked first, as in a synthesis, which invokes them again.
   */
  findings(): PreflightFinding[] {
    return this._findings(this._facts());
  }

  /** Fails if there are findings that are not acknowledged, with all of them in one message: for tests. */
  assertNone(options: PreflightAssertionOptions = {}): void {
    const { except = [], severity = PreflightSeverity.WARNING } = options;
    failOnUnknownRules(except);
    const failing = this.reported()
      .filter(({ acknowledged }) => acknowledged === undefined)
      .map(({ result }) => result)
      .filter((each) => !except.includes(each.rule.id) && (each.severity === 'error' || severity !== PreflightSeverity.ERROR));
    if (failing.length > 0) throw new StrataError(failureOf(failing));
  }

  /** All findings as a JSON document in SARIF 2.1.0, for code scanning of pull requests. Acknowledged findings are suppressed in it. */
  toSarif(options: SarifOptions = {}): string {
    return `${JSON.stringify(sarifOf(this.reported(), RULES, options.file ?? 'cdk.json'), undefined, 2)}\n`;
  }

  /** All findings as an XML document in the format of JUnit: a test case for each rule. Warnings do not fail it. */
  toJUnit(): string {
    return junitOf(this.reported(), RULES);
  }

  /**
   * Settings for which a stricter choice exists (a public endpoint, disabled logs, …), by the path of the cluster. They are advice, not
   * findings.
   */
  advice(): { [clusterPath: string]: string[] } {
    return this._advice(this._facts());
  }

  /** @internal */
  public _results(facts: readonly Facts[]): RuleResult[] {
    return facts.flatMap((each) => {
      const results = RESULTS.get(each) ?? check(RULES, each);
      RESULTS.set(each, results);
      return results;
    });
  }

  /**
   * The facts for the tree as the last synthesis has prepared it.
   *
   * @internal
   */
  public _synthesizedFacts(): Facts[] {
    return clustersOfApp(this.root).map(factsOf);
  }

  /** @internal */
  public _findings(facts: readonly Facts[]): PreflightFinding[] {
    return this._results(facts).map((result) => ({
      ruleId: result.rule.id,
      severity: result.severity,
      constructPath: result.violation.path,
      message: messageOf(result),
    }));
  }

  /** @internal */
  public _advice(facts: readonly Facts[]): { [clusterPath: string]: string[] } {
    return Object.fromEntries(facts.map((each) => [each.cluster, postureOf(each)]));
  }

  /**
   * The facts for the tree as it is now, prepared like a synthesis prepares it.
   *
   * @internal
   */
  public _facts(): Facts[] {
    const stages = new Map(clustersOfApp(this.root).map(({ cluster }) => [Stage.of(cluster)!, cluster]));
    // an aspect may ask, too
    for (const [stage, cluster] of [...stages].filter(([each]) => !PREPARED.has(each))) {
      PREPARED.add(stage);
      try {
        invokeAspects(stage);
        beginPass(cluster);
      } finally {
        PREPARED.delete(stage);
      }
    }
    return this._synthesizedFacts();
  }

  private reported(): ReportedResult[] {
    const byPath = new Map(this.root.node.findAll().map((each) => [each.node.path, each]));
    return this._results(this._facts()).map((result) => ({
      result,
      acknowledged: acknowledgementOf(byPath.get(result.violation.path), result.rule.id),
    }));
  }
}

/** The reason of an acknowledgement on a construct or on a parent. */
function acknowledgementOf(construct: IConstruct | undefined, ruleId: string): string | undefined {
  return (construct?.node.scopes ?? [])
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .map(({ data }) => (data as Readonly<Record<string, string>>)[`strata::${ruleId}`])
    .find((reason) => reason !== undefined);
}

function failOnUnknownRules(ids: readonly string[]): void {
  const known = RULES.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length === 0) return;
  throw new StrataError(
    unknown
      .map((id) => {
        const near = nearestName(id, known);
        return problemMessage('Preflight', {
          finding: `except contains '${id}'`,
          constraint: 'it must contain ids of rules',
          remediation: near === undefined ? 'Remove it' : `Use '${near}'`,
          source: 'docs/preflight.md',
        });
      })
      .join('\n'),
  );
}
