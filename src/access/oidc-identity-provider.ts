import { Stack, Token } from 'aws-cdk-lib';
import { CfnIdentityProviderConfig, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { feature } from '../catalog/capability.rules';
import { environmentProblems } from '../cluster/cluster-environment';
import { failOn, Problem } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';

/** From this version on a cluster has up to ten providers, before one. Source: EKS User Guide, authenticate-oidc-identity-provider. */
const MOST = 10;

/** Properties of {@link OidcIdentityProvider}. */
export interface OidcIdentityProviderProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** Address of the provider: begins with https:// and is reached by EKS over the internet. */
  readonly issuerUrl: string;
  /** Id of the client for which the provider makes tokens. */
  readonly clientId: string;
  /**
   * Claim of the token with the name of the user.
   *
   * @default 'sub'
   */
  readonly usernameClaim?: string;
  /**
   * What stands before each name in Kubernetes. Never `system:`.
   *
   * @default 'oidc:'
   */
  readonly usernamePrefix?: string;
  /**
   * Claim of the token with the groups of the user.
   *
   * @default 'groups'
   */
  readonly groupsClaim?: string;
  /**
   * What stands before each group in Kubernetes, so that `admins` of the provider is `oidc:admins` there: name a `KubernetesGroup` so.
   * Never
   * `system:`.
   *
   * @default 'oidc:'
   */
  readonly groupsPrefix?: string;
  /**
   * Claims that a token must have, with their value.
   *
   * @default - none
   */
  readonly requiredClaims?: { [claim: string]: string };
}

/**
 * People of an OIDC identity provider, beside or instead of IAM: up to 10 providers. Any change replaces it, which takes minutes.
 *
 * They are known by names and groups of the token and may do what a `KubernetesGroup` allows: access policies are for IAM.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html
 */
export class OidcIdentityProvider extends Construct {
  constructor(scope: Construct, id: string, props: OidcIdentityProviderProps) {
    const { cluster, issuerUrl, clientId, usernamePrefix = 'oidc:', groupsPrefix = 'oidc:' } = props;
    const inventory = ClusterModel.of(cluster);
    const before = inventory._providers(feature('oidc-users'));
    failOn(scope, id, [...environmentProblems(scope, cluster), ...problemsOf(issuerUrl, { usernamePrefix, groupsPrefix }, before.length)]);
    super(scope, id);
    const resource = new CfnIdentityProviderConfig(this, 'Resource', {
      clusterName: cluster.clusterName,
      type: 'oidc',
      oidc: {
        issuerUrl,
        clientId,
        usernameClaim: props.usernameClaim ?? 'sub',
        usernamePrefix,
        groupsClaim: props.groupsClaim ?? 'groups',
        groupsPrefix,
        requiredClaims: props.requiredClaims && Object.entries(props.requiredClaims).map(([key, value]) => ({ key, value })),
      },
    });
    this.node.defaultChild = resource;
    inventory._provide(resource, feature('oidc-users'), feature('administrator'));
    // one change of the cluster at a time: not while profiles of Fargate are made, nor while another provider is
    inventory._orderAfter(resource, feature('nodes'));
    const previous = before.filter((each) => Stack.of(each) === Stack.of(this)).slice(-1);
    previous.forEach((each) => resource.addResourceDependency(each as CfnIdentityProviderConfig));
  }
}

function problemsOf(issuerUrl: string, prefixes: Readonly<Record<string, string>>, before: number): Problem[] {
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html';
  return [
    ...(before >= MOST
      ? [
          {
            finding: `the cluster has ${before} OIDC identity provider${before > 1 ? 's' : ''} already`,
            constraint: `it has at most ${MOST}`,
            remediation: 'Remove one of them',
            source,
          },
        ]
      : []),
    ...(Token.isUnresolved(issuerUrl) || issuerUrl.startsWith('https://')
      ? []
      : [{ finding: `issuerUrl is '${issuerUrl}'`, constraint: 'it begins with https://', remediation: 'Correct it', source }]),
    ...Object.entries(prefixes)
      .filter(([, prefix]) => prefix.includes('system:'))
      .map(([prop, prefix]) => ({
        finding: `${prop} is '${prefix}'`,
        constraint: 'names with system: belong to Kubernetes',
        remediation: 'Choose another',
        source,
      })),
  ];
}
