import { isAllowed, ResourceRule } from './api-access.rules';
import { ApiAccess, ApiConnection, ApiRequest, ApiResponse, CONCURRENCY, statusOf } from './api-connection';
import { addressOf, Discovery, KindRef, ServedKind } from './api-discovery';
import { ApiStatus, causeOf, classifyStatus, conflictsOf, NO_ANSWER, statusMessage } from './api-errors.rules';
import { Failure, Invocation } from './custom-resource-request';
import { ApplyOptions, ApplyRejection, DeletionRef, Kubernetes, ListOptions } from './kubernetes';
import { refsInManifest } from './manifest-text';
import { ClusterScopedKinds, LiveObject, ManagedFields, ObjectRef, refOf } from './object-ref.rules';
import { FIELD_MANAGER } from './ownership';
import { AttemptFailure, retrying } from './retries';
import { groupOf, KubernetesObject, listAt } from '../kubernetes/kubernetes-object.rules';

/** Credentials that are valid now. */
export interface ApiCredentials {
  access(): Promise<ApiAccess>;
  /** has new ones the next time. */
  refreshToken(): void;
}

/** A request may take this long. Source: the API server ends its own after 60 seconds (--request-timeout). */
const REQUEST_TIMEOUT = 65_000;
/** Objects of an answer: as kubectl and client-go, half of their 500, because objects such as CRDs are large. */
const PAGE_SIZE = 250;
const LOG_LINES = 20;
const LOG_BYTES = 65_536;

/** Source: Kubernetes API concepts, metadata-only representations. */
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

interface ObjectList {
  readonly items: readonly LiveObject[];
  readonly metadata?: { readonly continue?: string };
}

/** The Kubernetes API over HTTPS. */
export class ApiKubernetes implements Kubernetes {
  readonly home = 'kube-system';
  private readonly connection: ApiConnection;
  private readonly discovery = new Discovery(async (request) => this.read(request));

  constructor(
    private readonly run: Invocation,
    private readonly credentials: ApiCredentials,
    private readonly requestTimeout = REQUEST_TIMEOUT,
  ) {
    this.connection = new ApiConnection(async () => credentials.access());
  }

  close(): void {
    this.connection.close();
  }

  async apply(objects: readonly KubernetesObject[], options: ApplyOptions): Promise<ApplyRejection[]> {
    return (await inParallel(objects, async (object) => this.applyOne(object, options))).flat();
  }

  async create(object: KubernetesObject): Promise<LiveObject | undefined> {
    return this.writeWhole('POST', object);
  }

  async replace(object: KubernetesObject): Promise<LiveObject | undefined> {
    return this.writeWhole('PUT', object);
  }

  async get(refs: readonly ObjectRef[], { metadataOnly = false }: { readonly metadataOnly?: boolean } = {}): Promise<LiveObject[]> {
    const found = await inParallel(refs, async (ref): Promise<LiveObject[]> => {
      const kind = await this.discovery.findInAnyVersion(ref);
      if (!kind) return [];
      const object = await this.read({ method: 'GET', path: pathOf(kind, ref), ...(metadataOnly ? { accept: METADATA } : {}) });
      return object ? [{ ...(object as LiveObject), apiVersion: kind.apiVersion, kind: kind.kind }] : [];
    });
    return found.flat();
  }

  async getByManifest(manifest: string, namespace: string): Promise<LiveObject[]> {
    return this.get(refsInManifest(manifest, namespace));
  }

  async list(ref: KindRef, { namespace, selector, metadataOnly = false, limit }: ListOptions = {}): Promise<LiveObject[]> {
    const kind = await this.discovery.findInAnyVersion(ref);
    return kind ? this.listOf(kind, { namespace, selector, metadataOnly, limit }) : [];
  }

  async delete(refs: readonly DeletionRef[], cascade: 'foreground' | 'background' = 'foreground'): Promise<void> {
    const propagationPolicy = cascade === 'foreground' ? 'Foreground' : 'Background';
    await inParallel(refs, async (ref) => {
      const kind = await this.discovery.findInAnyVersion(ref);
      if (!kind) return;
      const body = {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy,
        ...(ref.uid ? { preconditions: { uid: ref.uid } } : {}),
      };
      const status = statusOf(await this.send({ method: 'DELETE', path: pathOf(kind, ref), body }));
      // 409: another object has the name meanwhile
      if (status && ![404, 409].includes(status.code)) throw new Failure(statusMessage(status));
    });
  }

