import { at, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { CONTROLLER_CHART, INGRESS, ingressesOf } from '../../reading/alb.rules';
import { mayExistOutsideApp, missingObjects } from '../../reading/missing-objects.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const ingressClassMissing: Rule = {
  id: 'ingress-class-missing',
  area: 'References',
  severity: 'error',
  description: 'Ingress whose IngressClass does not exist, or without a class where there is no default',
  reason: 'the API server accepts an Ingress whose IngressClass does not exist, and it never gets an address',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
  check: (facts) => [
    ...withoutClass(facts),
    ...missingObjects(
      facts,
      'networking.k8s.io',
      'IngressClass',
      (name) =>
        (name === 'alb' ? "Add new AlbController(this, 'AlbController', { cluster })" : 'Set ingressClassName to a class that exists') +
        `, or declare it: ClusterModel.of(cluster).declareExternal(ClusterCapability.ingressClass('${name}'), { reason })`,
    ),
  ],
};

const CLASS = 'networking.k8s.io/IngressClass';
const IS_DEFAULT = 'ingressclass.kubernetes.io/is-default-class';

/**
 * Ingresses for the load balancer controller without a class, in a cluster without a default class.
 * Source: aws-load-balancer-controller v3.5.0, pkg/ingress/group_loader.go, classifyIngress; its chart sets the class alb.
 */
function withoutClass(facts: Facts): Violation[] {
  const charts = facts.helmReleases.filter(({ value }) => value.chart === CONTROLLER_CHART);
  const isDefault = ({ value: { metadata } }: Located<KubernetesObject>) => metadata?.annotations?.[IS_DEFAULT] !== undefined;
  const mayHaveDefault =
    facts.manifests.ofKind(CLASS).some(isDefault) ||
    charts.some(({ value }) => ['ingressClass', 'ingressClassConfig'].some((key) => at(value.values, key) !== undefined)) ||
    mayExistOutsideApp(facts, 'networking.k8s.io', 'IngressClass');
  if (charts.length === 0 || mayHaveDefault) return [];
  return ingressesOf(facts)
    .filter(({ value }) => stringAt(value, 'spec', 'ingressClassName') === undefined && isForAlb(value))
    .map(({ path, value }) => ({
      path,
      finding: `${describeObject(value)} has no ingressClassName, and there is no default IngressClass`,
      remediation: 'Set ingressClassName: alb',
      severity: 'warning',
    }));
}

const isForAlb = ({ metadata }: KubernetesObject): boolean =>
  Object.keys(metadata?.annotations ?? {}).some((key) => key.startsWith(INGRESS)) &&
  metadata?.annotations?.['kubernetes.io/ingress.class'] === undefined;
