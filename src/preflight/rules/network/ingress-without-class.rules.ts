import { object as objectThing } from '../../../catalog/capability.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { CONTROLLER_CHART, ingressesOf } from '../../reading/alb.rules';
import { mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { isRole } from '../../reading/rbac.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const GROUP = 'networking.k8s.io';
/** Source: kubernetes, staging/src/k8s.io/api/networking/v1/well_known_annotations.go. */
const DEFAULT = 'ingressclass.kubernetes.io/is-default-class';
/** The older form of a class, which controllers still read. Source: Kubernetes, Ingress: deprecated annotation. */
const ANNOTATION = 'kubernetes.io/ingress.class';

/**
 * Source: aws-load-balancer-controller v3.5.0, pkg/ingress/group_loader.go, classifyIngress (an Ingress without a class is managed only if
 * the flag ingress-class is empty), pkg/config/ingress_config.go (its default is alb) and the chart, templates/deployment.yaml (the flag is
 * set only to a name).
 */
export const ingressWithoutClass: Rule = {
  id: 'ingress-without-class',
  area: 'Network',
  severity: 'error',
  description: 'Ingress without ingressClassName in a cluster without a default IngressClass',
  reason: 'the AWS Load Balancer Controller ignores an Ingress without a class, and it never gets an address',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/',
  check: (facts) => {
    const ingresses = ingressesOf(facts).filter(({ value }) => hasNoClass(value));
    if (ingresses.length === 0 || mayHaveDefault(facts) || mayServeAll(facts)) return [];
    return ingresses.map(({ path, value }) => ({
      path,
      finding: `${describeObject(value)} has no ingressClassName, and no IngressClass is the default`,
      remediation: remediationOf(facts),
      // the controller of Auto Mode is not public
      ...(facts.autoMode ? { severity: 'warning' as const } : {}),
    }));
  },
};

const hasNoClass = ({ spec, metadata }: KubernetesObject): boolean =>
  ![spec, metadata, metadata?.annotations].some(isDeployTimeValue) &&
  (at(spec, 'ingressClassName') ?? undefined) === undefined &&
  metadata?.annotations?.[ANNOTATION] === undefined &&
  !Object.keys(metadata?.annotations ?? {}).some(isDeployTimeValue);

function mayHaveDefault(facts: Facts): boolean {
  const { manifests, helmReleases } = facts;
  const marks = manifests
    .ofKind(`${GROUP}/IngressClass`)
    .flatMap(({ value: { metadata } }) => [metadata, metadata?.annotations, metadata?.annotations?.[DEFAULT]]);
  return (
    mayExistOutsideApp(facts, GROUP, 'IngressClass') ||
    marks.some((mark) => mark === 'true' || isDeployTimeValue(mark)) ||
    helmReleases.some(({ value: { chart, values } }) => chart === CONTROLLER_CHART && mayBeSet(values, 'ingressClassConfig', 'default'))
  );
}

/** Whether another controller may serve Ingresses without a class: of an add-on, of Istio, or of a manifest with permissions on them. */
const mayServeAll = ({ scopeComplete, addonNames, helmReleases, manifests }: Facts): boolean =>
  !scopeComplete ||
  // add-ons of vendors are named <vendor>_<add-on>
  addonNames.some(({ value }) => value.includes('_') || isDeployTimeValue(value)) ||
  helmReleases.some(({ value: { values } }) => mayBeSet(values, 'meshConfig', 'ingressControllerMode')) ||
  manifests.objects.some(({ value }) => isRole(value) && mayReadIngresses(value));

const mayReadIngresses = (role: KubernetesObject): boolean =>
  isDeployTimeValue(at(role, 'rules')) ||
  listAt(role, 'rules').some((rule) =>
    [
      [GROUP, 'extensions', '*'].some((group) => includes(rule, 'apiGroups', group)),
      ['ingresses', '*'].some((resource) => includes(rule, 'resources', resource)),
    ].every(Boolean),
  );

const includes = (rule: unknown, field: string, value: string): boolean =>
  isDeployTimeValue(at(rule, field)) || listAt(rule, field).some((each) => each === value || isDeployTimeValue(each));

function mayBeSet(values: unknown, ...path: readonly string[]): boolean {
  const parts = [values, ...path.map((_, index) => at(values, ...path.slice(0, index + 1)))];
  return parts.some(isDeployTimeValue) || ![undefined, null, false].includes(parts.at(-1) as undefined);
}

function remediationOf({ verdictOf, manifests }: Facts): string {
  const hasAlb = verdictOf(objectThing(GROUP, 'IngressClass', 'alb')) !== 'absent';
  const [name] = hasAlb ? ['alb'] : manifests.ofKind(`${GROUP}/IngressClass`).map(({ value }) => value.metadata?.name);
  const set = `et ingressClassName: ${name ?? 'alb'}, or call applyToIngress() of a Route, such as Route.publicAlb(), which sets it`;
  return name === undefined ? `Add new AlbController(this, 'AlbController', { cluster }), and s${set}` : `S${set}`;
}
