import { groupKindOf, isFilledIn, KubernetesObject, listAt, namespaceOf, podLabelsOf, podSpecOf, textAt } from '../../inventory/kubernetes-object.rules';
import { selectsPods } from '../../nodes/fargate.rules';
import { No, NODE_FEATURES } from '../../nodes/node-features.data';
import { Facts } from '../facts.rules';
import { From } from '../from.rules';
import { Rule } from '../rule';
import { albAnnotation } from './load-balancer-subnets.rules';

const ANNOTATIONS = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/';
const SERVICE = 'service.beta.kubernetes.io/aws-load-balancer-';
/** Source: Elastic Load Balancing, quotas for Application Load Balancers. */
const MOST_RULES = 100;

const named = (object: KubernetesObject): string => `${object.kind} '${[namespaceOf(object), object.metadata?.name].filter(Boolean).join('/')}'`;
const ingressesOf = ({ objects }: Facts): From<KubernetesObject>[] => objects.filter(({ value }) => groupKindOf(value) === 'networking.k8s.io/Ingress');

export const controllerMissing: Rule = {
  id: 'load-balancer-controller-missing',
  area: 'References',
  severity: 'error',
  finds: 'a Service for a Network Load Balancer that nobody makes',
  why: 'a Service of class service.k8s.aws/nlb gets a load balancer from the AWS Load Balancer Controller alone',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/',
  check: ({ absent, objects, autoMode, capacity }) => [...absent.filter(({ value: { thing } }) => thing.type === 'part' && thing.name === 'load-balancer-webhook').map(({ path, value: { object } }) => ({
    path, what: `${object ?? 'a Service'} asks for a Network Load Balancer, and nobody installs the controller`, fix: "Add new AlbController(this, 'AlbController', { cluster }), or in Auto Mode give autoMode: true to the route",
  })), ...(autoMode || capacity === undefined ? [] : objects.filter(({ value }) => textAt(value, 'spec', 'loadBalancerClass') === 'eks.amazonaws.com/nlb').map(({ path, value }) => ({
    path, what: `${named(value)} is of class eks.amazonaws.com/nlb, and the cluster does not run in Auto Mode`, fix: 'Leave autoMode out of the route',
  })))],
};

export const instanceTargets: Rule = {
  id: 'instance-target-on-fargate',
  area: 'Network',
  severity: 'error',
  finds: 'a load balancer that reaches pods on Fargate by instance',
  why: (NODE_FEATURES.instanceTargets.fargate as No).no,
  source: (NODE_FEATURES.instanceTargets.fargate as No).source,
  check: (facts) => (facts.fargate.length === 0 ? [] : facts.objects.flatMap(({ path, value }) => servicesByInstance(value).flatMap((name) => {
    const service = facts.objects.find((other) => groupKindOf(other.value) === '/Service' && namespaceOf(other.value) === namespaceOf(value) && other.value.metadata?.name === name);
    const selector = Object.entries((service?.value as { spec?: { selector?: Record<string, string> } } | undefined)?.spec?.selector ?? {});
    const isTarget = (each: KubernetesObject) => podSpecOf(each) !== undefined && namespaceOf(each) === namespaceOf(value)
      && selector.length > 0 && selector.every(([key, text]) => podLabelsOf(each)[key] === text);
    const pods = facts.objects.find((each) => isTarget(each.value) && facts.fargate.some((profile) => selectsPods(profile, each.value)));
    return pods ? [{ path, what: `${named(value)} reaches pods of ${named(pods.value)} by instance, and they run on Fargate`, fix: 'Use target type ip' }] : [];
  }))),
};

// Services whose pods are reached by a port of their node
function servicesByInstance(object: KubernetesObject): string[] {
  if (groupKindOf(object) === '/Service') return object.metadata?.annotations?.[`${SERVICE}nlb-target-type`] === 'instance' ? [object.metadata.name ?? ''] : [];
  if (groupKindOf(object) !== 'networking.k8s.io/Ingress' || albAnnotation(object, 'target-type') !== 'instance') return [];
  return backendsOf(object);
}

const backendsOf = (ingress: KubernetesObject): string[] => listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt((rule as { http?: unknown }).http, 'paths'))
  .map((path) => textAt(path, 'backend', 'service', 'name')).filter((name): name is string => name !== undefined);

export const albListeners: Rule = {
  id: 'alb-listeners',
  area: 'Network',
  severity: 'error',
  finds: 'a certificate without HTTPS, a redirect to nobody',
  why: 'the controller refuses an Ingress whose certificates or redirect have no listener, and changes nothing of its load balancer',
  source: ANNOTATIONS,
  check: (facts) => ingressesOf(facts).flatMap(({ path, value }) => {
    const [ports, certificate, redirect] = ['listen-ports', 'certificate-arn', 'ssl-redirect'].map((name) => albAnnotation(value, name));
    const listeners = portsOf(ports, certificate);
    if (listeners === undefined) return [{ path, what: `${named(value)} has listen-ports '${ports}'`, fix: "Write it like '[{\"HTTP\":80},{\"HTTPS\":443}]'" }];
    return [
      ...(certificate && !listeners.some(([protocol]) => protocol === 'HTTPS') ? [{ path, what: `${named(value)} has a certificate and no listener for HTTPS`, fix: 'Add {"HTTPS":443} to listen-ports' }] : []),
      ...(redirect && !listeners.some(([, port]) => String(port) === redirect) ? [{ path, what: `${named(value)} redirects to port ${redirect}, on which nobody listens`, fix: 'Add it to listen-ports, or leave ssl-redirect out' }] : []),
    ];
  }),
};

