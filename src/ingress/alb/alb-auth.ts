import { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Duration } from 'cdk8s';
import { checkOptions } from '../../props/check-props';

/** Settings of user sessions. */
export interface AlbAuthOptions {
  /**
   * Behavior for requests without a session: authenticate, allow or deny.
   *
   * @default 'authenticate'
   */
  readonly onUnauthenticatedRequest?: string;
  /**
   * OIDC scopes, separated by spaces.
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
   * Maximum duration of a session: at most 7 days.
   *
   * @default Duration.days(7)
   */
  readonly sessionTimeout?: Duration;
}

/** Settings of authentication with an Amazon Cognito user pool. */
export interface AlbCognitoAuthOptions extends AlbAuthOptions {
  /** The user pool. */
  readonly userPool: IUserPool;
  /** The app client of the pool, with a secret and the callback URL `https://<host>/oauth2/idpresponse`. */
  readonly userPoolClient: IUserPoolClient;
  /** Domain of the pool: the prefix of an Amazon Cognito domain, or a full custom domain. */
  readonly userPoolDomain: string;
}

/** Settings of authentication with an OpenID Connect provider. */
export interface AlbOidcAuthOptions extends AlbAuthOptions {
  /** Issuer URL of the provider. */
  readonly issuer: string;
  /** Authorization endpoint of the provider. */
  readonly authorizationEndpoint: string;
  /** Token endpoint of the provider. */
  readonly tokenEndpoint: string;
  /** User info endpoint of the provider. */
  readonly userInfoEndpoint: string;
  /**
   * Name of a Secret of the same namespace with `clientID` and `clientSecret`, like that of an `ExternalSecret`. The controller is granted
   * access to this Secret only.
   */
  readonly secretName: string;
}

/** Authentication of users by the load balancer. Needs a certificate. */
export abstract class AlbAuth {
  /** Users of an Amazon Cognito user pool. */
  static cognito(options: AlbCognitoAuthOptions): AlbAuth {
    checkOptions('AlbCognitoAuthOptions', 'AlbAuth.cognito', options);
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

  /** Users of an OpenID Connect provider. Not on Auto Mode. */
  static oidc(options: AlbOidcAuthOptions): AlbAuth {
    checkOptions('AlbOidcAuthOptions', 'AlbAuth.oidc', options);
    const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName, ...rest } = options;
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
