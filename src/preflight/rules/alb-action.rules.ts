import { at, groupKindOf, isFilledIn, KubernetesObject, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';

const PREFIX = 'alb.ingress.kubernetes.io/';
/** Annotations that hold JSON, by their beginning. Source: AWS Load Balancer Controller, ingress annotations. */
const JSON_ANNOTATIONS = ['actions.', 'conditions.', 'transforms.', 'auth-idp-cognito', 'auth-idp-oidc', 'mutual-authentication', 'jwt-validation'];

export const albAction: Rule = {
  id: 'alb-action',
  area: 'Network',
  severity: 'error',
  finds: 'an Ingress that names an action without its annotation, or whose annotation is no JSON',
  why: 'a backend whose port is use-annotation is described by the annotation actions.<name> of the same Ingress, in JSON, and the controller refuses the Ingress without it',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions',
  check: ({ objects }) => objects.filter(({ value }) => groupKindOf(value) === 'networking.k8s.io/Ingress').flatMap(({ path, value }) => [
    ...actionsOf(value).filter((name) => value.metadata?.annotations?.[`${PREFIX}actions.${name}`] === undefined).map((name) => ({
      path, what: `${named(value)} names the action '${name}', and has no annotation ${PREFIX}actions.${name}`, fix: 'Add it, or name a port of the Service',
    })),
    ...Object.entries(value.metadata?.annotations ?? {}).filter(([key, text]) => JSON_ANNOTATIONS.some((each) => key.startsWith(`${PREFIX}${each}`)) && !isFilledIn(text) && !isJson(text)).map(([key]) => ({
      path, what: `${named(value)} has an annotation ${key} that is no JSON`, fix: 'Correct it: names and texts stand in double quotes',
    })),
  ]),
};

function actionsOf(ingress: KubernetesObject): string[] {
  const paths = listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths')).map((path) => at(path, 'backend', 'service'));
  return [...paths, at(ingress, 'spec', 'defaultBackend', 'service')].filter((service) => textAt(service, 'port', 'name') === 'use-annotation').map((service) => textAt(service, 'name') ?? '');
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
