import { isLenient, syntaxOf, valueProblem } from '../../../ingress/annotation-values.rules';
import { AnnotationSet } from '../../../ingress/controller-annotations.data';
import { groupKindOf, isDeployTimeValue, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { ISSUER_ANNOTATIONS } from '../../../model/custom-references.data';
import { Facts } from '../../facts/facts.rules';
import { ANNOTATIONS, classSettings, INGRESS, isAlbIngress } from '../../reading/alb.rules';
import { annotationsFor } from '../../reading/annotations.rules';
import { ALL_ANNOTATION_SETS } from '../../reading/component-annotations.data';
import { isNlb } from '../../reading/ip-family.rules';
import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const annotationValue: Rule = {
  id: 'annotation-value',
  area: 'Network',
  severity: 'error',
  description: 'value of an annotation that its controller cannot read: a boolean, number, list of pairs, JSON or one of some values',
  reason:
    'the controller that reads the annotation ignores it, or reports an error and does not create or change what the object asks for, ' +
    'such as a load balancer or a certificate',
  source: ANNOTATIONS,
  check: (facts) =>
    ALL_ANNOTATION_SETS.flatMap((set) =>
      facts.objects.flatMap(({ path, value }) => problemsOf(value, set, facts).map((each) => ({ path, ...each }))),
    ),
};

/** JSON of these has a rule of its own: `alb-action`. */
const OTHER_RULE = /^alb\.ingress\.kubernetes\.io\/(actions\.|conditions\.|transforms\.|auth-idp-|mutual-authentication|jwt-validation)/;

function problemsOf(object: KubernetesObject, set: AnnotationSet, facts: Facts): Omit<Violation, 'path'>[] {
  const annotations = annotationsFor(object, set);
  const reader = annotations === undefined ? 'none' : readerOf(object, set, facts);
  if (annotations === undefined || reader === 'none') return [];
  return Object.entries(annotations.of).flatMap(([annotation, value]) => {
    if (!annotation.startsWith(set.prefix) || isDeployTimeValue(value) || OTHER_RULE.test(annotation)) return [];
    const syntax = syntaxOf(set, annotation.slice(set.prefix.length));
    const needed = set.requires?.[annotation.slice(set.prefix.length)];
    const missing = needed !== undefined && annotations.of[`${set.prefix}${needed}`] === undefined;
    const problem = (syntax && valueProblem(value, syntax)) ?? (missing ? `needs the annotation ${set.prefix}${needed}` : undefined);
    if (syntax === undefined || problem === undefined) return [];
    const isCertain = reader === 'certain' && !isLenient(syntax) && isRead(object, annotation);
    return [
      {
        finding: `${describeObject(object)} has the annotation ${annotation}: '${value}'${annotations.on}, which ${problem}`,
        remediation: missing ? 'Add the annotation, or remove this one' : `Correct the value${set.lenient ? ` (${set.source})` : ''}`,
        ...(isCertain ? {} : { severity: 'warning' as const }),
      },
    ];
  });
}

// the settings of a Network Load Balancer in front are read where that is enabled
const isRead = (object: KubernetesObject, annotation: string): boolean =>
  !annotation.startsWith(`${INGRESS}frontend-nlb-`) ||
  stringAt(object, 'metadata', 'annotations', `${INGRESS}enable-frontend-nlb`) === 'true';

// parameters of the class win over annotations, which are not read then
function readerOf(object: KubernetesObject, { prefix, lenient }: AnnotationSet, facts: Facts): 'certain' | 'possible' | 'none' {
  const annotations = Object.keys(mapAt(object, 'metadata', 'annotations'));
  if (prefix === 'cert-manager.io/') return annotations.some((each) => each in ISSUER_ANNOTATIONS) ? 'certain' : 'none';
  if (lenient) return 'possible';
  if (prefix !== INGRESS) return groupKindOf(object) !== '/Service' || isNlb(object, facts) ? 'certain' : 'none';
  if (groupKindOf(object) === '/Service') return 'possible';
  if (!isAlbIngress(object, facts)) return 'none';
  const settings = classSettings(object, facts);
  return settings !== undefined && Object.keys(settings).length === 0 ? 'certain' : 'possible';
}
