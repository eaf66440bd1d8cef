import { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { Preflight } from './preflight';
import { RULES } from './rules';
import { readWrittenTemplates } from '../model/written-templates';

export const ruleIds = (): string[] => RULES.map(({ id }) => id);

/** The findings for all clusters of an app, as a report of CDK's policy validation. */
export function policyReport({ appConstruct: app, stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
  readWrittenTemplates(app, stackTemplates);
  const preflight = Preflight.of(app);
  const results = preflight._results(preflight._synthesizedFacts());
  return {
    success: results.every(({ severity }) => severity !== 'error'),
    violations: results.map(({ rule, violation, severity }) => ({
      ruleName: rule.id,
      severity,
      description: `${violation.finding}: ${rule.reason} (${rule.source})`,
      fix: violation.remediation,
      violatingResources: [{ constructPath: violation.path, locations: [] }],
    })),
  };
}
