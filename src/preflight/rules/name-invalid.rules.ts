import { groupKindOf, isFilledIn, KubernetesObject, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { containersOf } from '../manifests.rules';
import { NameKind, nameProblem } from '../names.rules';
import { Found, Rule } from '../rule';

export const nameInvalid: Rule = {
  id: 'name-invalid',
  area: 'Limits',
  severity: 'error',
  finds: 'names that Kubernetes does not take: of objects, namespaces, containers and ports',
  why: 'a name is part of an address: lower-case letters, digits and hyphens, 63 for a namespace, a Service or a container, 52 for a CronJob, 15 for a port, 253 with dots for most others',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: (facts: Facts) => [...facts.objects.flatMap(({ path, value }) => ofObject(path, value)), ...ofPods(facts)],
};

function ofObject(path: string, object: KubernetesObject): Found[] {
  const name: unknown = object.metadata?.name;
  const own = typeof name === 'string' && !isFilledIn(name) ? nameProblem(name, kindOfName(object)) : undefined;
  const namespace = object.metadata?.namespace;
  const place = typeof namespace === 'string' && !isFilledIn(namespace) ? nameProblem(namespace, 'label') : undefined;
  return [
    ...(own ? [{ path, what: `${object.kind} has the name '${String(name)}', which ${own}`, fix: 'Correct it' }] : []),
    ...(place ? [{ path, what: `${object.kind} '${String(name)}' is in the namespace '${namespace}', which ${place}`, fix: 'Correct it' }] : []),
  ];
}

/** Kinds with other names than most. */
const KINDS: Readonly<Record<string, NameKind>> = { '/Namespace': 'label', '/Service': 'service', 'batch/CronJob': 'cronJob', 'apps/StatefulSet': 'label' };

function kindOfName(object: KubernetesObject): NameKind {
  // roles may have colons, and kinds of others whatever their definition says
  if (object.apiVersion.startsWith('rbac.authorization.k8s.io/')) return 'segment';
  return KINDS[groupKindOf(object)] ?? 'subdomain';
}

function ofPods({ manifests }: Facts): Found[] {
  return manifests.pods.flatMap(({ path, name, pod }) => containersOf(pod).flatMap((container) => {
    const own = textAt(container, 'name');
    const wrong = own === undefined || isFilledIn(own) ? undefined : nameProblem(own, 'label');
    const ports = listAt(container, 'ports').map((port) => textAt(port, 'name')).filter((port): port is string => port !== undefined && !isFilledIn(port));
    return [
      ...(wrong ? [{ path, what: `${name} has a container '${own}', whose name ${wrong}`, fix: 'Correct it' }] : []),
      ...ports.map((port) => [port, nameProblem(port, 'port')]).filter(([, what]) => what !== undefined).map(([port, what]) => ({ path, what: `container '${own}' of ${name} has a port '${port}', whose name ${what}`, fix: 'Correct it' })),
    ];
  }));
}
