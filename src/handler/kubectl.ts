import { execute, patiently, Printed } from './command';
import { essence, unknownKind } from './command-errors.rules';
import { ApplyOptions, KindRef, Kubernetes, Refusal, Where } from './kubernetes';
import { LiveObject, ObjectRef, Scopes } from './object-ref.rules';
import { FIELD_MANAGER } from './ownership';
import { Failure, Run } from './request';
import { groupOf, KubernetesObject, objectsOf } from '../kubernetes/kubernetes-object.rules';

/** Where kubectl finds the cluster. */
export interface KubeConfig {
  /** path of a kubeconfig with credentials that are valid now, and with the namespace of objects that have none of their own. */
  current(namespace?: string): Promise<string>;
  /** makes new credentials the next time. */
  renew(): void;
}

export interface Programs {
  /** folders of kubectl and helm, and a folder that they may write to. */
  readonly path: string;
  readonly home: string;
}

/** One request of kubectl may take this long before the server counts as one that does not answer. */
const REQUEST_TIMEOUT_SECONDS = 60;
const LOG_LINES = 20;

/** The Kubernetes API through the kubectl of the layer. */
export class Kubectl implements Kubernetes {
  private scopes?: Scopes;

  constructor(private readonly run: Run, private readonly config: KubeConfig, private readonly programs: Programs) {}

  async apply(objects: readonly KubernetesObject[], options: ApplyOptions): Promise<Refusal[]> {
    if (objects.length === 0) return [];
    const together = await this.applied(objects, options);
    if (together.code === 0) return [];
    if (objects.length === 1) return [{ object: objects[0], reason: essence(together.stderr) }];
    // what kubectl prints does not always name the object: one by one it is known
    const refusals: Refusal[] = [];
    for (const object of objects) refusals.push(...await this.apply([object], options));
    return refusals;
  }

  async get(refs: readonly ObjectRef[]): Promise<LiveObject[]> {
    return this.withKnownKinds(refs, async (known) => this.kubectl(['get', '-f', '-', '--ignore-not-found', '-o', 'json'], documentsOf(known)));
  }

