import { covers, keyOf } from '../../src/catalog/capability.rules';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { isBuiltIn } from '../../src/model/match.rules';
import { capabilitiesOf } from '../../src/model/object-dependencies.rules';
import { Facts } from '../../src/preflight/facts/facts.rules';
import { Resources } from '../../src/preflight/facts/resource-facts.rules';
import { candidatesOf } from '../../src/preflight/placement/node-candidate.rules';
import { Manifests } from '../../src/preflight/reading/workloads.rules';

export const at = (path: string, ...values: object[]) => values.map((value) => ({ path, value: value as KubernetesObject }));

/** Facts of a cluster on which nothing is wrong. */
export const facts = (change: Partial<Facts> = {}): Facts => {
  const { objects = [], externalDeclarations = [], capacity } = change;
  const provided = new Set(objects.flatMap(({ value }) => capabilitiesOf(value)).map(keyOf));
  return {
    ...NOTHING,
    manifests: new Manifests(objects),
    // a complete scope: an object that is not created does not exist
    verdictOf: (thing) =>
      provided.has(keyOf(thing)) || isBuiltIn(thing) || externalDeclarations.some((declared) => covers(declared, thing))
        ? 'provided'
        : 'absent',
    nodeCandidates: capacity?.flatMap(candidatesOf),
    ...change,
  };
};

const NOTHING: Omit<Facts, 'manifests' | 'verdictOf'> = {
  cluster: 'App/Cluster',
  missing: [],
  objects: [],
  referencesIn: (object) => object,
  singletons: [],
  fargateSelectors: [],
  podIdentities: [],
  tokenIdentities: [],
  createdByKubectl: new Map(),
  architectures: ['x86_64'],
  hasInstances: true,
  builtImages: [],
  defaultPodSecurity: new Map(),
  externalDeclarations: [],
  retainedFileSystems: [],
  retainedUsers: [],
  retainedWithoutKey: [],
  retainedPvcs: [],
  undeployedCharts: [],
  helmReleases: [],
  waitingCniPlugins: [],
  addonNames: [],
  addonSettings: [],
  imageParameters: [],
  customInstanceTypes: [],
  misplacedResources: [],
  clusterNameConflicts: [],
  unreachableApis: [],
  ipPlan: [],
  autoMode: false,
  resourceCounts: {},
  scopeComplete: true,
  version: '1.36',
  hasNodeAutoscaler: false,
  enforcesNetworkPolicies: true,
  resources: new Resources([], []),
  serviceInputs: [],
  cdkValidation: 'off',
  brokenTokens: [],
  droppedFields: [],
  lateObjects: [],
  unreadable: [],
  malformed: [],
  mutatingWebhooks: [],
  droppedDependencies: [],
  circularDependencies: [],
};

export const storageClass = (name: string, provisioner: string) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner,
});
export const claim = (name: string, storageClassName: string, accessModes: string[], more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'shop' },
  spec: { storageClassName, accessModes, ...more },
});
export const deployment = (name: string, pod: object, labels: Record<string, string> = { app: name }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: { template: { metadata: { labels }, spec: { containers: [], ...pod } } },
});
export const ingress = (annotations: Record<string, string>, className = 'alb') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'shop', annotations },
  spec: { ingressClassName: className },
});
