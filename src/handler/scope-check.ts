import { Failure } from './custom-resource-request';
import { Kubernetes } from './kubernetes';
import { DesiredManifest, inNamespaces, kindsOf } from './manifest.rules';
import { describeRef, refOf } from './object-ref.rules';
import { firstFive } from './rejections.rules';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** Fails for objects that a deployment to some namespaces may not apply: the API server knows which kinds are cluster-scoped. */
export async function failOutside(
  kubernetes: Kubernetes,
  spec: DesiredManifest & { readonly namespaces: readonly string[] },
  objects: readonly KubernetesObject[],
): Promise<void> {
  const { namespaces } = spec;
  if (namespaces.length === 0) return;
  const placed = inNamespaces({ ...spec, objects }, await kubernetes.clusterScopedKinds(kindsOf(objects)));
  const outside = placed.filter(({ metadata }) => !namespaces.includes(metadata?.namespace ?? ''));
  if (outside.length === 0) return;
  throw new Failure(
    `${firstFive(outside.map(inWords))}: the delivery is limited to namespaces ${namespaces.join(', ')}. ` +
      'Deploy them with the stack of the platform, or set metadata.namespace to one of these namespaces',
  );
}

const inWords = (object: KubernetesObject): string =>
  `${describeRef(refOf(object))} is ${object.metadata?.namespace === undefined ? 'cluster-scoped' : 'in another namespace'}`;
