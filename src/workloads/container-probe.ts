import { Duration } from 'cdk8s';
import { Problem, problemMessage, StrataError } from '../errors/problems';
import { checkOptions } from '../props/check-props';

/** Period, timeout and threshold of a probe. */
export interface ContainerProbeOptions {
  /**
   * Period of the probe: 1 second or more.
   *
   * @default Duration.seconds(10)
   */
  readonly period?: Duration;
  /**
   * Timeout of the probe: 1 second or more.
   *
   * @default Duration.seconds(1)
   */
  readonly timeout?: Duration;
  /**
   * Number of consecutive failures after which the container counts as failed: 1 or more.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** A probe of a container. */
export class ContainerProbe {
  /**
   * An HTTP GET request, successful with the status codes 200–399.
   *
   * @param port of the container
   */
  static httpGet(path: string, port: number, options: ContainerProbeOptions = {}): ContainerProbe {
    checkOptions('ContainerProbeOptions', 'ContainerProbe.httpGet', options);
    return new ContainerProbe({ httpGet: { path, port } }, options, [
      ...portProblems(port),
      ...(path.startsWith('/')
        ? []
        : [{ finding: `path is '${path}'`, constraint: 'must begin with a slash', remediation: `Use '/${path}'` }]),
    ]);
  }

  /** A TCP connection. */
  static tcpSocket(port: number, options: ContainerProbeOptions = {}): ContainerProbe {
    checkOptions('ContainerProbeOptions', 'ContainerProbe.tcpSocket', options);
    return new ContainerProbe({ tcpSocket: { port } }, options, portProblems(port));
  }

  /** The gRPC health checking protocol. */
  static grpc(port: number, options: ContainerProbeOptions = {}): ContainerProbe {
    checkOptions('ContainerProbeOptions', 'ContainerProbe.grpc', options);
    return new ContainerProbe({ grpc: { port } }, options, portProblems(port));
  }

  /** A command in the container, successful with exit code 0. */
  static exec(command: string[], options: ContainerProbeOptions = {}): ContainerProbe {
    checkOptions('ContainerProbeOptions', 'ContainerProbe.exec', options);
    return new ContainerProbe(
      { exec: { command } },
      options,
      command.length > 0
        ? []
        : [{ finding: 'command is empty', constraint: 'must have at least one element', remediation: "Use a value like ['pg_isready']" }],
    );
  }

  /** @internal */
  public readonly _probe: object;

  private constructor(action: object, options: ContainerProbeOptions, problems: readonly Problem[]) {
    const { period, timeout, failureThreshold } = options;
    const all = [...problems, ...optionProblems(options)];
    if (all.length > 0) throw new StrataError(all.map((problem) => problemMessage('ContainerProbe', problem)).join('\n'));
    this._probe = {
      ...action,
      ...(period ? { periodSeconds: period.toSeconds() } : {}),
      ...(timeout ? { timeoutSeconds: timeout.toSeconds() } : {}),
      ...(failureThreshold === undefined ? {} : { failureThreshold }),
    };
  }
}

/** Probes of a container. */
export interface ContainerProbes {
  /**
   * Readiness probe: a Service sends no requests to the pod while it fails.
   *
   * @default - the default of the workload
   */
  readonly readiness?: ContainerProbe;
  /**
   * Liveness probe: the container is restarted when it fails. It must not check dependencies of the container.
   *
   * @default - the default of the workload
   */
  readonly liveness?: ContainerProbe;
  /**
   * Startup probe: the other probes begin when it has succeeded.
   *
   * @default - the default of the workload
   */
  readonly startup?: ContainerProbe;
}

const portProblems = (port: number): Problem[] =>
  Number.isInteger(port) && port >= 1 && port <= 65535
    ? []
    : [
        {
          finding: `port is ${port}`,
          constraint: 'must be an integer from 1 to 65535',
          remediation: 'Set it to the port that the container listens on',
        },
      ];

// Kubernetes would take its own defaults for 0
function optionProblems({ period, timeout, failureThreshold }: ContainerProbeOptions): Problem[] {
  const seconds = Object.entries({ period, timeout })
    .filter(([, each]) => each && each.toMilliseconds() < 1000)
    .map(([name, each]) => ({
      finding: `${name} is ${each!.toMilliseconds()} ms`,
      constraint: 'must be at least 1 second',
      remediation: 'Use Duration.seconds(1) or more',
      source: SOURCE,
    }));
  const counted = failureThreshold === undefined || (Number.isInteger(failureThreshold) && failureThreshold >= 1);
  return [
    ...seconds,
    ...(counted
      ? []
      : [
          {
            finding: `failureThreshold is ${failureThreshold}`,
            constraint: 'must be an integer of at least 1',
            remediation: 'Use a value like 3',
            source: SOURCE,
          },
        ]),
  ];
}

const SOURCE = 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';
