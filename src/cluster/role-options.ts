import * as iam from 'aws-cdk-lib/aws-iam';

/** Permissions boundary and path of a role that the library creates, or an existing role to use instead. */
export interface RoleOptions {
  /**
   * An existing role with the required trust policy and permissions; it is not modified. Not together with the other options.
   *
   * @default - a new role
   */
  readonly role?: iam.IRole;
  /**
   * Permissions boundary of the role.
   *
   * @default - that of the app (`iam.PermissionsBoundary.of(scope)`), if any
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
  /**
   * IAM path of the role, with a leading and a trailing `/`.
   *
   * @default '/'
   */
  readonly path?: string;
}
