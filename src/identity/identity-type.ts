import { IRole, PolicyDocument } from 'aws-cdk-lib/aws-iam';

/** Settings of Pod Identity for one identity. */
export interface PodIdentityOptions {
  /**
   * A role, mostly of another account, that pods get instead: EKS assumes it through the role of the identity. A role of the same stack is
   * made to
   * trust it; the trust policy of any other must allow it `sts:AssumeRole` and `sts:TagSession`. Grants of CDK go to it.
   *
   * @default - pods get the role of the identity
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
   */
  readonly targetRole?: IRole;
  /**
   * Whether a session carries tags with the names of cluster, namespace, service account and pod, for policies that compare them
   * (`${aws:PrincipalTag/kubernetes-namespace}`).
   *
   * @default true - false with sessionPolicy
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
   */
  readonly sessionTags?: boolean;
  /**
   * The most that a session may do, whatever the role allows; with a target role, what of the target role. At most 2,048 characters.
   * Sessions carry
   * no tags then.
   *
   * @default - all that the role allows
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html
   */
  readonly sessionPolicy?: PolicyDocument;
}

/** How pods become a role. */
export abstract class IdentityType {
  /** By tokens of the cluster's OIDC provider (IAM roles for service accounts): on nodes of every kind. */
  static irsa(): IdentityType {
    return new Irsa();
  }

  /**
   * By the Pod Identity agent: one role for many clusters, session tags, roles of other accounts. Not on Fargate, Windows and Outposts.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
   */
  static podIdentity(options: PodIdentityOptions = {}): IdentityType {
    return new PodIdentity(options);
  }

  /** Nothing for IRSA. @internal */
  public abstract readonly _podIdentity?: PodIdentityOptions;
}

class Irsa extends IdentityType {
  public readonly _podIdentity = undefined;
}

class PodIdentity extends IdentityType {
  constructor(public readonly _podIdentity: PodIdentityOptions) {
    super();
  }
}
