import { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

const REGISTERED = Symbol.for('cdk-eks-strata.preflight');

/**
 * The rules, loaded when CDK validates: most uses of the package never need them. The one reference to a folder further down, so that every
 * app with a cluster is validated, whichever part of the package it imports.
 */
// oxlint-disable-next-line typescript/no-require-imports, strata/rooms
const rules = (): typeof import('../preflight/policy-report') => require('../preflight/policy-report');

/** Reports the findings through CDK's own validation: listed together, acknowledged by `strata::<rule>`. */
class PreflightPlugin implements IPolicyValidationPlugin {
  public readonly name = 'strata';

  get ruleIds(): string[] {
    return rules().ruleIds();
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return rules().policyReport(context);
  }
}

/** Registers the plugin once in an app, also when two copies of this package are in it. */
export function validateAppOf({ node: { root } }: IConstruct): void {
  if (REGISTERED in root) return;
  Object.defineProperty(root, REGISTERED, { value: true });
  Validations.of(root).addPlugins(new PreflightPlugin());
}
