import { IResolveContext, Lazy, Token } from 'aws-cdk-lib';
import { CfnRole, FederatedPrincipal, IOpenIdConnectProvider, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
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

/** The role's trust policy: by default 2,048 characters, on request 4,096. Source: IAM User Guide, reference_iam-quotas. */
export const TRUST_SIZE = 2048;
/** What the issuer and the ARN of the provider add, which stand as tokens. */
const ISSUER_SIZE = 75;

/** The size of a trust policy in the template, about. */
export function trustSize(policy: unknown): number {
  const text = JSON.stringify(policy);
  return text.length + (text.split('sts:AssumeRoleWithWebIdentity').length - 1) * ISSUER_SIZE;
}

/**
 * Writes the role's trust policy as text, in which a condition key may hold the issuer: no custom resource is needed.
 *
 * The live document is written, so that statements added later are in it. Where the issuer is literal the policy stays an object.
 *
 * @param others statements that are added where the quota has room for all of them
 */
export function writeTrust(role: Role, provider: IOpenIdConnectProvider, others: readonly PolicyStatement[]): void {
  const trust = role.assumeRolePolicy as PolicyDocument;
  const issuer = provider.openIdConnectProviderIssuer;
  (role.node.defaultChild as CfnRole).assumeRolePolicyDocument = Lazy.uncachedAny({
    produce: (context: IResolveContext) => {
      const policy = withStatements(trust, others);
      return Token.isUnresolved(issuer)
        ? joined(jsonParts(policy, context).flatMap((part) => (typeof part === 'string' ? withIssuer(part, issuer) : [part])))
        : policy;
    },
  });
}

function withStatements(trust: PolicyDocument, others: readonly PolicyStatement[]): unknown {
  const own = trust.toJSON() as { readonly Statement: readonly unknown[] };
  const all = { ...own, Statement: [...own.Statement, ...others.map((each) => each.toStatementJson())] };
  return trustSize(all) <= TRUST_SIZE ? all : own;
}

function withIssuer(text: string, issuer: string): unknown[] {
  return text.split(ISSUER).flatMap((piece, index) => (index === 0 ? [piece] : [issuer, piece]));
}
