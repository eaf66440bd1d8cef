import { albAnnotation, albIngressesOf } from './alb.rules';
import { fieldOf, jsonOf } from '../../ingress/json-fields.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** The Secret with the client of a login by OIDC, in the namespace of the object. */
export interface LoginSecret {
  readonly path: string;
  readonly object: KubernetesObject;
  readonly name: string;
}

/** The Secrets that the controller reads for a login by OIDC. Source: pkg/ingress and pkg/gateway, buildAuthenticateOIDCAction. */
export function loginSecretsOf(facts: Facts): LoginSecret[] {
  const ofIngresses = albIngressesOf(facts)
    .filter(({ value }) => albAnnotation(value, 'auth-type') === 'oidc')
    .map((each) => ({ ...each, name: fieldOf(jsonOf(albAnnotation(each.value, 'auth-idp-oidc') ?? ''), 'secretName') }));
  const ofRules = facts.manifests
    .ofKind('gateway.k8s.aws/ListenerRuleConfiguration')
    .flatMap((each) =>
      listAt(each.value, 'spec', 'actions').map((action) => ({ ...each, name: at(action, 'authenticateOIDCConfig', 'secret', 'name') })),
    );
  return [...ofIngresses, ...ofRules].flatMap(({ path, value, name }) =>
    typeof name === 'string' && !isDeployTimeValue(name) ? [{ path, object: value, name }] : [],
  );
}
