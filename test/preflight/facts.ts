import { covers, keyOf } from '../../src/catalog/thing.rules';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { providedBy } from '../../src/model/manifest.rules';
import { isBuiltIn } from '../../src/model/match.rules';
import { Facts } from '../../src/preflight/facts/facts.rules';
import { Resources } from '../../src/preflight/facts/resource-facts.rules';
import { placesOf } from '../../src/preflight/placement/node-place.rules';
import { Manifests } from '../../src/preflight/reading/manifests.rules';

export const at = (path: string, ...values: object[]) => values.map((value) => ({ path, value: value as KubernetesObject }));

/** Facts of a cluster on which nothing is wrong. */
export const facts = (change: Partial<Facts> = {}): Facts => {
  const { objects = [], external = [], capacity } = change;
  const provided = new Set(objects.flatMap(({ value }) => providedBy(value)).map(keyOf));
  return {
    ...NOTHING,
    manifests: new Manifests(objects),
    // a closed world: what nobody makes is not there
    verdictOf: (thing) => (provided.has(keyOf(thing)) || isBuiltIn(thing) || external.some((declared) => covers(declared, thing)) ? 'provided' : 'absent'),
    places: capacity?.flatMap(placesOf),
    ...change,
  };
};

const NOTHING: Omit<Facts, 'manifests' | 'verdictOf'> = {
  cluster: 'App/Cluster',
  absent: [],
  objects: [],
  unique: [],
  fargate: [],
  podIdentities: [],
  architectures: ['x86_64'],
  hasInstances: true,
  images: [],
  external: [],
  keptInOwnSubnets: [],
  keptClaims: [],
  charts: [],
  addonNames: [],
  addonSettings: [],
  imageParameters: [],
  givenInstanceTypes: [],
  elsewhere: [],
  sameName: [],
  unreachableApis: [],
  ipPlan: [],
  autoMode: false,
  resourceCounts: {},
  closed: true,
  version: '1.36',
  autoscaled: false,
  enforcesPolicies: true,
  resources: new Resources([], []),
  inputs: [],
  cdkValidation: 'off',
  unreadable: [],
  malformed: [],
  mutators: [],
  droppedOrders: [],
};

export const storageClass = (name: string, provisioner: string) => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name }, provisioner });
export const claim = (name: string, storageClassName: string, accessModes: string[], more: object = {}) => ({
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'shop' }, spec: { storageClassName, accessModes, ...more },
});
export const deployment = (name: string, pod: object, labels: Record<string, string> = { app: name }) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' }, spec: { template: { metadata: { labels }, spec: { containers: [], ...pod } } },
});
export const ingress = (annotations: Record<string, string>, className = 'alb') => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', namespace: 'shop', annotations }, spec: { ingressClassName: className },
});
