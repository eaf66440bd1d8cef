import * as iam from 'aws-cdk-lib/aws-iam';
import { PolicyRow } from '../catalog/policies/upstream-policy.rules';

/** Statements of CDK for the rows of a policy. */
export const statementsOf = (rows: readonly PolicyRow[]): iam.PolicyStatement[] =>
  rows.map(
    ({ actions, resources = ['*'], conditions }) =>
      new iam.PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        conditions: conditions as Record<string, unknown> | undefined,
      }),
  );

/** Adds the rows of a policy to whatever can be granted to. */
export function allow(grantee: iam.IGrantable, rows: readonly PolicyRow[]): void {
  statementsOf(rows).forEach((statement) => grantee.grantPrincipal.addToPrincipalPolicy(statement));
}
