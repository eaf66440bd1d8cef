import { SERVED_KINDS } from '../../src/kubernetes/api-kinds.data';
import { CLUSTER_SCOPED } from '../../src/kubernetes/kinds.data';

/** A kind that the API server serves. */
export interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

/** What the plural of a kind is where it is not the usual one. Source: Kubernetes API reference 1.36. */
const pluralOf = (kind: string): string => {
  const lower = kind.toLowerCase();
  if (/(s|x|ch)$/.test(lower)) return lower === 'endpoints' ? lower : `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
};

/** Every kind of Kubernetes 1.36 that can be created. Source: its OpenAPI description, in the tables that preflight has, too. */
export const BUILT_IN: readonly ServedKind[] = Object.entries(SERVED_KINDS).flatMap(([apiVersion, kinds]) => {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return kinds.map((kind) => ({ group, version, kind, plural: pluralOf(kind), namespaced: !CLUSTER_SCOPED.has(`${group}/${kind}`) }));
});

export const apiVersionOf = ({ group, version }: ServedKind): string => (group === '' ? version : `${group}/${version}`);

/** As messages name it: `deployments.apps`. */
export const resourceOf = ({ group, plural }: ServedKind): string => (group === '' ? plural : `${plural}.${group}`);

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** What the API server says about itself at an address, or nothing. Source: Kubernetes documentation, API discovery. */
export function discovery(path: string, kinds: readonly ServedKind[], accept = ''): object | undefined {
  if (accept.includes('as=APIGroupDiscoveryList') && accept.startsWith('application/json')) {
    const aggregated = aggregatedDiscovery(path, kinds);
    if (aggregated) return aggregated;
  }
  const groups = [...new Set(kinds.map(({ group }) => group))].filter((group) => group !== '');
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map((name) => groupVersions(name, kinds)),
    };
  }
  const group = groups.find((name) => path === `/apis/${name}`);
  if (group !== undefined) return { kind: 'APIGroup', apiVersion: 'v1', ...groupVersions(group, kinds) };
  if (path === '/version') return { major: '1', minor: '36', gitVersion: 'v1.36.0', platform: 'linux/amd64' };
  if (path === '/openapi/v3') {
    return {
      paths: Object.fromEntries(
        [...new Set(kinds.map(addressOf))].map((each) => [each.slice(1), { serverRelativeURL: `/openapi/v3${each}?hash=${kinds.length}` }]),
      ),
    };
  }
  const [, documented] = /^\/openapi\/v3(\/.+)$/.exec(path) ?? [];
  const inside = kinds.filter((kind) => addressOf(kind) === (documented ?? path));
  if (inside.length === 0) return undefined;
  return documented ? openApi(inside) : resourceList(inside);
}

function groupVersions(name: string, kinds: readonly ServedKind[]): object {
  const versions = [...new Set(kinds.filter(({ group }) => group === name).map(({ version }) => version))].map((version) => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions, preferredVersion: versions[0] };
}

/** Source: k8s.io/api, apidiscovery/v2/types.go. */
function aggregatedDiscovery(path: string, kinds: readonly ServedKind[]): object | undefined {
  if (path !== '/api' && path !== '/apis') return undefined;
  const inside = kinds.filter(({ group }) => (group === '') === (path === '/api'));
  const groups = [...new Set(inside.map(({ group }) => group))];
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((group) => {
      const ofGroup = inside.filter((each) => each.group === group);
      return {
        metadata: { name: group, creationTimestamp: null },
        versions: [...new Set(ofGroup.map(({ version }) => version))].map((version) => ({
          version,
          freshness: 'Current',
          resources: ofGroup
            .filter((each) => each.version === version)
            .map(({ kind, plural, namespaced }) => ({
              resource: plural,
              responseKind: { group, version, kind },
              scope: namespaced ? 'Namespaced' : 'Cluster',
              singularResource: kind.toLowerCase(),
              verbs: VERBS,
            })),
        })),
      };
    }),
  };
}

const addressOf = (kind: ServedKind): string => (kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`);

const resourceList = (kinds: readonly ServedKind[]): object => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: apiVersionOf(kinds[0]),
  resources: kinds.map(({ kind, plural, namespaced }) => ({
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced,
    kind,
    verbs: VERBS,
  })),
});

// as much as kubectl reads to see that the server checks fields itself
const openApi = (kinds: readonly ServedKind[]): object => ({
  openapi: '3.0.0',
  info: { title: 'Kubernetes', version: 'v1.36.0' },
  paths: Object.fromEntries(
    kinds.map((kind) => [
      `${addressOf(kind)}/${kind.plural}/{name}`,
      {
        patch: {
          operationId: `patch${kind.kind}`,
          responses: {},
          parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
            name,
            in: 'query',
            schema: { type: 'string', uniqueItems: true },
          })),
          'x-kubernetes-group-version-kind': { group: kind.group, version: kind.version, kind: kind.kind },
        },
      },
    ]),
  ),
});