  async annotate(ref: ObjectRef, annotations: Readonly<Record<string, string | undefined>>): Promise<void> {
    const kind = await this.discovery.findInAnyVersion(ref);
    if (!kind) return;
    const changes = Object.fromEntries(Object.entries(annotations).map(([name, value]) => [name, value ?? null]));
    await this.write({
      method: 'PATCH',
      path: pathOf(kind, ref),
      query: { fieldManager: FIELD_MANAGER },
      contentType: 'application/merge-patch+json',
      body: { metadata: { annotations: changes } },
    });
  }

  async restore(object: LiveObject): Promise<void> {
    const ref = refOf(object);
    const kind = await this.discovery.find(object);
    const [live] = kind ? await this.get([ref], { metadataOnly: true }) : [];
    if (!kind || !live) return;
    const { managedFields, resourceVersion: _, ...metadata } = object.metadata ?? {};
    await this.write({
      method: 'PUT',
      path: pathOf(kind, ref),
      query: { fieldManager: FIELD_MANAGER },
      body: { ...object, metadata: { ...metadata, resourceVersion: live.metadata?.resourceVersion } },
    });
    // the PUT alone leaves this function as the manager of what it changed
    await this.setManagedFields(ref, managedFields ?? [{}]);
  }

  async setManagedFields(ref: ObjectRef, managedFields: readonly ManagedFields[]): Promise<void> {
    const kind = await this.discovery.find(ref);
    if (!kind) return;
    await this.write({
      method: 'PATCH',
      path: pathOf(kind, ref),
      contentType: 'application/merge-patch+json',
      body: { metadata: { managedFields } },
    });
  }

  async listBySelector(selector: string, namespaces?: readonly string[]): Promise<LiveObject[]> {
    const kinds = await this.discovery.deletable();
    if (!namespaces) return (await inParallel(kinds, async (kind) => this.listOf(kind, { selector, metadataOnly: true }))).flat();
    const found: LiveObject[][] = [];
    for (const namespace of namespaces) {
      const rules = await this.rulesIn(namespace);
      const listed = kinds.filter((kind) => kind.namespaced && isAllowed(rules, 'list', kind));
      found.push(...(await inParallel(listed, async (kind) => this.listOf(kind, { namespace, selector, metadataOnly: true }))));
    }
    return found.flat();
  }

  /** What the role of the function may do in a namespace. Source: Kubernetes API reference, SelfSubjectRulesReview. */
  private async rulesIn(namespace: string): Promise<readonly ResourceRule[]> {
    const kind = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview' };
    const review = await this.read({
      method: 'POST',
      path: `${addressOf(kind.apiVersion)}/selfsubjectrulesreviews`,
      body: { ...kind, spec: { namespace } },
    });
    return listAt(review, 'status', 'resourceRules') as readonly ResourceRule[];
  }

  async listInNamespace(namespace: string): Promise<LiveObject[]> {
    const kinds = (await this.discovery.deletable()).filter(({ namespaced }) => namespaced);
    return (await inParallel(kinds, async (kind) => this.listOf(kind, { namespace, metadataOnly: true, limit: 10 }))).flat();
  }

  async logs(namespace: string, pod: string, container: string, previous: boolean): Promise<string> {
    const query = {
      container,
      tailLines: String(LOG_LINES),
      limitBytes: String(LOG_BYTES),
      ...(previous ? { previous: 'true' } : {}),
    };
    const response = await this.send({ method: 'GET', path: `/api/v1/namespaces/${namespace}/pods/${pod}/log`, query });
    const status = statusOf(response);
    if (status) throw new Failure(statusMessage(status));
    return response.text;
  }

  async clusterScopedKinds(kinds: readonly KindRef[]): Promise<ClusterScopedKinds> {
    const served = await inParallel(kinds, async (kind) => this.discovery.findInAnyVersion(kind));
    return new Set(served.flatMap((kind) => (kind && !kind.namespaced ? [`${groupOf(kind.apiVersion)}/${kind.kind}`] : [])));
  }

  async serves(kind: KindRef): Promise<boolean> {
    return (await this.discovery.find(kind)) !== undefined;
  }

