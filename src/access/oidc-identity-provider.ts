import { Stack, Token } from 'aws-cdk-lib';
import { CfnIdentityProviderConfig, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { feature } from '../catalog/capability.rules';
import { environmentProblems } from '../cluster/cluster-environment';
import { failOn, Problem } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';
import { checkProps } from '../props/check-props';

/** Maximum number of providers of a cluster. Source: EKS User Guide, authenticate-oidc-identity-provider. */
const MOST = 10;

/** Properties of {@link OidcIdentityProvider}. */
export interface OidcIdentityProviderProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /** URL of the issuer. It begins with https:// and is reachable over the internet. */
  readonly issuerUrl: string;
  /** Client ID (audience) of the tokens. */
  readonly clientId: string;
  /**
   * Token claim with the username.
   *
   * @default 'sub'
   */
  readonly usernameClaim?: string;
  /**
   * Prefix of usernames in Kubernetes. It cannot contain `system:`.
   *
   * @default 'oidc:'
   */
  readonly usernamePrefix?: string;
  /**
   * Token claim with the groups of the user.
   *
   * @default 'groups'
   */
  readonly groupsClaim?: string;
  /**
   * Prefix of groups in Kubernetes: the group `admins` of the provider is `oidc:admins`, which is the `groupName` of a `KubernetesGroup`.
   * It cannot contain `system:`.
   *
   * @default 'oidc:'
   */
  readonly groupsPrefix?: string;
  /**
   * Token claims that are required, with their values.
   *
   * @default - none
   */
  readonly requiredClaims?: { [claim: string]: string };
}

/**
 * An OIDC identity provider for users of the cluster, in addition to IAM: at most 10 per cluster. Any change replaces it, which takes
 * minutes.
 *
 * Users have the permissions of the `KubernetesGroup`s in their token. EKS access policies are for IAM principals only.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html
 *
 * @example
 * new OidcIdentityProvider(this, 'Users', { cluster, issuerUrl: 'https://login.example.com', clientId: 'kubernetes' });
 *
 * new KubernetesGroup(this, 'Developers', { cluster, groupName: 'oidc:developers', clusterRoles: ['view'] });
 */
export class OidcIdentityProvider extends Construct {
  constructor(scope: Construct, id: string, props: OidcIdentityProviderProps) {
    checkProps('OidcIdentityProviderProps', scope, id, props, new.target !== OidcIdentityProvider);
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
            finding: `the cluster already has ${before} OIDC identity providers`,
            constraint: `EKS supports at most ${MOST}`,
            remediation: 'Remove an OidcIdentityProvider',
            source,
          },
        ]
      : []),
    ...(Token.isUnresolved(issuerUrl) || issuerUrl.startsWith('https://')
      ? []
      : [
          {
            finding: `issuerUrl is '${issuerUrl}'`,
            constraint: 'must begin with https://',
            remediation: 'Use the https:// URL of the issuer',
            source,
          },
        ]),
    ...Object.entries(prefixes)
      .filter(([, prefix]) => prefix.includes('system:'))
      .map(([prop, prefix]) => ({
        finding: `${prop} is '${prefix}'`,
        constraint: 'must not contain system:, which Kubernetes reserves',
        remediation: 'Use another prefix',
        source,
      })),
  ];
}
