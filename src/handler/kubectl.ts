import { execute, withRetries, CommandResult } from './command';
import { errorSummary, unknownKind } from './command-errors.rules';
import { Failure, Invocation } from './custom-resource-request';
import { ApplyOptions, KindRef, Kubernetes, ApplyRejection, ListOptions } from './kubernetes';
import { LiveObject, ObjectRef, ClusterScopedKinds } from './object-ref.rules';
import { FIELD_MANAGER } from './ownership';
import { groupOf, KubernetesObject, objectsIn } from '../kubernetes/kubernetes-object.rules';

/** Where kubectl finds the cluster. */
export interface KubeConfig {
  /** path of a kubeconfig with credentials that are valid now, and with the namespace of objects that have none of their own. */
  currentFile(namespace?: string): Promise<string>;
  /** makes new credentials the next time. */
  refreshToken(): void;
}

export interface Executables {
  /** folders of kubectl and helm, and a folder that they may write to. */
  readonly path: string;
  readonly home: string;
}

/** One request of kubectl may take this long before the server counts as one that does not answer. */
const REQUEST_TIMEOUT_SECONDS = 60;
const LOG_LINES = 20;

/** The Kubernetes API through the kubectl of the layer. */
export class Kubectl implements Kubernetes {
  private clusterScopedCache?: ClusterScopedKinds;

  constructor(
    private readonly run: Invocation,
    private readonly config: KubeConfig,
    private readonly programs: Executables,
  ) {}

  async apply(objects: readonly KubernetesObject[], options: ApplyOptions): Promise<ApplyRejection[]> {
    if (objects.length === 0) return [];
    const together = await this.runApply(objects, options);
    if (together.code === 0) return [];
    if (objects.length === 1) return [{ object: objects[0], reason: errorSummary(together.stderr) }];
    // what kubectl prints does not always name the object: one by one it is known
    const refusals: ApplyRejection[] = [];
    for (const object of objects) refusals.push(...(await this.apply([object], options)));
    return refusals;
  }

  async get(refs: readonly ObjectRef[]): Promise<LiveObject[]> {
    return this.withKnownKinds(refs, async (known) =>
      this.kubectl(['get', '-f', '-', '--ignore-not-found', '-o', 'json'], documentsOf(known)),
    );
  }

