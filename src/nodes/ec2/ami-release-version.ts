import { CfnParameter } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { StrataError } from '../../errors/problems';

/** Release version of the image of a node group. */
export abstract class AmiReleaseVersion {
  /**
   * A fixed release. A change of it replaces the nodes, in a rolling update.
   *
   * @param version like `1.36.4-20261003` (Amazon Linux) or `1.55.0-d93bb1b1` (Bottlerocket)
   */
  static pinned(version: string): AmiReleaseVersion {
    return new PinnedReleaseVersion(version);
  }

  /**
   * The newest release at each deployment, read from the public SSM parameter: a deployment after a new release replaces the nodes, in a
   * rolling update.
   */
  static latestAtDeploy(): AmiReleaseVersion {
    return new LatestReleaseVersion();
  }

  /** @internal */
  public abstract _bind(scope: Construct, parameter: string | undefined): string;
}

class PinnedReleaseVersion extends AmiReleaseVersion {
  constructor(private readonly version: string) {
    super();
    if (!/^\d+\.\d+\.\d+-[0-9a-z]+$/.test(version)) {
      throw new StrataError(
        `AmiReleaseVersion.pinned('${version}'): a release version has the form 1.36.4-20261003 or 1.55.0-d93bb1b1. Use one of the ` +
          'release notes of the AMI (https://docs.aws.amazon.com/eks/latest/userguide/eks-linux-ami-versions.html)',
      );
    }
  }

  public _bind(): string {
    return this.version;
  }
}

class LatestReleaseVersion extends AmiReleaseVersion {
  public _bind(scope: Construct, parameter: string | undefined): string {
    if (parameter === undefined) {
      throw new StrataError(
        `[${scope.node.path}] AmiReleaseVersion.latestAtDeploy(): no public SSM parameter with the release of this AMI is known, ` +
          'or the cluster version is not known. Use AmiReleaseVersion.pinned(...), or remove releaseVersion',
      );
    }
    return new CfnParameter(scope, 'AmiRelease', {
      type: 'AWS::SSM::Parameter::Value<String>',
      default: parameter,
      description: 'Newest AMI release of these nodes',
    }).valueAsString;
  }
}
