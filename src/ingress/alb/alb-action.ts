import { checkOptions } from '../../props/check-props';
/** Target of a redirect. */
export interface AlbRedirectOptions {
  /**
   * Host name; `#{host}` is that of the request.
   *
   * @default '#{host}'
   */
  readonly host?: string;
  /**
   * Path; `#{path}` is that of the request.
   *
   * @default '/#{path}'
   */
  readonly path?: string;
  /**
   * Query; `#{query}` is that of the request.
   *
   * @default '#{query}'
   */
  readonly query?: string;
  /**
   * Port, or `#{port}`.
   *
   * @default '443'
   */
  readonly port?: string;
  /**
   * Whether the redirect is permanent (301 instead of 302).
   *
   * @default false
   */
  readonly permanent?: boolean;
}

/** A weighted Service of a forward action. */
export interface AlbWeightedService {
  /** Name of a Service of the same namespace. */
  readonly serviceName: string;
  /**
   * Port of the Service.
   *
   * @default 80
   */
  readonly servicePort?: number;
  /** Weight: 0 to 999. */
  readonly weight: number;
}

/** Action of a load balancer rule. */
export abstract class AlbAction {
  /** Returns a fixed response. The message body has at most 1,024 characters. */
  static fixedResponse(statusCode: number, messageBody: string = '', contentType: string = 'text/plain'): AlbAction {
    return new Action({
      type: 'fixed-response',
      fixedResponseConfig: { contentType, statusCode: String(statusCode), ...(messageBody ? { messageBody } : {}) },
    });
  }

  /** Redirects the client, to HTTPS. */
  static redirect(options: AlbRedirectOptions = {}): AlbAction {
    checkOptions('AlbRedirectOptions', 'AlbAction.redirect', options);
    const { host = '#{host}', path = '/#{path}', query = '#{query}', port = '443', permanent = false } = options;
    return new Action({
      type: 'redirect',
      redirectConfig: { host, path, query, port, protocol: 'HTTPS', statusCode: permanent ? 'HTTP_301' : 'HTTP_302' },
    });
  }

  /**
   * Forwards requests to Services by weight: at most 5.
   *
   * @param weights Services and their weights
   * @param stickySeconds duration for which a client is sent to the same Service; 0 by default: no stickiness
   */
  static weightedForward(weights: AlbWeightedService[], stickySeconds?: number): AlbAction {
    const targetGroups = weights.map(({ serviceName, servicePort = 80, weight }) => ({ serviceName, servicePort, weight }));
    return new Action(
      {
        type: 'forward',
        forwardConfig: {
          targetGroups,
          ...(stickySeconds ? { targetGroupStickinessConfig: { enabled: true, durationSeconds: stickySeconds } } : {}),
        },
      },
      weights,
    );
  }

  /** @internal */
  public abstract readonly _action: object;
  /** Services that it forwards to. @internal */
  public abstract readonly _weights: readonly AlbWeightedService[];
}

class Action extends AlbAction {
  constructor(
    public readonly _action: object,
    public readonly _weights: readonly AlbWeightedService[] = [],
  ) {
    super();
  }
}

/** Condition of a load balancer rule, in addition to host and path. A request must match all conditions. */
export abstract class AlbCondition {
  /** A header has one of the values; `*` and `?` are wildcards. */
  static httpHeader(name: string, ...values: string[]): AlbCondition {
    return new Condition({ field: 'http-header', httpHeaderConfig: { httpHeaderName: name, values } }, values.length);
  }

  /** The HTTP method is one of these. */
  static httpRequestMethod(...values: string[]): AlbCondition {
    return new Condition({ field: 'http-request-method', httpRequestMethodConfig: { values } }, values.length);
  }

  /** A query parameter has the value. */
  static queryString(key: string, value: string): AlbCondition {
    return new Condition({ field: 'query-string', queryStringConfig: { values: [{ key, value }] } }, 1);
  }

  /** The address of the client is in one of these CIDR blocks. */
  static sourceIp(...cidrs: string[]): AlbCondition {
    return new Condition({ field: 'source-ip', sourceIpConfig: { values: cidrs } }, cidrs.length);
  }

  /** @internal */
  public abstract readonly _condition: object;
  /** @internal */
  public abstract readonly _values: number;
}

class Condition extends AlbCondition {
  constructor(
    public readonly _condition: object,
    public readonly _values: number,
  ) {
    super();
  }
}

/** A load balancer rule with a higher priority than the route to the pods. */
export interface AlbRule {
  /** Action of the rule. */
  readonly action: AlbAction;
  /**
   * Path prefix: an absolute path.
   *
   * @default - that of the route
   */
  readonly path?: string;
  /**
   * Conditions that a request must match, in addition to host and path.
   *
   * @default - none
   */
  readonly conditions?: AlbCondition[];
}
