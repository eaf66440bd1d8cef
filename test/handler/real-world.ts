import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiServer } from './api-server';
import { programs } from './programs';
import { ApiAccess } from '../../src/handler/api-connection';
import { ApiCredentials, ApiKubernetes } from '../../src/handler/api-kubernetes';
import { kubeconfig } from '../../src/handler/aws';
import { Clock, Failure, Properties, CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { handle, HandlerEnvironment } from '../../src/handler/handler';
import { HelmCli } from '../../src/handler/helm-cli';
import { KubeConfig } from '../../src/handler/kube-config';
import { CustomResourceResponse } from '../../src/handler/response';
import { OBJECTS_RESOURCE, HELM_RELEASE_RESOURCE, PRUNE_RESOURCE, VALUE_RESOURCE } from '../../src/model/custom-resource-types.data';

/** Time that passes in waits, and where a test advances it. */
class PassingTime implements Clock {
  private milliseconds = 1_700_000_000_000;

  constructor(private readonly passed: () => void) {}

  now(): number {
    return this.milliseconds;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.pass(milliseconds);
    this.passed();
  }

  pass(milliseconds: number): void {
    this.milliseconds += milliseconds;
  }
}

/** Gives out the credential that counts, as one that was made anew does. */
class TestConfig implements KubeConfig, ApiCredentials {
  renewals = 0;
  /** what happens before every request, and before every start of Helm. */
  beforeUse: () => void;

  constructor(
    private readonly server: string,
    private token: string,
    private readonly file: string,
    private readonly fresh: () => string,
  ) {
    this.beforeUse = () => undefined;
  }

  async currentFile(): Promise<string> {
    fs.writeFileSync(this.file, kubeconfig(await this.access(), ''));
    return this.file;
  }

  async access(): Promise<ApiAccess> {
    this.beforeUse();
    return { server: `${this.server}/${this.token}`, certificate: '', token: this.token };
  }

  refreshToken(): void {
    this.renewals++;
    this.token = this.fresh();
  }
}

const RUN = 15 * 60_000;
const STACK = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/1';

export type Kind = typeof OBJECTS_RESOURCE | typeof HELM_RELEASE_RESOURCE | typeof PRUNE_RESOURCE | typeof VALUE_RESOURCE;

/** The function as it runs, with the real programs, against an API server of the test. */
export class RealWorld {
  static async start(): Promise<RealWorld> {
    const server = new ApiServer();
    return new RealWorld(server, await server.start());
  }

  readonly clock = new PassingTime(() => this.server.store.settle());
  readonly home = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-test-'));
  readonly answers: CustomResourceResponse[] = [];
  readonly log: string[] = [];
  readonly config: TestConfig;
  /** files in the bucket of the app. */
  readonly files = new Map<string, string>();
  runs = 0;
  requestTimeout: number | undefined;
  /** where the programs are. */
  path = programs();
  private requests = 0;

  private constructor(
    readonly server: ApiServer,
    readonly address: string,
  ) {
    this.config = new TestConfig(address, server.token, path.join(this.home, 'kubeconfig'), () => server.token);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    fs.rmSync(this.home, { recursive: true, force: true });
  }

  /** Writes a kubeconfig for a program that a test starts itself. */
  writeConfig(file: string): void {
    fs.writeFileSync(file, kubeconfig({ server: `${this.address}/${this.server.token}`, certificate: '' }, ''));
  }

  /** Asks the function for something and returns its answer, however many runs it takes. */
  async ask(
    RequestType: CustomResourceRequest['RequestType'],
    ResourceType: Kind,
    LogicalResourceId: string,
    properties: Omit<Properties, 'ClusterName'>,
    StackId = STACK,
    before: Pick<CustomResourceRequest, 'OldResourceProperties'> = {},
  ): Promise<CustomResourceResponse> {
    const answered = this.answers.length;
    const request = {
      ...before,
      RequestType,
      ResourceType,
      LogicalResourceId,
      StackId,
      ResponseURL: 'https://answer.example.com',
      RequestId: `request-${++this.requests}`,
    };
    const next: CustomResourceRequest[] = [{ ...request, ResourceProperties: { ClusterName: 'cluster', ...properties } }];
    for (let each = next.shift(); each; each = next.shift()) {
      this.runs++;
      await handle(
        this.world((rest) => next.push(rest)),
        each,
        RUN,
      );
    }
    const answers = this.answers.slice(answered);
    if (answers.length !== 1) throw new Error(`there are ${answers.length} answers`);
    return answers[0];
  }

  private world(goOn: (request: CustomResourceRequest) => void): HandlerEnvironment {
    return {
      clock: this.clock,
      connect: async (_, run) => {
        const found = { path: this.path, home: this.home };
        const kubernetes = new ApiKubernetes(run, this.config, this.requestTimeout);
        const fetchChart = async (address: string) => {
          const file = this.files.get(address);
          if (file === undefined) throw new Failure(`${address} does not exist`);
          return file;
        };
        return {
          kubernetes,
          helm: new HelmCli(run, this.config, found, { kubernetes, fetchChart, registryCredentials: async () => undefined }),
        };
      },
      download: async (_, key) => this.files.get(key) ?? '',
      respond: async (_, answer) => {
        this.answers.push(answer);
      },
      reinvoke: async (request) => goOn(request),
      log: (message) => {
        this.log.push(message);
      },
    };
  }
}