function portsOf(annotation: string | undefined, certificate: string | undefined): [string, unknown][] | undefined {
  if (annotation === undefined) return certificate ? [['HTTPS', 443]] : [['HTTP', 80]];
  if (isFilledIn(annotation)) return [['HTTPS', annotation]];
  try {
    return (JSON.parse(annotation) as object[]).flatMap((each) => Object.entries(each));
  } catch {
    return undefined;
  }
}

export const albGroups: Rule = {
  id: 'alb-group-name',
  area: 'Network',
  severity: 'error',
  finds: 'a group with a name that the controller refuses',
  why: 'the name of a group has 1–63 lower-case letters, digits, hyphens or dots, and the controller refuses others',
  source: ANNOTATIONS,
  check: (facts) => ingressesOf(facts).flatMap(({ path, value }) => {
    const group = albAnnotation(value, 'group.name');
    return group === undefined || isFilledIn(group) || /^[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?$/.test(group) ? [] : [{ path, what: `${named(value)} is of the group '${group}'`, fix: `Write '${group.toLowerCase().replace(/[^-.a-z0-9]+/g, '-')}'` }];
  }),
};

export const albRules: Rule = {
  id: 'alb-rules',
  area: 'Limits',
  severity: 'error',
  finds: 'more than 100 rules on one load balancer',
  why: `an Application Load Balancer has at most ${MOST_RULES} rules beside its default ones, and the controller makes none of those beyond`,
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
  check: (facts) => {
    const balancers = new Map<string, { readonly path: string; count: number }>();
    for (const { path, value } of ingressesOf(facts)) {
      const group = albAnnotation(value, 'group.name') ?? groupOfClass(value, facts);
      const key = group === undefined ? named(value) : `the group '${group}'`;
      const known = balancers.get(key) ?? { path, count: 0 };
      known.count += listAt(value, 'spec', 'rules').flatMap((rule) => listAt((rule as { http?: unknown }).http, 'paths')).length;
      balancers.set(key, known);
    }
    return [...balancers].filter(([, { count }]) => count > MOST_RULES).map(([name, { path, count }]) => ({ path, what: `the load balancer of ${name} has ${count} rules`, fix: 'Share them between two groups, or raise the quota and acknowledge this' }));
  },
};

function groupOfClass(ingress: KubernetesObject, { objects }: Facts): string | undefined {
  const name = textAt(ingress, 'spec', 'ingressClassName');
  const params = objects.find(({ value }) => value.kind === 'IngressClassParams' && value.metadata?.name === name)?.value;
  const group = textAt(params, 'spec', 'group', 'name');
  return group && `${group} of class ${name}`;
}

export const deletionProtection: Rule = {
  id: 'load-balancer-protected',
  area: 'Network',
  severity: 'warning',
  finds: 'deletion protection, which stands in the way of deleting the stack',
  why: 'its controller cannot delete a load balancer with deletion protection: the object that made it stays, and with it its namespace and the deletion of the stack',
  source: ANNOTATIONS,
  check: ({ objects }) => objects.filter(({ value }) => isProtected(value)).map(({ path, value }) => ({
    path, what: `${named(value)} asks for a load balancer with deletion protection`, fix: 'Leave it out, or switch it off in a deploy before the one that deletes, and acknowledge this',
  })),
};

const ATTRIBUTE = 'deletion_protection.enabled';

function isProtected(object: KubernetesObject): boolean {
  const listed = [albAnnotation(object, 'load-balancer-attributes'), object.metadata?.annotations?.[`${SERVICE}attributes`]].some((text) => text?.split(',').includes(`${ATTRIBUTE}=true`));
  return listed || listAt(object, 'spec', 'loadBalancerAttributes').some((attribute) => textAt(attribute, 'key') === ATTRIBUTE && textAt(attribute, 'value') === 'true');
}

/** What Auto Mode's controller does not know. Source: EKS User Guide, auto-configure-alb and auto-configure-nlb. */
const NOT_ON_AUTO_MODE = ['group.name', 'waf-acl-id', 'web-acl-id', 'shield-advanced-protection', 'jwt-validation'];

export const autoModeAnnotations: Rule = {
  id: 'auto-mode-annotations',
  area: 'Network',
  severity: 'error',
  finds: 'what the controller of Auto Mode does not know',
  why: 'the load balancer controller of Auto Mode does not know it, and makes another load balancer than was meant, or none',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (facts) => (!facts.autoMode || facts.charts.some(({ value }) => value.chart === 'aws-load-balancer-controller') ? [] : [
    ...ingressesOf(facts).flatMap(({ path, value }) => NOT_ON_AUTO_MODE.filter((name) => albAnnotation(value, name) !== undefined).map((name) => ({
      path, what: `${named(value)} has the annotation ${name}`, fix: name === 'group.name' ? 'Use new AlbIngressClass(...) and Route.alb(), whose class is a group' : 'Leave it out',
    }))),
    ...facts.objects.filter(({ value }) => textAt(value, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb').map(({ path, value }) => ({ path, what: `${named(value)} is of class service.k8s.aws/nlb`, fix: 'Give autoMode: true to the route' })),
    ...facts.objects.filter(({ value }) => groupKindOf(value) === 'elbv2.k8s.aws/TargetGroupBinding').map(({ path, value }) => ({ path, what: `${named(value)} is of the group elbv2.k8s.aws`, fix: 'Use an AlbIngressClass, whose load balancer Auto Mode makes: it deletes a target group of yours with its binding' })),
  ]),
};