  async existing(manifest: string, namespace: string): Promise<LiveObject[]> {
    if (!/\bkind["']?\s*:/.test(manifest)) return [];
    // the namespace is that of the context: with --namespace kubectl refuses an object of another one (source: cli-runtime, resource/visitor.go, RequireNamespace)
    const printed = await this.kubectl(['get', '-f', '-', '--ignore-not-found', '-o', 'json'], manifest, namespace);
    return parsed(onlyUnknownKinds(printed) ? printed : succeeded(printed));
  }

  async list({ apiVersion, kind }: KindRef, { namespace, selector }: Where = {}): Promise<LiveObject[]> {
    const version = apiVersion.split('/').pop();
    const printed = await this.kubectl(['get', `${kind}.${version}.${groupOf(apiVersion)}`, ...(namespace ? ['--namespace', namespace] : ['--all-namespaces']), ...(selector ? ['--selector', selector] : []), '-o', 'json']);
    if (printed.code !== 0 && /doesn't have a resource type|no matches for kind|could not find the requested resource/.test(printed.stderr)) return [];
    return parsed(succeeded(printed));
  }

  async delete(refs: readonly ObjectRef[], cascade: 'foreground' | 'background' = 'foreground'): Promise<void> {
    await this.withKnownKinds(refs, async (known) => this.kubectl(['delete', '-f', '-', '--ignore-not-found', '--wait=false', `--cascade=${cascade}`, '-o', 'name'], documentsOf(known)));
  }

  async annotate(ref: ObjectRef, annotations: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changes = Object.entries(annotations).map(([name, value]) => (value === undefined ? `${name}-` : `${name}=${value}`));
    const printed = await this.kubectl(['annotate', '-f', '-', '--overwrite', `--field-manager=${FIELD_MANAGER}`, '-o', 'name', ...changes], documentsOf([documentOf(ref)]));
    if (printed.code !== 0 && !/\(NotFound\)/.test(printed.stderr) && !unknownKind(printed.stderr)) succeeded(printed);
  }

  async search(selector: string): Promise<LiveObject[]> {
    const kinds = await this.kubectl(['api-resources', '--verbs=list,delete', '-o', 'name']);
    const names = kinds.stdout.trim().split('\n').filter(Boolean);
    if (names.length === 0) succeeded(kinds);
    return parsed(succeeded(await this.kubectl(['get', names.join(','), '--all-namespaces', '--selector', selector, '--ignore-not-found', '-o', 'json'])));
  }

  async logs(namespace: string, pod: string, container: string, previous: boolean): Promise<string> {
    return succeeded(await this.kubectl(['logs', pod, '--namespace', namespace, '--container', container, `--tail=${LOG_LINES}`, ...(previous ? ['--previous'] : [])])).stdout;
  }

  async clusterScoped(): Promise<Scopes> {
    // one API that is out of order does not hide the others
    const printed = this.scopes ? undefined : await this.kubectl(['api-resources', '--namespaced=false', '--no-headers']);
    if (printed && printed.stdout === '') succeeded(printed);
    this.scopes = this.scopes ?? new Set(printed!.stdout.trim().split('\n').map((line) => line.trim().split(/\s+/)).map((columns) => {
      const [apiVersion, , kind] = columns.slice(-3);
      return `${groupOf(apiVersion)}/${kind}`;
    }));
    return this.scopes;
  }

  private applied(objects: readonly KubernetesObject[], { force, dryRun }: ApplyOptions): Promise<Printed> {
    return this.kubectl(['apply', '-f', '-', '--server-side', `--field-manager=${FIELD_MANAGER}`, ...(force ? ['--force-conflicts'] : []), ...(dryRun ? ['--dry-run=server'] : []), '-o', 'name'], documentsOf(objects));
  }

  // objects of a kind that nobody defines any more are not there
  private async withKnownKinds(refs: readonly ObjectRef[], attempt: (known: readonly object[]) => Promise<Printed>): Promise<LiveObject[]> {
    if (refs.length === 0) return [];
    const printed = await attempt(refs.map(documentOf));
    const unknown = printed.code === 0 ? undefined : unknownKind(printed.stderr);
    if (!unknown) return parsed(succeeded(printed));
    const known = refs.filter((ref) => ref.kind !== unknown.kind || ref.apiVersion !== unknown.apiVersion);
    if (known.length === refs.length) throw new Failure(essence(printed.stderr));
    return this.withKnownKinds(known, attempt);
  }

  private kubectl(args: readonly string[], input?: string, namespace?: string): Promise<Printed> {
    const { path, home } = this.programs;
    const given = [...args, `--request-timeout=${REQUEST_TIMEOUT_SECONDS}s`, `--cache-dir=${home}/kube-cache`];
    const { HTTPS_PROXY, NO_PROXY } = process.env;
    const attempt = async () => execute('kubectl', given, {
      input,
      env: { PATH: path, HOME: home, KUBECONFIG: await this.config.current(namespace), HTTPS_PROXY, NO_PROXY },
      timeoutMilliseconds: Math.max(1_000, this.run.stopAt - this.run.clock.now()),
    });
    return patiently(this.run, attempt, () => this.config.renew());
  }
}

const documentOf = ({ apiVersion, kind, namespace, name }: ObjectRef): object => ({ apiVersion, kind, metadata: { name, namespace } });

// one document for each object: a List kubectl checks itself, with a description of all kinds that it fetches for that, instead of asking the API server
const documentsOf = (objects: readonly object[]): string => objects.map((object) => JSON.stringify(object)).join('\n');

// kubectl prints what it found before it fails on the kinds that the cluster does not serve
function onlyUnknownKinds({ code, stderr }: Printed): boolean {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^ensure CRDs are installed first$/.test(line.trim()));
  return code !== 0 && lines.length > 0 && lines.every((line) => unknownKind(line) !== undefined);
}

function succeeded(printed: Printed): Printed {
  if (printed.code !== 0) throw new Failure(essence(printed.stderr));
  return printed;
}

const parsed = ({ stdout }: Printed): LiveObject[] => (stdout.trim().startsWith('{') ? objectsOf(JSON.parse(stdout)) as LiveObject[] : []);