  private async applyOne(object: KubernetesObject, { forceConflicts, dryRun, fieldManager }: ApplyOptions): Promise<ApplyRejection[]> {
    const kind = await this.discovery.find(object);
    if (!kind) {
      return [{ object, cause: 'kind not served', reason: `no matches for kind "${object.kind}" in version "${object.apiVersion}"` }];
    }
    const response = await this.send({
      method: 'PATCH',
      path: pathOf(kind, refOf(object)),
      query: {
        fieldManager: fieldManager ?? FIELD_MANAGER,
        fieldValidation: 'Strict',
        force: String(forceConflicts),
        ...(dryRun ? { dryRun: 'All' } : {}),
      },
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
    const status = statusOf(response);
    if (!status) return [];
    return [{ object, cause: causeOf(status), reason: statusMessage(status), conflicts: conflictsOf(status) }];
  }

  private async listOf(kind: ServedKind, { namespace, selector, metadataOnly, limit }: ListOptions): Promise<LiveObject[]> {
    const items: LiveObject[] = [];
    let next: string | undefined;
    do {
      const response = await this.send({
        method: 'GET',
        path: pathOf(kind, { namespace }),
        query: { labelSelector: selector, limit: String(Math.min(limit ?? PAGE_SIZE, PAGE_SIZE)), continue: next },
        ...(metadataOnly ? { accept: METADATA_LIST } : {}),
      });
      const status = statusOf(response);
      // the continue token has expired: the list begins again. Source: Kubernetes API concepts, retrieving large results sets in chunks
      if (status?.code === 410 && next) {
        items.length = 0;
        next = undefined;
        continue;
      }
      if (status && [404, 405].includes(status.code)) return [];
      if (status) throw new Failure(statusMessage(status));
      const page = JSON.parse(response.text) as ObjectList;
      items.push(...page.items.map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind })));
      next = page.metadata?.continue || undefined;
    } while (next && (limit === undefined || items.length < limit));
    return items;
  }

  /** A whole object; undefined where it exists already (POST), or does not exist or is another version (PUT). */
  private async writeWhole(method: 'POST' | 'PUT', object: KubernetesObject): Promise<LiveObject | undefined> {
    const kind = await this.discovery.find(object);
    if (!kind) throw new Failure(`no matches for kind "${object.kind}" in version "${object.apiVersion}"`);
    const { name, namespace } = refOf(object);
    const path = pathOf(kind, method === 'POST' ? { namespace } : { namespace, name });
    const response = await this.send({ method, path, query: { fieldManager: FIELD_MANAGER }, body: object }, isOutdated);
    const status = statusOf(response);
    if (status && (status.code === 409 || (method === 'PUT' && status.code === 404))) return undefined;
    if (status) throw new Failure(statusMessage(status));
    return JSON.parse(response.text) as LiveObject;
  }

  /** The content of an address, and undefined where it does not exist. */
  private async read(request: ApiRequest): Promise<unknown> {
    const response = await this.send(request);
    const status = statusOf(response);
    if (status?.code === 404) return undefined;
    if (status) throw new Failure(statusMessage(status));
    return JSON.parse(response.text);
  }

  private async write(request: ApiRequest): Promise<void> {
    const status = statusOf(await this.send(request));
    if (status && status.code !== 404) throw new Failure(statusMessage(status));
  }

  private async send(request: ApiRequest, isFinal: (status: ApiStatus) => boolean = () => false): Promise<ApiResponse> {
    const attempt = async (): Promise<ApiResponse> => {
      // another invocation works on the deployment by now
      if (this.run.signal?.aborted) throw new Failure('another invocation has the lease of the deployment');
      const left = Math.max(1_000, this.run.deadline - this.run.clock.now());
      try {
        return await this.connection.send(request, Math.min(this.requestTimeout, left));
      } catch (error) {
        return { status: NO_ANSWER, text: (error as Error).message || String((error as { readonly code?: string }).code) };
      }
    };
    const failureOf = (response: ApiResponse): AttemptFailure | undefined => {
      const status = statusOf(response);
      return status && !isFinal(status) ? attemptFailureOf(status) : undefined;
    };
    return retrying(this.run, attempt, failureOf, () => this.credentials.refreshToken());
  }
}

// another client has written the object meanwhile: the caller reads it again
const isOutdated = ({ code }: ApiStatus): boolean => code === 409;

const attemptFailureOf = (status: ApiStatus): AttemptFailure => ({
  kind: classifyStatus(status),
  message: statusMessage(status),
  retryAfterSeconds: status.details?.retryAfterSeconds,
});

function pathOf({ apiVersion, plural, namespaced }: ServedKind, { namespace, name }: { namespace?: string; name?: string }): string {
  const inside = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${addressOf(apiVersion)}${inside}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

/** The results in the order of the items, of which several are worked on at a time. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>, width = CONCURRENCY): Promise<R[]> {
  const results: R[] = [];
  const errors: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && errors.length === 0) {
      const index = next++;
      try {
        results[index] = await work(items[index]);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  // nothing runs on in the background after a failure
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  if (errors.length > 0) throw errors[0];
  return results;
}
