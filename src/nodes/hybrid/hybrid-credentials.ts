import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** Credential provider of machines outside of AWS. */
export abstract class HybridCredentials {
  /**
   * Hybrid activations of Systems Manager. The activation must carry the tag `EKSClusterARN`.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-creds.html
   */
  static systemsManager(): HybridCredentials {
    return new SystemsManagerCredentials();
  }

  /**
   * Certificates with IAM Roles Anywhere. The common name of a certificate is the name of its node; the profile accepts session names.
   *
   * @param trustAnchorArn the trust anchor of your certificate authority
   * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-creds.html
   */
  static rolesAnywhere(trustAnchorArn: string): HybridCredentials {
    return new RolesAnywhereCredentials(trustAnchorArn);
  }

  /** Managed policies in addition to that for pulling images. @internal */
  public abstract readonly _managedPolicies: readonly string[];
  /** @internal */
  public abstract _trust(scope: Construct): iam.PolicyStatement[];
  /** @internal */
  public abstract _permissions(scope: Construct, clusterArn: string): iam.PolicyStatement[];
}

class SystemsManagerCredentials extends HybridCredentials {
  public readonly _managedPolicies = ['AmazonSSMManagedInstanceCore'];

  public _trust(scope: Construct): iam.PolicyStatement[] {
    const stack = Stack.of(scope);
    return [
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('ssm.amazonaws.com')],
        actions: ['sts:AssumeRole'],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnEquals: { 'aws:SourceArn': stack.formatArn({ service: 'ssm', resource: '*' }) },
        },
      }),
    ];
  }

  public _permissions(scope: Construct, clusterArn: string): iam.PolicyStatement[] {
    const instances = Stack.of(scope).formatArn({ service: 'ssm', resource: 'managed-instance', resourceName: '*' });
    return [
      new iam.PolicyStatement({ actions: ['ssm:DescribeInstanceInformation'], resources: ['*'] }),
      new iam.PolicyStatement({
        actions: ['ssm:DeregisterManagedInstance'],
        resources: [instances],
        conditions: { StringEquals: { 'ssm:resourceTag/EKSClusterARN': clusterArn } },
      }),
    ];
  }
}

class RolesAnywhereCredentials extends HybridCredentials {
  public readonly _managedPolicies = [];

  constructor(private readonly trustAnchorArn: string) {
    super();
  }

  public _trust(): iam.PolicyStatement[] {
    const name = '${aws:PrincipalTag/x509Subject/CN}';
    const sameName = { 'aws:PrincipalTag/x509Subject/CN': name };
    const principals = () => [new iam.ServicePrincipal('rolesanywhere.amazonaws.com')];
    const ArnEquals = { 'aws:SourceArn': this.trustAnchorArn };
    return [
      new iam.PolicyStatement({
        principals: principals(),
        actions: ['sts:TagSession', 'sts:SetSourceIdentity'],
        conditions: { StringEquals: sameName, ArnEquals },
      }),
      new iam.PolicyStatement({
        principals: principals(),
        actions: ['sts:AssumeRole'],
        conditions: { StringEquals: { 'sts:RoleSessionName': name, ...sameName }, ArnEquals },
      }),
    ];
  }

  public _permissions(): iam.PolicyStatement[] {
    return [];
  }
}
