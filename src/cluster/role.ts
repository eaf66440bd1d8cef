import { Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RoleOptions } from './role-options';
import { failOn, Problem } from '../errors/problems';

/** The existing role of the options, or a new one with `props`. */
export function roleFor(scope: Construct, id: string, options: RoleOptions = {}, props: iam.RoleProps): iam.IRole {
  const { role, permissionsBoundary, path } = options;
  failOn(scope, id, problemsOf(options));
  return role ?? new iam.Role(scope, id, { ...props, permissionsBoundary, path });
}

/**
 * Inline policies of a role: a separate policy resource could be deleted while the role is still in use. An existing role has them.
 */
export function setPolicies(
  role: iam.IRole,
  options: RoleOptions | undefined,
  policies: () => readonly iam.CfnRole.PolicyProperty[],
): void {
  if (!options?.role) (role.node.defaultChild as iam.CfnRole).policies = Lazy.any({ produce: policies });
}

function problemsOf({ role, permissionsBoundary, path }: RoleOptions): Problem[] {
  const problems: Problem[] = [];
  if (role && (permissionsBoundary || path)) {
    problems.push({
      finding: 'role is given together with permissionsBoundary or path',
      constraint: 'an existing role is not modified',
      remediation: 'Remove permissionsBoundary and path, or set them where the role is created',
    });
  }
  if (path !== undefined && !/^\/([\x21-\x7e]+\/)?$/.test(path)) {
    problems.push({
      finding: `path is '${path}'`,
      constraint: 'it must begin and end with /',
      remediation: "Set path to a value like '/eks/'",
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    });
  }
  return problems;
}
