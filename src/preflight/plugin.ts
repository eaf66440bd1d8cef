import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Preflight } from './preflight';
import { RULES } from './rules';
import { whenInventoryIsMade } from '../model/watchers';

const REGISTERED = Symbol.for('cdk-eks-strata.preflight');

/** Reports the findings through CDK's own validation: listed together, acknowledged by `strata::<rule>`. */
class PreflightPlugin implements IPolicyValidationPlugin {
  public readonly name = 'strata';
  public readonly ruleIds = RULES.map(({ id }) => id);

  validate({ appConstruct }: IPolicyValidationContext): PolicyValidationPluginReport {
    const results = Preflight.of(appConstruct)._results();
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
}

/** Registers the plugin once in an app, also when two copies of this package are in it. */
function register(root: IConstruct): void {
  if (REGISTERED in root) return;
  Object.defineProperty(root, REGISTERED, { value: true });
  Validations.of(root).addPlugins(new PreflightPlugin());
}

whenInventoryIsMade(({ cluster }) => register(cluster.node.root));
