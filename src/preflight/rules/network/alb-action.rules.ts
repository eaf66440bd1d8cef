import {
  actionProblem,
  conditionsProblem,
  jwtValidationProblem,
  mutualAuthenticationProblem,
  transformsProblem,
} from '../../../ingress/alb/alb-action-json.rules';
import { jsonOf } from '../../../ingress/json-fields.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { albAnnotation, albIngressesOf, INGRESS } from '../../reading/alb.rules';
import { ingressBackends } from '../../reading/backends.rules';
import { mapAt, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Prefixes of annotations that contain JSON. Source: AWS Load Balancer Controller, ingress annotations. */
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
  description: 'Ingress that references an action without its annotation or a resource, or whose JSON the controller rejects',
  reason:
    'the annotation actions.<name> of the same Ingress defines a backend with the port use-annotation, in JSON, and the controller ' +
    'rejects the Ingress without it',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions',
  check: (facts) =>
    albIngressesOf(facts).flatMap(({ path, value }) => [
      ...actionsOf(value)
        .filter((name) => albAnnotation(value, `actions.${name}`) === undefined)
        .map((name) => ({
          path,
          finding: `${describeObject(value)} references the action '${name}', and has no annotation ${INGRESS}actions.${name}`,
          remediation: 'Add the annotation, or use a port of the Service',
        })),
      ...(hasResource(value)
        ? [
            {
              path,
              finding: `${describeObject(value)} has a backend that is a resource: missing required "service" field`,
              remediation: 'Use a Service, or an action',
            },
          ]
        : []),
      ...malformedOf(value).map((key) => ({
        path,
        finding: `${describeObject(value)} has the annotation ${key}, which is not valid JSON`,
        remediation: 'Write valid JSON, with keys and strings in double quotes',
      })),
      ...refusedOf(value).map(([key, problem]) => ({
        path,
        finding: `${describeObject(value)} has the annotation ${key}, which the controller rejects: ${problem}`,
        remediation: 'Correct the JSON',
      })),
    ]),
};

/** Source: aws-load-balancer-controller v3.5.0, pkg/ingress/enhanced_backend_builder.go, Build. */
const hasResource = (ingress: KubernetesObject): boolean =>
  ingressBackends(ingress).some((backend) => at(backend, 'resource') !== undefined && at(backend, 'service') === undefined);

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
      ([key, text]) =>
        JSON_ANNOTATIONS.some((each) => key.startsWith(`${INGRESS}${each}`)) &&
        !isDeployTimeValue(text) &&
        jsonOf(text) === undefined &&
        text.trim() !== 'null',
    )
    .map(([key]) => key);

/** Problems of the contents by the beginning of the name. */
const CONTENTS: readonly (readonly [prefix: string, problem: (json: unknown) => string | undefined])[] = [
  ['actions.', actionProblem],
  ['conditions.', conditionsProblem],
  ['transforms.', transformsProblem],
  ['mutual-authentication', mutualAuthenticationProblem],
  ['jwt-validation', jwtValidationProblem],
];

const refusedOf = (ingress: KubernetesObject): [key: string, problem: string][] =>
  Object.entries(mapAt(ingress, 'metadata', 'annotations')).flatMap(([key, text]) => {
    const [, problemOf] = CONTENTS.find(([prefix]) => key.startsWith(`${INGRESS}${prefix}`)) ?? [];
    const json = jsonOf(text);
    const problem = json && problemOf?.(json);
    return problem === undefined ? [] : [[key, problem]];
  });
