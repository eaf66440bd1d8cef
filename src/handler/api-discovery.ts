import { ApiRequest } from './api-connection';
import { groupOf } from '../kubernetes/kubernetes-object.rules';

export interface KindRef {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A kind that the API server serves. */
export interface ServedKind extends KindRef {
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** The content of an address; undefined where it does not exist. */
export type Read = (request: ApiRequest) => Promise<unknown>;

interface ResourceList {
  readonly resources?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly verbs: readonly string[];
  }[];
}

/** Every group in one answer. Source: apidiscovery/v2, served since Kubernetes 1.30. */
const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

interface GroupDiscoveryList {
  readonly items?: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly responseKind?: { readonly kind: string };
        readonly scope: string;
        readonly verbs: readonly string[];
      }[];
    }[];
  }[];
}

/** The kinds that the API server serves. What it serves is remembered; what it does not serve yet is asked for again. */
export class Discovery {
  private readonly versions = new Map<string, Promise<readonly ServedKind[]>>();

  constructor(private readonly read: Read) {}

  async find({ apiVersion, kind }: KindRef): Promise<ServedKind | undefined> {
    const isWanted = (each: ServedKind) => each.kind === kind;
    const known = (await this.versions.get(apiVersion))?.find(isWanted);
    return known ?? (await this.kindsOf(apiVersion)).find(isWanted);
  }

  /** The kind in its version, or in another one where that is not served any more. */
  async findInAnyVersion(ref: KindRef): Promise<ServedKind | undefined> {
    const found = await this.find(ref);
    const group = groupOf(ref.apiVersion);
    if (found || group === '') return found;
    const { versions = [] } = ((await this.read({ method: 'GET', path: `/apis/${group}` })) ?? {}) as {
      readonly versions?: readonly { readonly groupVersion: string }[];
    };
    for (const { groupVersion } of versions) {
      const other = groupVersion === ref.apiVersion ? undefined : await this.find({ apiVersion: groupVersion, kind: ref.kind });
      if (other) return other;
    }
    return undefined;
  }

  /** One version of every kind that can be listed and deleted; an aggregated API without a server is left out. */
  async deletable(): Promise<ServedKind[]> {
    const lists = await Promise.all(['/api', '/apis'].map((path) => this.read({ method: 'GET', path, accept: AGGREGATED })));
    const byKind = new Map<string, ServedKind>();
    for (const { metadata, versions } of lists.flatMap((list) => (list as GroupDiscoveryList | undefined)?.items ?? [])) {
      const group = metadata?.name ?? '';
      for (const { version, resources = [] } of versions) {
        for (const { resource, responseKind, scope, verbs } of resources) {
          const key = `${group}/${responseKind?.kind}`;
          if (!responseKind || byKind.has(key) || !['list', 'delete'].every((verb) => verbs.includes(verb))) continue;
          const apiVersion = group === '' ? version : `${group}/${version}`;
          byKind.set(key, { apiVersion, kind: responseKind.kind, plural: resource, namespaced: scope === 'Namespaced', verbs });
        }
      }
    }
    return [...byKind.values()];
  }

  private kindsOf(apiVersion: string): Promise<readonly ServedKind[]> {
    const asked = this.read({ method: 'GET', path: addressOf(apiVersion) }).then((list) =>
      ((list as ResourceList | undefined)?.resources ?? [])
        .filter(({ name }) => !name.includes('/'))
        .map(({ name, kind, namespaced, verbs }): ServedKind => ({ apiVersion, kind, plural: name, namespaced, verbs })),
    );
    this.versions.set(apiVersion, asked);
    return asked;
  }
}

export const addressOf = (apiVersion: string): string => (apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);
