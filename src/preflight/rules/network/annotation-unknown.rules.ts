import { nearestName } from '../../../errors/nearest-name.rules';
import { syntaxOf } from '../../../ingress/annotation-values.rules';
import { AnnotationSet, WRONG_DOMAINS } from '../../../ingress/controller-annotations.data';
import { KubernetesObject } from '../../../kubernetes/kubernetes-object.rules';
import { annotationsFor } from '../../reading/annotations.rules';
import { ALL_ANNOTATION_SETS } from '../../reading/component-annotations.data';
import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const annotationUnknown: Rule = {
  id: 'annotation-unknown',
  area: 'Network',
  // a newer controller may read more
  severity: 'warning',
  description:
    'misspelled annotation of the load balancer controller, cert-manager, ExternalDNS, EKS or another component, or with another domain',
  reason: 'a controller ignores annotations that it does not know, without a message',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) =>
      [...wrongDomains(value), ...misspelled(value)].map(([annotation, on, remediation]) => ({
        path,
        finding: `${describeObject(value)} has the unknown annotation ${annotation}${on}`,
        remediation,
      })),
    ),
};

type Unknown = readonly [annotation: string, on: string, use: string];

const wrongDomains = (object: KubernetesObject): Unknown[] =>
  Object.keys(mapAt(object, 'metadata', 'annotations')).flatMap((annotation) => {
    const [wrong, right] = WRONG_DOMAINS.find(([pattern]) => pattern.test(annotation)) ?? [];
    return wrong && right ? [[annotation, '', `Use ${annotation.replace(wrong, right)}`]] : [];
  });

const misspelled = (object: KubernetesObject): Unknown[] =>
  ALL_ANNOTATION_SETS.flatMap((set) => {
    const { of = {}, on = '' } = annotationsFor(object, set) ?? {};
    return Object.keys(of).flatMap((annotation): Unknown[] => {
      const use = replacementOf(annotation, set);
      return use === undefined ? [] : [[annotation, on, use]];
    });
  });

// what to use instead of an unknown annotation; undefined for a known one, and for one of another controller
function replacementOf(annotation: string, set: AnnotationSet): string | undefined {
  const name = annotation.startsWith(set.prefix) ? annotation.slice(set.prefix.length) : undefined;
  if (name === undefined || syntaxOf(set, name) !== undefined || !(set.owns ?? /^/).test(name)) return undefined;
  const near = nearestOf(name, set);
  if (near) return `Use ${set.prefix}${near}`;
  return set.prefix.startsWith('alb.') || set.owns ? 'Correct the name, or remove the annotation' : undefined;
}

// a name is mostly misspelled, cut, or too long
const nearestOf = (name: string, { names }: AnnotationSet): string | undefined =>
  nearestName(name, Object.keys(names)) ??
  Object.keys(names).find((each) => (each.startsWith(`${name}-`) || name.startsWith(`${each}-`)) && each.includes('-'));
