import { albAnnotation, albGroupOf, albIngressesOf, classSettings, CONTROLLER_CHART, INGRESS, isAlbIngress, SERVICE } from './alb.rules';
import { AWS_GATEWAYS, configurationsOf, gatewayClassOf } from './aws-gateways.rules';
import { backendsOf, ingressBackends } from './backends.rules';
import { LoadBalancerKind } from '../../ingress/ip-address-type.rules';
import { at, groupKindOf, isDeployTimeValue, KubernetesObject, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** Which addresses a load balancer has, as an object asks for it. */
export interface RequestedAddressType {
  readonly loadBalancerKind: LoadBalancerKind;
  /** nothing where it takes the controller's default. */
  readonly addressType?: string;
  /** where that is known here for certain. */
  readonly certain: boolean;
}

/**
 * Controllers of GatewayClasses of Auto Mode: no source says how its load balancers are configured. Source: EKS User Guide,
 * auto-configure-gateway-api.
 */
const AUTO_MODE_GATEWAYS: Readonly<Record<string, LoadBalancerKind>> = {
  'eks.amazonaws.com/gateway-alb': 'application',
  'eks.amazonaws.com/gateway-nlb': 'network',
};
const NLB_CLASSES: readonly unknown[] = ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'];
/** Values of the annotation `type` that the controller reads. Source: aws-load-balancer-controller v3.5.0, docs/guide/service/nlb.md. */
const NLB_TYPES: readonly unknown[] = ['external', 'nlb-ip'];

/** The load balancer that an object asks for; nothing for one that asks for none, or where it is known at deploy. */
export function requestedAddressType(object: KubernetesObject, facts: Facts): RequestedAddressType | undefined {
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/Ingress':
      return ofIngress(object, facts);
    case '/Service':
      return isNlb(object, facts) ? known('network', stringAt(object, 'metadata', 'annotations', `${SERVICE}ip-address-type`)) : undefined;
    case 'gateway.networking.k8s.io/Gateway':
      return ofGateway(object, facts);
    default:
      return undefined;
  }
}

const known = (kind: LoadBalancerKind, addressType: string | undefined, certain: boolean = true): RequestedAddressType | undefined =>
  isDeployTimeValue(addressType) ? undefined : { loadBalancerKind: kind, addressType, certain };

// one that only redirects has no targets
function ofIngress(ingress: KubernetesObject, facts: Facts): RequestedAddressType | undefined {
  if (!isAlbIngress(ingress, facts) || ingressBackends(ingress).filter(Boolean).length === 0) return undefined;
  const group = albGroupOf(ingress, facts);
  const members =
    group === undefined
      ? [ingress]
      : albIngressesOf(facts)
          .map(({ value }) => value)
          .filter((each) => albGroupOf(each, facts) === group);
  const settings = members.map((member) => classSettings(member, facts));
  const given = members
    .map((member, index) => at(settings[index], 'ipAddressType') ?? albAnnotation(member, 'ip-address-type'))
    .find(Boolean);
  if (given === undefined && settings.includes(undefined)) return undefined;
  return typeof given === 'string' || given === undefined ? known('application', given) : undefined;
}

/** Whether a Service asks the load balancer controller, or that of Auto Mode, for a Network Load Balancer. */
export function isNlb(service: KubernetesObject, { helmReleases }: Pick<Facts, 'helmReleases'>): boolean {
  if (stringAt(service, 'spec', 'type') !== 'LoadBalancer') return false;
  const [className, type] = [at(service, 'spec', 'loadBalancerClass'), stringAt(service, 'metadata', 'annotations', `${SERVICE}type`)];
  if (className !== undefined) return NLB_CLASSES.includes(className);
  if (type !== undefined) return NLB_TYPES.includes(type);
  // a webhook of the controller gives Services its class. Source: values.yaml of its chart 3.5.0, enableServiceMutatorWebhook
  const chart = helmReleases.find(({ value }) => value.chart === CONTROLLER_CHART);
  return chart !== undefined && at(chart.value.values, 'enableServiceMutatorWebhook') !== false;
}

function ofGateway(gateway: KubernetesObject, facts: Facts): RequestedAddressType | undefined {
  const gatewayClass = gatewayClassOf(gateway, facts);
  const controller = stringAt(gatewayClass, 'spec', 'controllerName') ?? '';
  if (AUTO_MODE_GATEWAYS[controller]) return known(AUTO_MODE_GATEWAYS[controller], undefined, false);
  if (!AWS_GATEWAYS[controller]) return undefined;
  // one that is made elsewhere may say anything
  const configurations = configurationsOf(gateway, gatewayClass, facts);
  if (configurations === undefined) return undefined;
  return known(AWS_GATEWAYS[controller], configurations.map((each) => stringAt(each, 'spec', 'ipAddressType')).find(Boolean));
}

/** Whether an object sends requests to pods by a port of their nodes, as far as it says so itself. */
export function usesInstanceTargets(object: KubernetesObject, facts: Facts): boolean {
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/Ingress': {
      return isAlbIngress(object, facts) && backendsOf(object).length > 0 && ingressTargetType(object, facts) === 'instance';
    }
    case '/Service':
      return isNlb(object, facts) && serviceTargetType(object, facts) === 'instance';
    case 'elbv2.k8s.aws/TargetGroupBinding':
      return stringAt(object, 'spec', 'targetType') === 'instance';
    default:
      return false;
  }
}

/** By what an Ingress reaches pods; nothing where that is not known. */
export const ingressTargetType = (ingress: KubernetesObject, facts: Facts): unknown => {
  const settings = classSettings(ingress, facts);
  if (settings === undefined) return undefined;
  return at(settings, 'targetType') ?? albAnnotation(ingress, 'target-type') ?? defaultTargetType(facts);
};

/** The same for a Service. */
export const serviceTargetType = (service: KubernetesObject, facts: Facts): unknown => {
  const given = stringAt(service, 'metadata', 'annotations', `${SERVICE}nlb-target-type`);
  if (given !== undefined || stringAt(service, 'metadata', 'annotations', `${SERVICE}type`) === 'nlb-ip') return given;
  return stringAt(service, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb' ? defaultTargetType(facts) : undefined;
};

/** How to set target type ip on an object. */
export function ipTargetsFor(object: KubernetesObject): string {
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/Ingress':
      return `Set the annotation ${INGRESS}target-type: ip`;
    case '/Service':
      return `Set the annotation ${SERVICE}nlb-target-type: ip`;
    default:
      return 'Set spec.targetType: ip, and create the target group with targetType ip';
  }
}

/** The default of the controller, if it is installed here; that of Auto Mode reaches pods by address. */
export const defaultTargetType = ({ helmReleases, autoMode }: Facts): unknown => {
  const chart = helmReleases.find(({ value }) => value.chart === CONTROLLER_CHART);
  return chart === undefined || autoMode ? undefined : (at(chart.value.values, 'defaultTargetType') ?? 'instance');
};
