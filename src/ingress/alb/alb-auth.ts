import { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Duration } from 'cdk8s';

/** How sessions of people are kept. */
export interface AlbAuthOptions {
  /**
   * What becomes of a request without a session: authenticate, allow or deny.
   *
   * @default 'authenticate'
   */
  readonly onUnauthenticatedRequest?: string;
  /**
   * What is asked of the provider, separated by spaces.
   *
   * @default 'openid'
   */
  readonly scope?: string;
  /**
   * Name of the cookie.
   *
   * @default 'AWSELBAuthSessionCookie'
   */
  readonly sessionCookieName?: string;
  /**
   * How long a session lasts: at most 7 days.
   *
   * @default Duration.days(7)
   */
  readonly sessionTimeout?: Duration;
}

/** People of a user pool. */
export interface AlbCognitoAuthOptions extends AlbAuthOptions {
  /** The user pool. */
  readonly userPool: IUserPool;
  /** The client of the pool, with a secret and the callback `https://<host>/oauth2/idpresponse`. */
  readonly userPoolClient: IUserPoolClient;
  /** Domain of the pool: the prefix of an Amazon domain, or a whole domain of your own. */
  readonly userPoolDomain: string;
}

/** People of an OpenID Connect provider. */
export interface AlbOidcAuthOptions extends AlbAuthOptions {
  /** Address of the provider. */
  readonly issuer: string;
  /** Where people are sent. */
  readonly authorizationEndpoint: string;
  /** Where tokens are fetched. */
  readonly tokenEndpoint: string;
  /** Where claims are fetched. */
  readonly userInfoEndpoint: string;
  /**
   * Name of a Secret of the same namespace with `clientID` and `clientSecret`, like that of a `ExternalSecret`. The controller may read
   * this one.
   */
  readonly secretName: string;
}

/** Who may reach a route: the load balancer asks people to log in. Needs a certificate. */
export abstract class AlbAuth {
  /** People of a user pool of Amazon Cognito. */
  static cognito(options: AlbCognitoAuthOptions): AlbAuth {
    const { userPool, userPoolClient, userPoolDomain } = options;
    return new Auth({
      'auth-type': 'cognito',
      'auth-idp-cognito': JSON.stringify({
        userPoolARN: userPool.userPoolArn,
        userPoolClientID: userPoolClient.userPoolClientId,
        userPoolDomain,
      }),
      ...session(options),
    });
  }

  /** People of an OpenID Connect provider. Not on Auto Mode. */
  static oidc({ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName, ...rest }: AlbOidcAuthOptions): AlbAuth {
    return new Auth(
      {
        'auth-type': 'oidc',
        'auth-idp-oidc': JSON.stringify({ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName }),
        ...session(rest),
      },
      secretName,
    );
  }

  /** @internal */
  public abstract readonly _annotations: Record<string, string>;
  /** A Secret that the controller reads. @internal */
  public abstract readonly _secretName?: string;
}

class Auth extends AlbAuth {
  constructor(
    public readonly _annotations: Record<string, string>,
    public readonly _secretName?: string,
  ) {
    super();
  }
}

function session({ onUnauthenticatedRequest, scope, sessionCookieName, sessionTimeout }: AlbAuthOptions): Record<string, string> {
  return {
    ...(onUnauthenticatedRequest ? { 'auth-on-unauthenticated-request': onUnauthenticatedRequest } : {}),
    ...(scope ? { 'auth-scope': scope } : {}),
    ...(sessionCookieName ? { 'auth-session-cookie': sessionCookieName } : {}),
    ...(sessionTimeout ? { 'auth-session-timeout': String(sessionTimeout.toSeconds()) } : {}),
  };
}
