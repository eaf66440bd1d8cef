import { containersOf, describeObject } from './workloads.rules';
import { KubernetesObject, podSpecOf, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { BuiltImage, Facts } from '../facts/facts.rules';
import { Violation } from '../rule';

/** Containers that run an image that CDK builds. */
export function builtContainers(facts: Facts) {
  return facts.objects.flatMap(({ path, value: object }) => {
    const pod = podSpecOf(object);
    return containersOf(pod).flatMap((container) => {
      const image: BuiltImage | undefined = facts.builtImages.find(({ tag }) => stringAt(container, 'image')?.includes(tag));
      return image ? [{ path, object, container, image }] : [];
    });
  });
}

/** Something that is wrong with one of them. */
export function violationOf(path: string, object: KubernetesObject, container: unknown, what: string, fix: string): Violation {
  return { path, finding: `container '${stringAt(container, 'name') ?? '?'}' of ${describeObject(object)} ${what}`, remediation: fix };
}
