import { CONTROLLER_CHART, INGRESS, SERVICE } from './alb.rules';
import { pairsOf } from '../../ingress/annotation-values.rules';
import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** How an object of each kind names its security groups, whether their rules are managed, and its tags. */
const PLACES: Readonly<Record<string, (object: KubernetesObject) => Places>> = {
  'networking.k8s.io/Ingress': annotated(INGRESS, 'tags'),
  '/Service': annotated(SERVICE, 'additional-resource-tags'),
  'gateway.k8s.aws/LoadBalancerConfiguration': ({ spec }) => ({
    hasGroups: listAt(spec, 'securityGroups').length > 0,
    isManaged: at(spec, 'manageBackendSecurityGroupRules') === true,
    tags: keysOf(at(spec, 'tags')),
  }),
  'elbv2.k8s.aws/IngressClassParams': ({ spec }) => ({
    hasGroups: false,
    isManaged: false,
    tags: listAt(spec, 'tags').map((tag) => String(at(tag, 'key'))),
  }),
};

interface Places {
  readonly hasGroups: boolean;
  /** undefined where the controller decides. */
  readonly isManaged?: boolean;
  readonly tags: readonly string[];
}

function annotated(prefix: string, tags: string): (object: KubernetesObject) => Places {
  return (object) => {
    const of = (name: string) => stringAt(object, 'metadata', 'annotations', `${prefix}${name}`);
    const isManaged = of('manage-backend-security-group-rules');
    return {
      hasGroups: Boolean(of('security-groups')),
      isManaged: isManaged === undefined ? undefined : isManaged === 'true',
      tags: pairsOf(of(tags) ?? '').map(([key]) => key),
    };
  };
}

const keysOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);

/**
 * What an object asks for, and the values of the chart of the controller exclude, in the words of the controller. Source:
 * aws-load-balancer-controller v3.5.0, helm/aws-load-balancer-controller/values.yaml; pkg/ingress, pkg/service and pkg/gateway.
 */
export function optionProblems(object: KubernetesObject, { helmReleases }: Pick<Facts, 'helmReleases'>): string[] {
  const values = helmReleases.find(({ value }) => value.chart === CONTROLLER_CHART)?.value.values;
  const places = PLACES[groupKindOf(object)]?.(object);
  if (values === undefined || places === undefined) return [];
  const excluded = listAt(values, 'externalManagedTags').map(String);
  const isOff = at(values, 'enableBackendSecurityGroup') === false;
  const isManaged = places.isManaged ?? at(values, 'enableManageBackendSecurityGroupRules') === true;
  return [
    ...(isOff && places.hasGroups && isManaged
      ? ['backendSG feature is required to manage worker node SG rules when frontendSG manually specified']
      : []),
    ...places.tags
      .filter((tag) => excluded.includes(tag) && !isDeployTimeValue(tag))
      .map((tag) => `external managed tag key ${tag} cannot be specified`),
  ];
}
