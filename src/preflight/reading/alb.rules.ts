import { at, groupKindOf, isDeployTimeValue, KubernetesObject, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { Located } from '../facts/located.rules';

/** Where the annotations of the load balancer controller are described. */
export const ANNOTATIONS = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/';
/** How its annotations of Ingresses begin. */
export const INGRESS = 'alb.ingress.kubernetes.io/';
/** How its annotations of Services begin. */
export const SERVICE = 'service.beta.kubernetes.io/aws-load-balancer-';
/** The name of its chart. */
export const CONTROLLER_CHART = 'aws-load-balancer-controller';

/**
 * Who reads an Ingress, by the controller of its class. Source: AWS Load Balancer Controller, ingress class; EKS User Guide,
 * auto-configure-alb.
 */
const CONTROLLERS: readonly string[] = ['ingress.k8s.aws/alb', 'eks.amazonaws.com/alb'];
const SETTINGS = ['elbv2.k8s.aws/IngressClassParams', 'eks.amazonaws.com/IngressClassParams'];

/** The value of an annotation of the load balancer controller. */
export const albAnnotation = (object: KubernetesObject, name: string): string | undefined =>
  object.metadata?.annotations?.[`${INGRESS}${name}`];

export const ingressesOf = ({ objects }: Pick<Facts, 'objects'>): Located<KubernetesObject>[] =>
  objects.filter(({ value }) => groupKindOf(value) === 'networking.k8s.io/Ingress');

/** The Ingresses that the load balancer controller reads: it ignores annotations of other Ingresses. */
export const albIngressesOf = (facts: Facts): Located<KubernetesObject>[] =>
  ingressesOf(facts).filter(({ value }) => isAlbIngress(value, facts));

const classNameOf = (ingress: KubernetesObject): string | undefined =>
  stringAt(ingress, 'spec', 'ingressClassName') ?? ingress.metadata?.annotations?.['kubernetes.io/ingress.class'];

const classOf = (ingress: KubernetesObject, { manifests }: Pick<Facts, 'manifests'>): KubernetesObject | undefined =>
  manifests.find('networking.k8s.io/IngressClass', undefined, classNameOf(ingress))?.value;

/** Whether the load balancer controller certainly reads an Ingress: by its class, or without a class by annotations of that controller. */
export function isAlbIngress(ingress: KubernetesObject, facts: Pick<Facts, 'manifests'>): boolean {
  if ([ingress.spec, ingress.metadata, ingress.metadata?.annotations].some(isDeployTimeValue)) return false;
  const controller = stringAt(classOf(ingress, facts), 'spec', 'controller');
  if (controller !== undefined) return CONTROLLERS.includes(controller);
  const name = classNameOf(ingress);
  return name === undefined ? Object.keys(ingress.metadata?.annotations ?? {}).some((key) => key.startsWith(INGRESS)) : name === 'alb';
}

/** What the class of an Ingress sets, which wins over its annotations; nothing where that is not known. */
export function classSettings(
  ingress: KubernetesObject,
  { manifests, helmReleases }: Pick<Facts, 'manifests' | 'helmReleases'>,
): object | undefined {
  const ingressClass = classOf(ingress, { manifests });
  if (!ingressClass) return ['alb', undefined].includes(classNameOf(ingress)) ? settingsOfChart(helmReleases) : undefined;
  if (isDeployTimeValue(ingressClass.spec)) return undefined;
  if (at(ingressClass, 'spec', 'parameters') === undefined) return {};
  const name = stringAt(ingressClass, 'spec', 'parameters', 'name');
  const spec = at(SETTINGS.map((kind) => manifests.find(kind, undefined, name)?.value).find(Boolean), 'spec');
  return typeof spec === 'object' && spec !== null ? spec : undefined;
}

// the class alb comes with the controller
function settingsOfChart(charts: Facts['helmReleases']): object | undefined {
  const spec = at(charts.find(({ value }) => value.chart === CONTROLLER_CHART)?.value.values, 'ingressClassParams', 'spec') ?? {};
  return typeof spec === 'object' ? spec : undefined;
}

/**
 * The group whose Ingresses share a load balancer, of the class or else of an annotation; nothing for an Ingress by itself, or where that
 * is known at deploy.
 */
export function albGroupOf(ingress: KubernetesObject, facts: Pick<Facts, 'manifests' | 'helmReleases'>): string | undefined {
  const group = stringAt(classSettings(ingress, facts), 'group', 'name') ?? albAnnotation(ingress, 'group.name');
  return group === undefined || isDeployTimeValue(group) ? undefined : group;
}
