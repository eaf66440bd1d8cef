import { at, isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

/** Source: kubernetes, staging/src/k8s.io/api/networking/v1/well_known_annotations.go. */
const DEFAULT = 'ingressclass.kubernetes.io/is-default-class';

export const defaultIngressClasses: Rule = {
  id: 'default-ingress-classes',
  area: 'Network',
  severity: 'warning',
  description: 'two default IngressClasses',
  reason: 'with several default IngressClasses, an Ingress without ingressClassName gets the one created last',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class',
  check: ({ manifests }) => {
    const [first, ...others] = manifests
      .ofKind('networking.k8s.io/IngressClass')
      .filter(({ value }) => at(value, 'metadata', 'annotations', DEFAULT) === 'true' && !isDeployTimeValue(value.metadata?.name));
    return others
      .filter(({ value }) => value.metadata?.name !== first.value.metadata?.name)
      .map(({ path, value }) => ({
        path,
        finding: `IngressClass '${value.metadata?.name}' is a default class, as is IngressClass '${first.value.metadata?.name}'`,
        remediation: `Remove the annotation ${DEFAULT} from one of them`,
      }));
  },
};
