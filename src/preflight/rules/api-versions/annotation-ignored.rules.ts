import { at, KubernetesObject, podMetadataPath } from '../../../kubernetes/kubernetes-object.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/**
 * Annotations that are no longer read, with their replacement. Source: Kubernetes documentation, well-known annotations; Karpenter,
 * migration to v1.
 */
const IGNORED: readonly (readonly [RegExp, string])[] = [
  [/^seccomp\.security\.alpha\.kubernetes\.io\/pod$/, 'securityContext.seccompProfile'],
  [/^container\.seccomp\.security\.alpha\.kubernetes\.io\//, 'securityContext.seccompProfile'],
  [/^scheduler\.alpha\.kubernetes\.io\/critical-pod$/, 'priorityClassName: system-cluster-critical'],
  [/^scheduler\.alpha\.kubernetes\.io\/(affinity|tolerations)$/, 'the field of that name in the spec of the pod'],
  [/^pod\.(alpha|beta)\.kubernetes\.io\/init-containers$/, 'initContainers'],
  [/^security\.alpha\.kubernetes\.io\/(unsafe-)?sysctls$/, 'securityContext.sysctls'],
  [/^karpenter\.sh\/do-not-(evict|consolidate)$/, 'karpenter.sh/do-not-disrupt: "true"'],
];

export const annotationIgnored: Rule = {
  id: 'annotation-ignored',
  area: 'API versions',
  severity: 'warning',
  description: 'annotation that Kubernetes or Karpenter no longer reads',
  reason: 'the annotation is accepted, but has no effect',
  source: 'https://kubernetes.io/docs/reference/labels-annotations-taints/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) =>
      keysOf(value).flatMap((key) => {
        const [, use] = IGNORED.find(([pattern]) => pattern.test(key)) ?? [];
        return use ? [{ path, finding: `${describeObject(value)} has the annotation ${key}`, remediation: `Use ${use}` }] : [];
      }),
    ),
};

const keysOf = (object: KubernetesObject): string[] =>
  Object.keys({ ...mapAt(object, 'metadata', 'annotations'), ...mapAt(at(object, ...podMetadataPath(object)), 'annotations') });
