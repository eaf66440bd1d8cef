import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Account, Item } from './account';
import { Assets, Charts } from './charts';
import { ClusterWorld } from './cluster';
import { reaches } from './services/ec2';
import { StoreHelm } from './store-helm';
import { StoreKubernetes } from './store-kubernetes';
import { webhookProblem } from './webhooks';
import { ApiAccess } from '../../src/handler/api-connection';
import { ApiCredentials, ApiKubernetes } from '../../src/handler/api-kubernetes';
import { kubeconfig } from '../../src/handler/aws';
import { Failure, CustomResourceRequest, Invocation } from '../../src/handler/custom-resource-request';
import { handle, HandlerEnvironment } from '../../src/handler/handler';
import { ChartSource, Helm, OperationOptions, ReleaseName, UpgradeOptions } from '../../src/handler/helm';
import { ChartSourceAccess, HelmCli } from '../../src/handler/helm-cli';
import { KubeConfig, Executables } from '../../src/handler/kube-config';
import { Kubernetes } from '../../src/handler/kubernetes';
import { CustomResourceResponse } from '../../src/handler/response';
import { at, KubernetesObject, listAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../handler/api-fields';
import { Subject } from '../handler/api-rbac';
import { programs } from '../handler/programs';

/** What goes wrong in a call of the function. */
export type FunctionFault = 'refused' | 'half applied' | 'not ready' | 'answers failed';

const RUN = 15 * 60_000;
const DENIED = 'admission webhook "policy.example.com" denied the request';

/**
 * The function that serves the custom resources: the real handler, with the real kubectl and Helm, or with the same API without starting
 * programs.
 */
export class DeliveryFunction {
  readonly log: string[] = [];
  private readonly charts: Charts;
  private home?: string;
  private fault?: FunctionFault;
  private written = 0;
  private pending: readonly string[] = [];

  constructor(
    private readonly account: Account,
    private readonly assets: Assets,
    private readonly mode: 'memory' | 'programs',
  ) {
    this.charts = new Charts(assets);
  }

  async stop(): Promise<void> {
    for (const cluster of this.account.clusters.values()) await cluster.server.stop().catch(() => undefined);
    if (this.home) fs.rmSync(this.home, { recursive: true, force: true });
  }

  /** Works on a request of CloudFormation until it is answered. */
  async call(lambda: Item, request: CustomResourceRequest, fault?: FunctionFault): Promise<CustomResourceResponse> {
    this.fault = fault;
    this.written = 0;
    const answers: CustomResourceResponse[] = [];
    const pending: CustomResourceRequest[] = [request];
    try {
      for (let next = pending.shift(); next; next = pending.shift()) {
        await handle(this.world(lambda, answers, pending), next, RUN);
      }
    } finally {
      this.pending = [...this.account.clusters.values()].flatMap(({ pods }) => pods.whyPending());
      this.account.clusters.forEach((cluster) => {
        cluster.neverReady = false;
      });
    }
    if (answers.length !== 1) throw new Error(`${answers.length} answers to ${request.RequestType} of ${request.LogicalResourceId}`);
    const [answer] = answers;
    if (answer.Status === 'FAILED' && this.pending.length > 0) {
      return { ...answer, Reason: `${answer.Reason} (pods: ${this.pending.join('; ')})` };
    }
    // a fault that met nothing to fail at is an answer that is lost
    return fault && answer.Status === 'SUCCESS' ? { ...answer, Status: 'FAILED', Reason: 'the answer was lost' } : answer;
  }

  /** An uploaded file. */
  textOf(key: string): string {
    const file = this.assets.get(key);
    if (file === undefined || !fs.existsSync(file)) throw new Error(`NoSuchKey: ${key}`);
    return fs.readFileSync(file, 'utf8');
  }

  private world(lambda: Item, answers: CustomResourceResponse[], pending: CustomResourceRequest[]): HandlerEnvironment {
    return {
      clock: this.account.time,
      connect: async (name, run) => this.connect(lambda, name, run),
      download: async (_, key) => this.textOf(key),
      respond: async (_, answer) => {
        answers.push(answer);
      },
      reinvoke: async (request) => {
        pending.push(request);
      },
      log: (message) => {
        this.log.push(message);
      },
    };
  }

  private async connect(lambda: Item, name: string, run: Invocation): Promise<{ kubernetes: Kubernetes; helm: Helm } | undefined> {
    const subnets = listAt(lambda.properties, 'VpcConfig', 'SubnetIds').map(String);
    const dark = subnets.find((subnet) => !['eks', 's3'].every((service) => reaches(this.account, subnet, service)));
    if (dark) {
      throw new Failure(`the function in ${dark} reaches neither EKS nor S3: it never answers, and the resource fails after an hour`);
    }
    const cluster = this.account.clusters.get(name);
    if (!cluster) return undefined;
    const entry = this.account.get('AWS::EKS::AccessEntry', `${name}|${String(lambda.properties.Role)}`);
    if (!this.account.byArn(lambda.properties.Role) || !entry) {
      throw new Failure('the server has asked for the client to provide credentials: the function has no access entry');
    }
    // an administrator, or a member of groups whose permissions the API server reads from Roles
    cluster.server.subject = isAdmin(entry) ? undefined : subjectOf(entry);
    cluster.neverReady = this.fault === 'not ready';
    return this.mode === 'memory' ? this.inMemory(cluster) : this.withPrograms(cluster, run);
  }

  private inMemory(cluster: ClusterWorld): { kubernetes: Kubernetes; helm: Helm } {
    const kubernetes = new StoreKubernetes(cluster);
    const helm = new StoreHelm(cluster, (source, name, values) => this.charts.objects(source, name, values));
    kubernetes.refuses = (object) => this.refusal(object.kind);
    helm.refuses = (object) => this.refusal(object.kind);
    return { kubernetes, helm };
  }

  // what the function keeps about itself is not what the fault is about
  private refusal(kind: string): string | undefined {
    if (kind === 'Secret' || kind === 'Lease' || (this.fault !== 'refused' && this.fault !== 'half applied')) return undefined;
    return this.fault === 'refused' || this.written++ >= 1 ? DENIED : undefined;
  }

  private async withPrograms(cluster: ClusterWorld, run: Invocation): Promise<{ kubernetes: Kubernetes; helm: Helm }> {
    this.home = this.home ?? fs.mkdtempSync(path.join(os.tmpdir(), 'strata-simulator-'));
    const config = new ServerConfig(await addressOf(cluster), cluster.server.token, this.home);
    const found: Executables = { path: programs(), home: this.home };
    const kubernetes = new ApiKubernetes(run, config);
    cluster.server.hooks.length = 0;
    cluster.server.hooks.push(({ writes, dryRun, kind, name, path: address, method }) => {
      if (!writes) return undefined;
      const served = cluster.store.kinds().find((each) => each.kind === kind);
      const namespace = /\/namespaces\/([^/]+)\//.exec(address)?.[1];
      const object: KubernetesObject = cluster.store.find(kind, namespace ? `${namespace}/${name}` : name) ?? {
        apiVersion: '',
        kind,
        metadata: { namespace },
      };
      const refused = method !== 'DELETE' && (!dryRun || this.fault === 'refused') ? this.refusal(kind) : undefined;
      const problem = refused ?? (served && webhookProblem(cluster, { served, object, operation: OPERATIONS[method] ?? 'UPDATE' }));
      return problem ? { code: refused ? 403 : 500, reason: refused ? 'Forbidden' : 'InternalError', message: problem } : undefined;
    });
    return { kubernetes, helm: new SimulatedHelm(run, config, found, this.charts, kubernetes) };
  }
}

const OPERATIONS: Readonly<Record<string, 'CREATE' | 'DELETE'>> = { POST: 'CREATE', DELETE: 'DELETE' };

const ADMIN = /cluster-access-policy\/AmazonEKSClusterAdminPolicy$/;
const isAdmin = (entry: Item | undefined): boolean =>
  listAt(entry?.properties, 'AccessPolicies').some((policy) => ADMIN.test(String(at(policy, 'PolicyArn'))));

const subjectOf = ({ properties }: Item): Subject => ({
  user: String(properties.PrincipalArn),
  groups: [...listAt(properties, 'KubernetesGroups').map(String), 'system:authenticated'],
});

const addresses = new WeakMap<ClusterWorld, Promise<string>>();

// the controllers work in real time, too: Helm waits for its hooks by itself
function addressOf(cluster: ClusterWorld): Promise<string> {
  const known =
    addresses.get(cluster) ??
    cluster.server.start().then((address) => {
      const work = (): void => {
        const begun = Date.now();
        cluster.work();
        // what has thousands of objects leaves most of the time to the server
        setTimeout(work, Math.max(100, 4 * (Date.now() - begun))).unref();
      };
      work();
      return address;
    });
  addresses.set(cluster, known);
  return known;
}

/** A kubeconfig for the server of a test. */
class ServerConfig implements KubeConfig, ApiCredentials {
  constructor(
    private readonly server: string,
    private readonly token: string,
    private readonly home: string,
  ) {}

  async currentFile(): Promise<string> {
    const file = path.join(this.home, 'kubeconfig');
    fs.writeFileSync(file, kubeconfig(await this.access(), ''));
    return file;
  }

  async access(): Promise<ApiAccess> {
    return { server: `${this.server}/${this.token}`, certificate: '', token: this.token };
  }

  refreshToken(): void {
    // the credential of the test does not run out
  }
}

/** The real Helm; a chart of other people is a stand-in in a folder. */
class SimulatedHelm implements Helm {
  private readonly program: HelmCli;
  private folder = '';

  constructor(
    run: Invocation,
    config: KubeConfig,
    found: Executables,
    private readonly charts: Charts,
    kubernetes: Kubernetes,
  ) {
    const tools: ChartSourceAccess = { kubernetes, fetchChart: async () => this.folder, registryCredentials: async () => undefined };
    this.program = new HelmCli(run, config, found, tools);
  }

  async fetch(source: ChartSource): Promise<string> {
    if ('uploaded' in source) this.charts.asset(source.uploaded);
    return JSON.stringify(source);
  }

  // a stand-in depends on its values
  private async folderOf(source: string, name: ReleaseName, values: string): Promise<string> {
    try {
      this.folder = this.charts.folder(JSON.parse(source) as ChartSource, name, JSON.parse(values) as Fields);
    } catch (error) {
      throw new Failure((error as Error).message);
    }
    return this.program.fetch({ uploaded: 's3://assets/chart' });
  }

  async crds(name: ReleaseName, source: string, values: string): Promise<KubernetesObject[]> {
    return this.program.crds(name, await this.folderOf(source, name, values), values);
  }

  async upgrade(name: ReleaseName, source: string, values: string, options: UpgradeOptions): Promise<void> {
    await this.program.upgrade(name, await this.folderOf(source, name, values), values, options);
  }

  rollback = (name: ReleaseName, revision: number, options: OperationOptions) => this.program.rollback(name, revision, options);
  history = (name: ReleaseName) => this.program.history(name);
  record = (name: ReleaseName, revision: number) => this.program.record(name, revision);
  manifest = (name: ReleaseName) => this.program.manifest(name);
  uninstall = (name: ReleaseName, timeoutSeconds: number) => this.program.uninstall(name, timeoutSeconds);
  markFailed = (name: ReleaseName, revision: number, why: string) => this.program.markFailed(name, revision, why);
}
