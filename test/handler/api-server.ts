import * as http from 'http';
import { AddressInfo, Socket } from 'net';
import { parse } from 'yaml';
import { Fields } from './api-fields';
import { apiVersionOf, BUILT_IN, discovery, resourceOf, ServedKind } from './api-kinds';
import { notFound, Problem, unauthorized } from './api-problems';
import { fromProtobuf, isProtobuf } from './api-protobuf';
import { Attributes, attributesOf, Rbac, Subject } from './api-rbac';
import { mismatch, modified, strictlyUnknown, unknownFields, unknownRequest } from './api-rules';
import { ApiStore, Place, Result, Stored } from './api-store';
import { sendChanges } from './api-watch';

/** One request of a client, as a test sees it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly writes: boolean;
  readonly dryRun: boolean;
  /** whether it reads the objects of a kind, and how many at most. */
  readonly isList: boolean;
  readonly limit?: number;
}

/** What happens to a request instead of its work; nothing where it goes its way. */
export type Hook = (call: Call) => Problem | 'no answer' | undefined;

interface Target {
  readonly kind: ServedKind;
  readonly namespace?: string;
  readonly name: string;
  readonly subresource?: string;
}

/** As much of an API server as kubectl and Helm ask for. */
export class ApiServer {
  readonly store = new ApiStore();
  readonly hooks: Hook[] = [];
  readonly calls: Call[] = [];
  /** what containers wrote, by `namespace/pod/container`, and before their last restart with ` before` at the end. */
  readonly logs = new Map<string, string>();
  /** who may come in: the first step of the address, because without TLS no client sends a credential. */
  token = 'token';
  /** whom the credential stands for, whose requests RBAC allows or refuses; undefined for an administrator. */
  subject?: Subject;
  /** requests that RBAC refused. */
  readonly forbidden: string[] = [];
  private readonly rbac = new Rbac(this.store);
  private readonly sockets = new Set<Socket>();
  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => this.serve(request, Buffer.concat(chunks), response));
  });

  async start(): Promise<string> {
    this.server.on('connection', (socket: Socket) => this.sockets.add(socket));
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** Bytes of all answers. */
  sentBytes(): number {
    return [...this.sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
  }

  /** Answers the next requests of a sort with a problem. */
  failNext(times: number, problem: Problem, concerns: (call: Call) => boolean): void {
    let left = times;
    this.hooks.push((call) => (left > 0 && concerns(call) && left-- > 0 ? problem : undefined));
  }

  /** Addresses of writes that were not only tried, in their order, without those of the function's own lease. */
  written(): string[] {
    return this.calls
      .filter(({ writes, dryRun, kind }) => writes && !dryRun && kind !== 'Lease')
      .map(({ method, kind, name }) => `${method} ${kind} ${name}`);
  }

  private serve(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse): void {
    const [, token, address] = /^\/([^/]*)(.*)$/.exec(request.url ?? '') ?? [];
    const url = new URL(address, 'http://server');
    const method = request.method ?? '';
    const target = this.targetOf(url.pathname);
    // source: apiserver, pkg/endpoints/handlers/rest.go, limitedReadBody; a DELETE in chunks arrives without its options (seen with 1.36)
    const ignored = method === 'DELETE' && request.headers['content-length'] === undefined;
    const content = ignored ? {} : contentOf(body);
    const call: Call = {
      method,
      path: url.pathname,
      kind: target?.kind.kind ?? '',
      name: target?.name || ((content.metadata as Fields | undefined)?.name as string | undefined) || '',
      writes: method !== 'GET',
      dryRun: url.searchParams.has('dryRun'),
      isList: method === 'GET' && target?.name === '',
      ...(url.searchParams.has('limit') ? { limit: Number(url.searchParams.get('limit')) } : {}),
    };
    this.calls.push(call);
    const problem = token === this.token ? this.hooks.map((hook) => hook(call)).find(Boolean) : unauthorized;
    if (problem === 'no answer') return;
    const refused = problem ?? this.refusalOf(method, url, content);
    if (refused) sendProblem(response, refused);
    else this.work(url, call, request.headers, target, content, response);
  }

  // source: apiserver, pkg/endpoints/handlers/patch.go: a patch that creates an object needs the verb create as well
  private refusalOf(method: string, { pathname, searchParams }: URL, content: Fields): Problem | undefined {
    const attributes = attributesOf(method, pathname, searchParams.get('watch') === 'true');
    if (!this.subject || !attributes) return undefined;
    const target = this.targetOf(pathname);
    const isCreation = method === 'PATCH' && target && !this.store.get(target);
    const all: Attributes[] = [attributes, ...(isCreation ? [{ ...attributes, verb: 'create' }] : [])];
    const named = { ...attributes, name: attributes.name || ((content.metadata as Fields | undefined)?.name as string | undefined) || '' };
    const [problem] = [
      ...all.map((asked) => this.rbac.refusalOf(this.subject!, asked)),
      this.rbac.escalationOf(this.subject, named, content),
    ].filter((each) => each !== undefined);
    if (problem) this.forbidden.push(problem.message);
    return problem;
  }

  private work(
    { pathname, searchParams }: URL,
    { method, name }: Call,
    { 'content-type': type = '', accept = '' }: http.IncomingHttpHeaders,
    target: Target | undefined,
    content: Fields,
    response: http.ServerResponse,
  ): void {
    // kubectl looks up kinds here that it does not find elsewhere: a description without a byte is one without a kind
    if (pathname === '/openapi/v2') {
      return void response.writeHead(200, { 'content-type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' }).end();
    }
    const self = discovery(pathname, this.store.kinds(), accept);
    if (self) return send(response, 200, self);
    if (!target) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
    if (target.subresource === 'log' && method === 'GET') return this.sendLogs(target, searchParams, response);
    if (target.kind.kind === 'SelfSubjectRulesReview' && method === 'POST') return this.sendRules(content, response);
    const refused = refusalOf(method, type, target, content, searchParams);
    if (refused) return sendProblem(response, refused);
    // a CRD is established within milliseconds of real time: before the first request for its status
    if (method === 'GET' && target.kind.kind === 'CustomResourceDefinition') this.store.establish();
    const partial = accept.includes('as=PartialObjectMetadata');
    if (method === 'GET' && searchParams.get('watch') === 'true') return this.watch(target, searchParams, response);
    if (method === 'GET' && target.name === '') return this.sendList(response, target, searchParams, partial);
    const place = { kind: target.kind, namespace: target.namespace, name };
    if (target.subresource === 'status' && method !== 'GET') return sendResult(response, this.store.status(place, content.status));
    const result = method === 'GET' ? this.read(place) : this.write(method, type, place, content, searchParams);
    if ('problem' in result) return sendProblem(response, result.problem);
    const object = this.store.shown(result.object);
    send(response, result.created ? 201 : 200, partial ? metadataOf(object) : object);
  }

  private read(place: Place): Result {
    const object = this.store.get(place);
    return object ? { object } : { problem: notFound(resourceOf(place.kind), place.name) };
  }

  private write(method: string, type: string, place: Place, content: Fields, parameters: URLSearchParams): Result {
    const written = { manager: parameters.get('fieldManager') ?? 'client', dryRun: parameters.has('dryRun') };
    if (method === 'POST') return this.store.create(place, content, written);
    if (method === 'PUT') return this.store.replace(place, content, written);
    if (method === 'DELETE') return this.store.delete(place, String(content.propagationPolicy ?? 'Background'), uidIn(content));
    if (type === 'application/apply-patch+yaml') {
      return this.store.apply(place, content, { ...written, force: parameters.get('force') === 'true' });
    }
    if (type === JSON_PATCH) return this.migrate(place, content as unknown as readonly JsonPatch[], written);
    return this.store.patch(place, content, written);
  }

  // source: client-go, util/csaupgrade: the managers of fields, of the version that the client has read
  private migrate(place: Place, operations: readonly JsonPatch[], written: { readonly manager: string; readonly dryRun: boolean }): Result {
    const valueAt = (path: string) => operations.find((operation) => operation.path === path)?.value;
    const read = valueAt(RESOURCE_VERSION);
    const live = this.store.get(place)?.metadata.resourceVersion;
    if (live !== undefined && read !== live) return { problem: modified(resourceOf(place.kind), place.name) };
    return this.store.patch(place, { metadata: { managedFields: valueAt(MANAGED_FIELDS) } }, written);
  }

  // source: apiserver, pkg/storage/etcd3/store.go: limit and continue
  private sendList(response: http.ServerResponse, target: Target, parameters: URLSearchParams, partial: boolean): void {
    const all = this.itemsOf(target, parameters.get('labelSelector'));
    const begin = Number(parameters.get('continue') ?? 0);
    const end = begin + Number(parameters.get('limit') ?? all.length);
    const items = all.slice(begin, end).map((object) => this.store.shown(object));
    const metadata = { resourceVersion: '1', ...(end < all.length ? { continue: String(end), remainingItemCount: all.length - end } : {}) };
    const apiVersion = apiVersionOf(target.kind);
    send(
      response,
      200,
      partial
        ? { apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadataList', metadata, items: items.map(metadataOf) }
        : { apiVersion, kind: `${target.kind.kind}List`, metadata, items: BUILT_IN.includes(target.kind) ? items.map(withoutKind) : items },
    );
  }

  private itemsOf({ kind, namespace }: Target, selector: string | null): Stored[] {
    const labelled = (selector ?? '')
      .split(',')
      .filter(Boolean)
      .map((each) => each.split('='));
    return this.store
      .of(kind.kind)
      .filter(
        ({ apiVersion, metadata }: Stored) =>
          apiVersion === apiVersionOf(kind) &&
          (namespace === undefined || metadata.namespace === namespace) &&
          labelled.every(([label, value]) => (value === undefined ? label in (metadata.labels ?? {}) : metadata.labels?.[label] === value)),
      );
  }

  private watch(target: Target, parameters: URLSearchParams, response: http.ServerResponse): void {
    const kind = { apiVersion: apiVersionOf(target.kind), kind: target.kind.kind };
    const items = () => this.itemsOf(target, parameters.get('labelSelector'));
    sendChanges(items, kind, parameters.get('sendInitialEvents') === 'true', response);
  }

  private sendLogs({ namespace, name }: Target, parameters: URLSearchParams, response: http.ServerResponse): void {
    const text =
      this.logs.get(`${namespace}/${name}/${parameters.get('container')}${parameters.get('previous') === 'true' ? ' before' : ''}`) ?? '';
    const last = text
      .split('\n')
      .slice(-Number(parameters.get('tailLines') ?? 1000))
      .join('\n');
    response.writeHead(200, { 'content-type': 'text/plain' }).end(last);
  }

  private sendRules({ spec, ...review }: Fields, response: http.ServerResponse): void {
    const { namespace } = spec as { namespace: string };
    const everything = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }];
    const resourceRules = this.subject ? this.rbac.rulesOf(this.subject, namespace) : everything;
    send(response, 201, { ...review, spec: {}, status: { resourceRules, nonResourceRules: [], incomplete: false } });
  }

  private targetOf(path: string): Target | undefined {
    const [, version, rest] =
      /^\/(?:api\/(v1)|apis\/[^/]+\/[^/]+)\/(.+)$/.exec(path)?.[1] !== undefined
        ? /^\/api\/(v1)\/(.+)$/.exec(path)!
        : (/^\/apis\/([^/]+\/[^/]+)\/(.+)$/.exec(path) ?? []);
    if (rest === undefined) return undefined;
    // source: net/http, Request.URL.Path is decoded
    const steps = rest.split('/').map(decodeURIComponent);
    const namespaced = steps[0] === 'namespaces' && steps.length > 2;
    const [plural, name = '', subresource] = namespaced ? steps.slice(2) : steps;
    const kind = this.store.kinds().find((each) => each.plural === plural && apiVersionOf(each) === version);
    return kind && { kind, name, subresource, ...(namespaced ? { namespace: steps[1] } : {}) };
  }
}