  async getByManifest(manifest: string, namespace: string): Promise<LiveObject[]> {
    if (!/\bkind["']?\s*:/.test(manifest)) return [];
    // the namespace is that of the context: with --namespace kubectl refuses an object of another one (source: cli-runtime,
    // resource/visitor.go, RequireNamespace)
    const printed = await this.kubectl(['get', '-f', '-', '--ignore-not-found', '-o', 'json'], manifest, namespace);
    return parsed(onlyUnknownKinds(printed) ? printed : succeeded(printed));
  }

  async list({ apiVersion, kind }: KindRef, { namespace, selector }: ListOptions = {}): Promise<LiveObject[]> {
    const version = apiVersion.split('/').pop();
    const printed = await this.kubectl([
      'get',
      `${kind}.${version}.${groupOf(apiVersion)}`,
      ...(namespace ? ['--namespace', namespace] : ['--all-namespaces']),
      ...(selector ? ['--selector', selector] : []),
      '-o',
      'json',
    ]);
    if (
      printed.code !== 0 &&
      /doesn't have a resource type|no matches for kind|could not find the requested resource/.test(printed.stderr)
    ) {
      return [];
    }
    return parsed(succeeded(printed));
  }

  async delete(refs: readonly ObjectRef[], cascade: 'foreground' | 'background' = 'foreground'): Promise<void> {
    await this.withKnownKinds(refs, async (known) =>
      this.kubectl(['delete', '-f', '-', '--ignore-not-found', '--wait=false', `--cascade=${cascade}`, '-o', 'name'], documentsOf(known)),
    );
  }

  async annotate(ref: ObjectRef, annotations: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changes = Object.entries(annotations).map(([name, value]) => (value === undefined ? `${name}-` : `${name}=${value}`));
    const printed = await this.kubectl(
      ['annotate', '-f', '-', '--overwrite', `--field-manager=${FIELD_MANAGER}`, '-o', 'name', ...changes],
      documentsOf([documentOf(ref)]),
    );
    if (printed.code !== 0 && !/\(NotFound\)/.test(printed.stderr) && !unknownKind(printed.stderr)) succeeded(printed);
  }

  async listBySelector(selector: string): Promise<LiveObject[]> {
    const kinds = await this.kubectl(['api-resources', '--verbs=list,delete', '-o', 'name']);
    const names = kinds.stdout.trim().split('\n').filter(Boolean);
    if (names.length === 0) succeeded(kinds);
    return parsed(
      succeeded(
        await this.kubectl(['get', names.join(','), '--all-namespaces', '--selector', selector, '--ignore-not-found', '-o', 'json']),
      ),
    );
  }

  async logs(namespace: string, pod: string, container: string, previous: boolean): Promise<string> {
    return succeeded(
      await this.kubectl([
        'logs',
        pod,
        '--namespace',
        namespace,
        '--container',
        container,
        `--tail=${LOG_LINES}`,
        ...(previous ? ['--previous'] : []),
      ]),
    ).stdout;
  }

  async clusterScopedKinds(): Promise<ClusterScopedKinds> {
    // one API that is out of order does not hide the others
    const printed = this.clusterScopedCache ? undefined : await this.kubectl(['api-resources', '--namespaced=false', '--no-headers']);
    if (printed && printed.stdout === '') succeeded(printed);
    this.clusterScopedCache =
      this.clusterScopedCache ??
      new Set(
        printed!.stdout
          .trim()
          .split('\n')
          .map((line) => line.trim().split(/\s+/))
          .map((columns) => {
            const [apiVersion, , kind] = columns.slice(-3);
            return `${groupOf(apiVersion)}/${kind}`;
          }),
      );
    return this.clusterScopedCache;
  }

  private runApply(objects: readonly KubernetesObject[], { forceConflicts, dryRun }: ApplyOptions): Promise<CommandResult> {
    return this.kubectl(
      [
        'apply',
        '-f',
        '-',
        '--server-side',
        `--field-manager=${FIELD_MANAGER}`,
        ...(forceConflicts ? ['--force-conflicts'] : []),
        ...(dryRun ? ['--dry-run=server'] : []),
        '-o',
        'name',
      ],
      documentsOf(objects),
    );
  }

  // objects of a kind without a CRD do not exist
  private async withKnownKinds(
    refs: readonly ObjectRef[],
    attempt: (known: readonly object[]) => Promise<CommandResult>,
  ): Promise<LiveObject[]> {
    if (refs.length === 0) return [];
    const printed = await attempt(refs.map(documentOf));
    const unknown = printed.code === 0 ? undefined : unknownKind(printed.stderr);
    if (!unknown) return parsed(succeeded(printed));
    const known = refs.filter((ref) => ref.kind !== unknown.kind || ref.apiVersion !== unknown.apiVersion);
    if (known.length === refs.length) throw new Failure(errorSummary(printed.stderr));
    return this.withKnownKinds(known, attempt);
  }

  private kubectl(args: readonly string[], input?: string, namespace?: string): Promise<CommandResult> {
    const { path, home } = this.programs;
    const given = [...args, `--request-timeout=${REQUEST_TIMEOUT_SECONDS}s`, `--cache-dir=${home}/kube-cache`];
    const { HTTPS_PROXY, NO_PROXY } = process.env;
    const attempt = async () =>
      execute('kubectl', given, {
        input,
        env: { PATH: path, HOME: home, KUBECONFIG: await this.config.currentFile(namespace), HTTPS_PROXY, NO_PROXY },
        timeoutMilliseconds: Math.max(1_000, this.run.deadline - this.run.clock.now()),
      });
    return withRetries(this.run, attempt, () => this.config.refreshToken());
  }
}

const documentOf = ({ apiVersion, kind, namespace, name }: ObjectRef): object => ({ apiVersion, kind, metadata: { name, namespace } });

// one document for each object: a List kubectl checks itself, with a description of all kinds that it fetches for that, instead of asking
// the API server
const documentsOf = (objects: readonly object[]): string => objects.map((object) => JSON.stringify(object)).join('\n');

// kubectl prints what it found before it fails on the kinds that the cluster does not serve
function onlyUnknownKinds({ code, stderr }: CommandResult): boolean {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^ensure CRDs are installed first$/.test(line.trim()));
  return code !== 0 && lines.length > 0 && lines.every((line) => unknownKind(line) !== undefined);
}

function succeeded(printed: CommandResult): CommandResult {
  if (printed.code !== 0) throw new Failure(errorSummary(printed.stderr));
  return printed;
}

const parsed = ({ stdout }: CommandResult): LiveObject[] =>
  stdout.trim().startsWith('{') ? (objectsIn(JSON.parse(stdout)) as LiveObject[]) : [];
