import type { ClusterWorld } from './cluster';
import { stringAt, listAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Stored } from '../handler/api-store';

const FINALIZER = 'shapes.example.com/database';

/**
 * The operator of the shape `operator`: it sets a finalizer on its custom resources and copies their labels and annotations onto what it
 * creates for them, without an owner reference. It works only while it has a pod.
 */
function reconcileDatabases(cluster: ClusterWorld): void {
  const { store, pods } = cluster;
  const operator = store.of('Deployment').find(({ metadata }) => metadata.name === 'database-operator');
  if (!operator || operator.metadata.deletionTimestamp !== undefined || !pods.runs(/^database-operator$/)) return;
  for (const database of store.of('Database')) {
    const { metadata } = database;
    const title = `${metadata.namespace}/${metadata.name}-credentials`;
    const child = store.find('Secret', title);
    if (metadata.deletionTimestamp !== undefined) {
      if (child) cluster.drop(child);
      metadata.finalizers = metadata.finalizers?.filter((each) => each !== FINALIZER);
      continue;
    }
    if (!metadata.finalizers?.includes(FINALIZER)) metadata.finalizers = [...(metadata.finalizers ?? []), FINALIZER];
    if (child) continue;
    const { labels = {}, annotations = {} } = metadata;
    const copied = structuredClone({ labels, annotations });
    store.put(
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: `${metadata.name}-credentials`, namespace: metadata.namespace, ...copied } },
      'database-operator',
    );
  }
}

const BLOCKED = 'kubernetes';

/**
 * A namespace ends only when every API group can be listed: one without a server keeps it.
 *
 * Source: kubernetes/kubernetes, pkg/controller/namespace/deletion (NamespaceDeletionDiscoveryFailure).
 */
function holdNamespaces({ store }: ClusterWorld): void {
  const isAvailable = (service: Stored): boolean =>
    listAt(service, 'status', 'conditions').some((each) => stringAt(each, 'type') === 'Available' && stringAt(each, 'status') === 'True');
  const blocked = store.of('APIService').some((service) => !isAvailable(service));
  for (const { metadata } of store.of('Namespace').filter((each) => each.metadata.deletionTimestamp !== undefined)) {
    const others = metadata.finalizers?.filter((each) => each !== BLOCKED) ?? [];
    metadata.finalizers = blocked ? [...others, BLOCKED] : others;
  }
}

/** Adds the controllers that only the shapes have. */
export function addShapeControllers(cluster: ClusterWorld): void {
  cluster.store.controllers.push(
    () => reconcileDatabases(cluster),
    () => holdNamespaces(cluster),
  );
}