interface JsonPatch {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

const JSON_PATCH = 'application/json-patch+json';
const MANAGED_FIELDS = '/metadata/managedFields';
const RESOURCE_VERSION = '/metadata/resourceVersion';

/** A JSON patch that is not known here. */
const unknownOperation = (content: Fields): JsonPatch | undefined =>
  (content as unknown as readonly JsonPatch[]).find(
    ({ op, path }) => op !== 'replace' || (path !== MANAGED_FIELDS && path !== RESOURCE_VERSION),
  );

const PATCHES = new Set(['application/apply-patch+yaml', 'application/merge-patch+json', 'application/strategic-merge-patch+json']);
const SELECTOR = /^([^=!,()\s]+(=[^=!,()\s]*)?)(,[^=!,()\s]+(=[^=!,()\s]*)?)*$/;

const uidIn = (content: Fields): string | undefined => (content.preconditions as { uid?: string } | undefined)?.uid;

// what is not known here is refused: a request that would succeed by chance proves nothing
function refusalOf(method: string, type: string, target: Target, content: Fields, parameters: URLSearchParams): Problem | undefined {
  const { kind, name, namespace, subresource } = target;
  if (subresource !== undefined && subresource !== 'status') return unknownRequest(`the subresource ${subresource} of ${kind.plural}`);
  if (!['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) return unknownRequest(`the method ${method}`);
  if (method === 'GET') {
    const selector = parameters.get('labelSelector');
    if (parameters.has('watch') && name !== '') return unknownRequest('watches of one object');
    if (parameters.has('fieldSelector')) return unknownRequest(`the selector ${parameters.get('fieldSelector')}`);
    return selector && !SELECTOR.test(selector) ? unknownRequest(`the selector ${selector}`) : undefined;
  }
  // source: staging/src/k8s.io/apiserver/pkg/endpoints/installer.go: a collection takes POST, and an object the rest
  if ((method === 'POST') === (name !== '')) return unknownRequest(`${method} of ${name === '' ? 'a collection' : 'an object'}`);
  if (kind.namespaced !== (namespace !== undefined)) {
    return unknownRequest(`${kind.plural} ${kind.namespaced ? 'without' : 'in'} a namespace`);
  }
  if (method === 'DELETE') return undefined;
  if (method === 'PATCH' && type === JSON_PATCH) {
    const unknown = unknownOperation(content);
    return unknown && unknownRequest(`the JSON patch ${unknown.op} ${unknown.path}`);
  }
  if (method === 'PATCH' && !PATCHES.has(type)) return unknownRequest(`patches of type ${type}`);
  return mismatched(method, target, content) ?? undeclared(type, kind, content, parameters);
}

function mismatched(method: string, { name, namespace }: Target, content: Fields): Problem | undefined {
  const metadata = (content.metadata ?? {}) as { readonly name?: string; readonly namespace?: string };
  if (method !== 'POST' && metadata.name !== undefined && metadata.name !== name) return mismatch('name', metadata.name, name);
  return metadata.namespace && metadata.namespace !== namespace ? mismatch('namespace', metadata.namespace, namespace ?? '') : undefined;
}

// what is applied is compared with the schema in any case
function undeclared(type: string, kind: ServedKind, content: Fields, parameters: URLSearchParams): Problem | undefined {
  if (type.startsWith('application/apply-patch') || parameters.get('fieldValidation') !== 'Strict') return undefined;
  const unknown = unknownFields({ apiVersion: apiVersionOf(kind), kind: kind.kind, ...content });
  return unknown.length > 0 ? strictlyUnknown(kind, unknown) : undefined;
}

const metadataOf = ({ metadata }: Stored): object => ({ apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadata', metadata });

// as the items of a list of built-in kinds are encoded: the list alone has kind and version
const withoutKind = ({ apiVersion: _, kind: __, ...rest }: Stored): object => rest;

const contentOf = (body: Buffer): Fields => (isProtobuf(body) ? fromProtobuf(body) : ((parse(body.toString()) as Fields) ?? {}));

function send(response: http.ServerResponse, code: number, body: object): void {
  // by this type a client sees that discovery is aggregated. Source: client-go, discovery/discovery_client.go
  const aggregated = (body as { readonly kind?: string }).kind === 'APIGroupDiscoveryList';
  const type = `application/json${aggregated ? ';g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' : ''}`;
  response.writeHead(code, { 'content-type': type }).end(JSON.stringify(body));
}

const sendProblem = (response: http.ServerResponse, { code, ...rest }: Problem): void =>
  send(response, code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', ...rest, code });

function sendResult(response: http.ServerResponse, result: Result): void {
  if ('problem' in result) sendProblem(response, result.problem);
  else send(response, result.created ? 201 : 200, result.object);
}
