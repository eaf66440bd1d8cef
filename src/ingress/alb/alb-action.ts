/** Where a request is sent instead. */
export interface AlbRedirectOptions {
  /**
   * Host name, in which `#{host}` stands for that of the request.
   *
   * @default '#{host}'
   */
  readonly host?: string;
  /**
   * Path, in which `#{path}` stands for that of the request.
   *
   * @default '/#{path}'
   */
  readonly path?: string;
  /**
   * Query, in which `#{query}` stands for that of the request.
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
   * Whether the browser remembers it (301 instead of 302).
   *
   * @default false
   */
  readonly permanent?: boolean;
}

/** A share of the requests. */
export interface AlbWeightedService {
  /** Name of a Service of the same namespace. */
  readonly serviceName: string;
  /**
   * Its port.
   *
   * @default 80
   */
  readonly servicePort?: number;
  /** Share of the requests: 0 to 999. */
  readonly weight: number;
}

/** What a load balancer does with a request. */
export abstract class AlbAction {
  /** Answers by itself. The text has at most 1,024 characters. */
  static fixedResponse(statusCode: number, messageBody: string = '', contentType: string = 'text/plain'): AlbAction {
    return new Action({
      type: 'fixed-response',
      fixedResponseConfig: { contentType, statusCode: String(statusCode), ...(messageBody ? { messageBody } : {}) },
    });
  }

  /** Sends the client somewhere else, over HTTPS. */
  static redirect({
    host = '#{host}',
    path = '/#{path}',
    query = '#{query}',
    port = '443',
    permanent = false,
  }: AlbRedirectOptions = {}): AlbAction {
    return new Action({
      type: 'redirect',
      redirectConfig: { host, path, query, port, protocol: 'HTTPS', statusCode: permanent ? 'HTTP_301' : 'HTTP_302' },
    });
  }

  /**
   * Shares requests between Services: at most 5.
   *
   * @param weights the shares
   * @param stickySeconds how long a client stays with its Service; without it, no time
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

/** What must be true of a request beside its host and path. All of several conditions must be. */
export abstract class AlbCondition {
  /** A header has one of the values, which may hold `*` and `?`. */
  static httpHeader(name: string, ...values: string[]): AlbCondition {
    return new Condition({ field: 'http-header', httpHeaderConfig: { httpHeaderName: name, values } }, values.length);
  }

  /** The method is one of these. */
  static httpRequestMethod(...values: string[]): AlbCondition {
    return new Condition({ field: 'http-request-method', httpRequestMethodConfig: { values } }, values.length);
  }

  /** A parameter of the query has the value. */
  static queryString(key: string, value: string): AlbCondition {
    return new Condition({ field: 'query-string', queryStringConfig: { values: [{ key, value }] } }, 1);
  }

  /** The client is in one of these blocks of addresses. */
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

/** A rule of a load balancer that comes before the route to the pods. */
export interface AlbRule {
  /** What it does. */
  readonly action: AlbAction;
  /**
   * Path that requests begin with: an absolute path.
   *
   * @default - that of the route
   */
  readonly path?: string;
  /**
   * What else must be true of a request.
   *
   * @default - nothing
   */
  readonly conditions?: AlbCondition[];
}
