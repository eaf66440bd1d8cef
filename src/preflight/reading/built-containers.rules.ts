import { containersOf, named } from './manifests.rules';
import { KubernetesObject, podSpecOf, textAt } from '../../kubernetes/kubernetes-object.rules';
import { BuiltImage, Facts } from '../facts/facts.rules';
import { Found } from '../rule';

/** Containers that run an image that CDK builds. */
export function builtContainers(facts: Facts) {
  return facts.objects.flatMap(({ path, value: object }) => {
    const pod = podSpecOf(object);
    return containersOf(pod).flatMap((container) => {
      const image: BuiltImage | undefined = facts.images.find(({ tag }) => textAt(container, 'image')?.includes(tag));
      return image ? [{ path, object, container, image }] : [];
    });
  });
}

/** Something that is wrong with one of them. */
export function found(path: string, object: KubernetesObject, container: unknown, what: string, fix: string): Found {
  return { path, what: `container '${textAt(container, 'name') ?? '?'}' of ${named(object)} ${what}`, fix };
}
