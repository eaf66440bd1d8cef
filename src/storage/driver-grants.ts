import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * The grantee of permissions that a driver needs for one storage construct: the role of the driver or, if the role is in another stack, a
 * policy in this stack. The stack of the cluster then never depends on those of storage constructs.
 */
export function driverGrantee(scope: Construct, role: iam.IRole): iam.IGrantable {
  return Stack.of(role) === Stack.of(scope) ? role : { grantPrincipal: new ByPolicy(scope, role) };
}

class ByPolicy implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly policyFragment: iam.PrincipalPolicyFragment;

  constructor(
    private readonly scope: Construct,
    private readonly role: iam.IRole,
  ) {
    this.assumeRoleAction = role.assumeRoleAction;
    this.policyFragment = role.policyFragment;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const policy =
      (this.scope.node.tryFindChild(DRIVER_POLICY) as iam.Policy | undefined) ??
      new iam.Policy(this.scope, DRIVER_POLICY, { roles: [this.role] });
    policy.addStatements(statement);
    return { statementAdded: true, policyDependable: policy };
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }
}

/** Id of the policy, below the storage. */
export const DRIVER_POLICY = 'DriverPolicy';
