import { IResolveContext, Lazy, Token } from 'aws-cdk-lib';
import { CfnRole, FederatedPrincipal, IOpenIdConnectProvider, PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import { joined, jsonParts } from '../apply/token-json';

/** Stands in condition keys for the issuer, whose name only CloudFormation knows. */
const ISSUER = '@oidc@';

/** The principal that a service account is, by the tokens that the cluster's OIDC provider vouches for. */
export function serviceAccountPrincipal(provider: IOpenIdConnectProvider, namespace: string, name: string): FederatedPrincipal {
  const issuer = Token.isUnresolved(provider.openIdConnectProviderIssuer) ? ISSUER : provider.openIdConnectProviderIssuer;
  return new FederatedPrincipal(
    provider.openIdConnectProviderArn,
    {
      StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${name}` },
    },
    'sts:AssumeRoleWithWebIdentity',
  );
}

/**
 * Writes the role's trust policy as text, in which a condition key may hold the issuer: no custom resource is needed.
 *
 * The live document is written, so that statements added later are in it. Where the issuer is literal the policy stays an object.
 */
export function writeTrustAsString(role: Role, provider: IOpenIdConnectProvider): void {
  if (!Token.isUnresolved(provider.openIdConnectProviderIssuer)) return;
  const trust = role.assumeRolePolicy as PolicyDocument;
  (role.node.defaultChild as CfnRole).assumeRolePolicyDocument = Lazy.uncachedAny({
    produce: (context: IResolveContext) =>
      joined(
        jsonParts(trust.toJSON(), context).flatMap((part) =>
          typeof part === 'string' ? withIssuer(part, provider.openIdConnectProviderIssuer) : [part],
        ),
      ),
  });
}

function withIssuer(text: string, issuer: string): unknown[] {
  return text.split(ISSUER).flatMap((piece, index) => (index === 0 ? [piece] : [issuer, piece]));
}
