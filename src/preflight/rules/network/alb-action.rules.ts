import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { albAnnotation, albIngressesOf, INGRESS } from '../../reading/alb.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Annotations that hold JSON, by their beginning. Source: AWS Load Balancer Controller, ingress annotations. */
const JSON_ANNOTATIONS = [
  'actions.',
  'conditions.',
  'transforms.',
  'auth-idp-cognito',
  'auth-idp-oidc',
  'mutual-authentication',
  'jwt-validation',
];

export const albAction: Rule = {
  id: 'alb-action',
  area: 'Network',
  severity: 'error',
  description: 'an Ingress that names an action without its annotation, or whose annotation is no JSON',
  reason:
    'a backend whose port is use-annotation is described by the annotation actions.<name> of the same Ingress, in JSON, and the ' +
    'controller refuses the Ingress without it',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions',
  check: (facts) =>
    albIngressesOf(facts).flatMap(({ path, value }) => [
      ...actionsOf(value)
        .filter((name) => albAnnotation(value, `actions.${name}`) === undefined)
        .map((name) => ({
          path,
          finding: `${describeObject(value)} names the action '${name}', and has no annotation ${INGRESS}actions.${name}`,
          remediation: 'Add it, or name a port of the Service',
        })),
      ...malformedOf(value).map((key) => ({
        path,
        finding: `${describeObject(value)} has an annotation ${key} that is no JSON`,
        remediation: 'Correct it: names and texts stand in double quotes',
      })),
    ]),
};

function actionsOf(ingress: KubernetesObject): string[] {
  const paths = listAt(ingress, 'spec', 'rules')
    .flatMap((rule) => listAt(rule, 'http', 'paths'))
    .map((path) => at(path, 'backend', 'service'));
  const actions = [...paths, at(ingress, 'spec', 'defaultBackend', 'service')].filter(
    (service) => stringAt(service, 'port', 'name') === 'use-annotation',
  );
  return actions
    .map((service) => stringAt(service, 'name'))
    .filter((name): name is string => name !== undefined && !isDeployTimeValue(name));
}

const malformedOf = (ingress: KubernetesObject): string[] =>
  Object.entries(mapAt(ingress, 'metadata', 'annotations'))
    .filter(
      ([key, text]) => JSON_ANNOTATIONS.some((each) => key.startsWith(`${INGRESS}${each}`)) && !isDeployTimeValue(text) && !isJson(text),
    )
    .map(([key]) => key);

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
