import { IRole, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { checkOptions } from '../props/check-props';

/** Settings of Pod Identity for one identity. */
export interface PodIdentityOptions {
  /**
   * Target role, usually in another account, which EKS assumes through the role of the identity. The trust policy of a role of the same
   * stack is extended; that of any other role must allow `sts:AssumeRole` and `sts:TagSession`. Grants of CDK are added to the target
   * role.
   *
   * @default - pods use the role of the identity
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
   */
  readonly targetRole?: IRole;
  /**
   * Session tags with the names of cluster, namespace, service account and pod, for policies with conditions on them
   * (`${aws:PrincipalTag/kubernetes-namespace}`).
   *
   * @default true - false with sessionPolicy
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
   */
  readonly sessionTags?: boolean;
  /**
   * Session policy that limits the permissions of the role (or of the target role). At most 2,048 characters. Such sessions have no tags.
   *
   * @default - all permissions of the role
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html
   */
  readonly sessionPolicy?: PolicyDocument;
}

/** Mechanism by which pods assume a role. */
export abstract class IdentityType {
  /** IAM roles for service accounts: tokens of the OIDC provider of the cluster. Supported on all node types. */
  static irsa(): IdentityType {
    return new Irsa();
  }

  /**
   * EKS Pod Identity: session tags, and roles of other accounts. Not supported on Fargate, Windows and Outposts.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
   */
  static podIdentity(options: PodIdentityOptions = {}): IdentityType {
    checkOptions('PodIdentityOptions', 'IdentityType.podIdentity', options);
    return new PodIdentity(options);
  }

  /** IRSA of a controller of this library, which never changes: the role trusts no other mechanism. @internal */
  static _irsaAlone(): IdentityType {
    return new Irsa(true);
  }

  /** Nothing for IRSA. @internal */
  public abstract readonly _podIdentity?: PodIdentityOptions;
  /** Whether the role trusts this mechanism alone. @internal */
  public abstract readonly _alone: boolean;
}

class Irsa extends IdentityType {
  public readonly _podIdentity = undefined;

  constructor(public readonly _alone: boolean = false) {
    super();
  }
}

class PodIdentity extends IdentityType {
  constructor(public readonly _podIdentity: PodIdentityOptions) {
    super();
  }

  // a session by IRSA has no session policy, and does not lead to the target role
  public get _alone(): boolean {
    return this._podIdentity.sessionPolicy !== undefined || this._podIdentity.targetRole !== undefined;
  }
}
