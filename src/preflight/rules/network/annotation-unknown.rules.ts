import { nearestName } from '../../../errors/nearest-name.rules';
import { syntaxOf } from '../../../ingress/annotation-values.rules';
import { ANNOTATION_SETS, AnnotationSet, WRONG_DOMAINS } from '../../../ingress/controller-annotations.data';
import { groupKindOf } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const annotationUnknown: Rule = {
  id: 'annotation-unknown',
  area: 'Network',
  // a newer controller may read more
  severity: 'warning',
  description: 'misspelled annotation of the load balancer controller, cert-manager or EKS, or one with another domain',
  reason: 'a controller ignores annotations that it does not know, without a message',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) =>
      Object.keys(mapAt(value, 'metadata', 'annotations')).flatMap((annotation) => {
        const use = replacementOf(annotation, groupKindOf(value));
        return use === undefined
          ? []
          : [{ path, finding: `${describeObject(value)} has the unknown annotation ${annotation}`, remediation: use }];
      }),
    ),
};

// what to use instead of an unknown annotation; undefined for a known one, and for one of another controller
function replacementOf(annotation: string, groupKind: string): string | undefined {
  const [wrong, right] = WRONG_DOMAINS.find(([pattern]) => pattern.test(annotation)) ?? [];
  if (wrong && right) return `Use ${annotation.replace(wrong, right)}`;
  const set = ANNOTATION_SETS.find(({ prefix, kinds }) => annotation.startsWith(prefix) && kinds.includes(groupKind));
  const name = set && annotation.slice(set.prefix.length);
  if (!set || name === undefined || syntaxOf(set, name) !== undefined || !(set.owns ?? /^/).test(name)) return undefined;
  const near = nearestOf(name, set);
  if (near) return `Use ${set.prefix}${near}`;
  return set.prefix.startsWith('alb.') || set.owns ? 'Correct the name, or remove the annotation' : undefined;
}

// a name is mostly misspelled, cut, or too long
const nearestOf = (name: string, { names }: AnnotationSet): string | undefined =>
  nearestName(name, Object.keys(names)) ??
  Object.keys(names).find((each) => (each.startsWith(`${name}-`) || name.startsWith(`${each}-`)) && each.includes('-'));
