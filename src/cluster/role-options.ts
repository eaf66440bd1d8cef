import { Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { failOn, Problem } from '../errors/problems';

/** How a role is made, or which one is used instead. */
export interface RoleOptions {
  /**
   * A role that exists, with the trust and the permissions that are needed: nothing is added to it. Not together with the others.
   *
   * @default - a role of the construct's own
   */
  readonly role?: iam.IRole;
  /**
   * The most that the role can ever be granted.
   *
   * @default - none beside the app's own (`iam.PermissionsBoundary.of(scope)`)
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
  /**
   * Path of the role in IAM: begins and ends with `/`.
   *
   * @default '/'
   */
  readonly path?: string;
}

/** The role that the options ask for; what is made of `props` only where none exists. */
export function roleFor(scope: Construct, id: string, options: RoleOptions = {}, props: iam.RoleProps): iam.IRole {
  const { role, permissionsBoundary, path } = options;
  failOn(scope, id, problemsOf(options));
  return role ?? new iam.Role(scope, id, { ...props, permissionsBoundary, path });
}

/**
 * Policies inside of a role: one of its own could be deleted while whoever has the role still works. A role that exists has them already.
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
