import { Stack, Token } from 'aws-cdk-lib';
import { IRole, IUser } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Problem } from '../errors/problems';
import { checkOptions } from '../props/check-props';

/** A role that IAM Identity Center creates in an account for a permission set. */
export interface IdentityCenterRoleOptions {
  /**
   * Name of the role, `AWSReservedSSO_<permission set>_<16 digits>`: `aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/`
   * lists them.
   */
  readonly roleName: string;
  /**
   * Region of IAM Identity Center, which is part of the role's path.
   *
   * @default - the region of the stack
   */
  readonly identityCenterRegion?: string;
}

const SOURCE = 'https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html';

/** The IAM principal of an access entry. */
export abstract class AccessPrincipal {
  /** An IAM role, of users or of a pipeline. */
  static role(role: IRole): AccessPrincipal {
    return new ArnPrincipal(role.roleArn);
  }

  /** An IAM user. Prefer roles, which have no long-lived credentials. */
  static user(user: IUser): AccessPrincipal {
    return new ArnPrincipal(user.userArn);
  }

  /** An IAM role or user by its ARN, also in another account. Service-linked roles are not supported. */
  static arn(arn: string): AccessPrincipal {
    return new ArnPrincipal(arn);
  }

  /** Users with a permission set of IAM Identity Center in the account of the stack. */
  static identityCenter(role: IdentityCenterRoleOptions): AccessPrincipal {
    checkOptions('IdentityCenterRoleOptions', 'AccessPrincipal.identityCenter', role);
    return new IdentityCenterPrincipal(role);
  }

  /** @internal */
  public abstract _arn(scope: IConstruct): string;
  /** @internal */
  public abstract _problems(): Problem[];
}

class ArnPrincipal extends AccessPrincipal {
  constructor(private readonly arn: string) {
    super();
  }

  public _arn(): string {
    return this.arn;
  }

  public _problems(): Problem[] {
    if (Token.isUnresolved(this.arn)) return [];
    const source = 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html';
    if (this.arn.includes(':role/aws-service-role/')) {
      return [
        {
          finding: `principal is '${this.arn}'`,
          constraint: 'EKS does not support access entries for service-linked roles',
          remediation: 'Use a role that users or pipelines assume',
          source,
        },
      ];
    }
    return /^arn:[^:]+:iam::\d{12}:(role|user)\/.+$/.test(this.arn)
      ? []
      : [
          {
            finding: `principal is '${this.arn}'`,
            constraint: 'must be the ARN of an IAM role or user',
            remediation: 'Use an ARN like arn:aws:iam::111122223333:role/developers',
            source,
          },
        ];
  }
}

class IdentityCenterPrincipal extends AccessPrincipal {
  constructor(private readonly role: IdentityCenterRoleOptions) {
    super();
  }

  public _arn(scope: IConstruct): string {
    const { roleName, identityCenterRegion = Stack.of(scope).region } = this.role;
    // the path contains no region for an Identity Center in us-east-1
    const region = identityCenterRegion === 'us-east-1' ? '' : `${identityCenterRegion}/`;
    return Stack.of(scope).formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: `aws-reserved/sso.amazonaws.com/${region}${roleName}`,
    });
  }

  public _problems(): Problem[] {
    return /^AWSReservedSSO_.+_[0-9a-f]{16}$/.test(this.role.roleName) || Token.isUnresolved(this.role.roleName)
      ? []
      : [
          {
            finding: `roleName is '${this.role.roleName}'`,
            constraint: 'must have the format AWSReservedSSO_<permission set>_<16 hexadecimal digits>',
            remediation: 'Use a name that aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/ returns',
            source: SOURCE,
          },
        ];
  }
}
