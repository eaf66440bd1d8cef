import { at, KubernetesObject, podMetadataPath } from '../../inventory/kubernetes-object.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';

/** Annotations that Kubernetes reads no more, with what replaced them. Source: Kubernetes documentation, well-known annotations. */
const IGNORED: readonly (readonly [RegExp, string])[] = [
  [/^seccomp\.security\.alpha\.kubernetes\.io\/pod$/, 'securityContext.seccompProfile'],
  [/^container\.seccomp\.security\.alpha\.kubernetes\.io\//, 'securityContext.seccompProfile'],
  [/^scheduler\.alpha\.kubernetes\.io\/critical-pod$/, 'priorityClassName: system-cluster-critical'],
];

export const annotationIgnored: Rule = {
  id: 'annotation-ignored',
  area: 'API versions',
  severity: 'warning',
  finds: 'annotations that Kubernetes does not read any more',
  why: 'it is accepted and has no effect',
  source: 'https://kubernetes.io/docs/reference/labels-annotations-taints/',
  check: ({ objects }) => objects.flatMap(({ path, value }) => keysOf(value).flatMap((key) => IGNORED.filter(([pattern]) => pattern.test(key)).map(([, use]) => ({
    path, what: `${named(value)} has the annotation ${key}`, fix: `Use ${use}`,
  })))),
};

const keysOf = (object: KubernetesObject): string[] => Object.keys({ ...object.metadata?.annotations, ...at(object, ...podMetadataPath(object), 'annotations') as object | undefined });
