import { PolicyValidationPluginReport } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Preflight } from './preflight';
import { RULES } from './rules';

export const ruleIds = (): string[] => RULES.map(({ id }) => id);

/** The findings for every cluster of an app, as CDK's validation reports them. */
export function policyReport(app: IConstruct): PolicyValidationPluginReport {
  const results = Preflight.of(app)._results();
  return {
    success: results.every(({ severity }) => severity !== 'error'),
    violations: results.map(({ rule, found, severity }) => ({
      ruleName: rule.id,
      severity,
      description: `${found.what}: ${rule.why} (${rule.source})`,
      fix: found.fix,
      violatingResources: [{ constructPath: found.path, locations: [] }],
    })),
  };
}
