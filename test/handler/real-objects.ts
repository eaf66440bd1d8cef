import { RealWorld } from './real-world';
import { CustomResourceRequest } from '../../src/handler/custom-resource-request';
import { CustomResourceResponse } from '../../src/handler/response';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';
import { OBJECTS_RESOURCE } from '../../src/model/custom-resource-types.data';

export const configMap = (name: string, data: Record<string, string> = { a: '1' }, namespace = 'shop'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

export const namespace = (name: string): KubernetesObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

export const deployment = (name: string, replicas = 1): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
  },
});

export const claim = (name: string, inside = 'shop'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: inside },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
});

export const definition = (kind: string, plural: string): KubernetesObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.example.com` },
  spec: { group: 'example.com', scope: 'Namespaced', names: { kind, plural }, versions: [{ name: 'v1', served: true, storage: true }] },
});

/** Asks for the objects of one deployment. */
export const deploy = (
  world: RealWorld,
  type: CustomResourceRequest['RequestType'],
  name: string,
  objects: readonly KubernetesObject[],
  options: Record<string, unknown> = {},
  stackId?: string,
  before?: Pick<CustomResourceRequest, 'OldResourceProperties'>,
): Promise<CustomResourceResponse> =>
  world.ask(type, OBJECTS_RESOURCE, name, { Deployment: name, Manifest: JSON.stringify(objects), ...options }, stackId, before);

/** Lets every Deployment become available, as its controller does. */
export function availableDeployments({ server: { store } }: RealWorld): void {
  store.controllers.push(() =>
    store.of('Deployment').forEach((object) => {
      const { replicas = 1 } = object.spec as { replicas?: number };
      object.status = { observedGeneration: object.metadata.generation, replicas, updatedReplicas: replicas, availableReplicas: replicas };
    }),
  );
}

/** Binds claims to volumes, and deletes the volumes of those that are gone after a while, as the driver does. */
export function boundClaims({ server: { store } }: RealWorld, reclaimPolicy = 'Delete', rounds = 0): void {
  let waited = 0;
  store.controllers.push(() => {
    const claims = store.of('PersistentVolumeClaim');
    for (const each of claims) {
      const volumeName = `pv-${each.metadata.name}`;
      if (each.status === undefined) {
        store.put({
          apiVersion: 'v1',
          kind: 'PersistentVolume',
          metadata: { name: volumeName },
          spec: { persistentVolumeReclaimPolicy: reclaimPolicy },
        });
      }
      each.spec = { ...(each.spec as object), volumeName };
      each.status = { phase: 'Bound' };
    }
    const orphans = store
      .of('PersistentVolume')
      .filter(({ metadata: { name } }) => !claims.some(({ spec }) => (spec as { volumeName: string }).volumeName === name));
    if (reclaimPolicy !== 'Delete' || orphans.length === 0 || waited++ < rounds) return;
    for (const {
      metadata: { name },
    } of orphans) {
      store.delete({ kind: store.kinds().find(({ kind }) => kind === 'PersistentVolume')!, name }, 'Background');
    }
  });
}
