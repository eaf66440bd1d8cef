import { groupKindOf, isFilledIn, KubernetesObject, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { containersOf, PodMaker } from '../../reading/manifests.rules';
import { NameKind, nameProblem } from '../../reading/names.rules';
import { Found, Rule } from '../../rule';

export const nameInvalid: Rule = {
  id: 'name-invalid',
  area: 'Limits',
  severity: 'error',
  finds: 'names that Kubernetes does not take: of objects, namespaces, containers, ports and volumes',
  why: 'a name is part of an address: lower-case letters, digits and hyphens, 63 for a namespace, a Service, a Job, a container or a volume, 52 for a CronJob or a StatefulSet, 15 for a port, 253 with dots for most others',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: (facts: Facts) => [...facts.objects.flatMap(({ path, value }) => ofObject(path, value, facts)), ...facts.manifests.pods.flatMap(ofPods)],
};

function ofObject(path: string, object: KubernetesObject, facts: Facts): Found[] {
  const { name, namespace } = object.metadata ?? {};
  if (!name) return isRead(object, facts) ? nameless(path, object) : [];
  const own = problemOf(name, kindOfName(object));
  const place = namespace && problemOf(namespace, 'label');
  return [
    ...(own ? [{ path, what: `${object.kind} has the name '${name}', which ${own}`, fix: 'Correct it' }] : []),
    ...(place ? [{ path, what: `${object.kind} '${name}' is in the namespace '${namespace}', which ${place}`, fix: 'Correct it' }] : []),
  ];
}

// a name that is no text has been found already, and a list has none
const isRead = (object: KubernetesObject, { malformed }: Facts): boolean =>
  !object.kind.endsWith('List') && !malformed.some(({ value }) => value.object === object && ['metadata', 'metadata.name'].includes(value.problem.field));

// what has a generated name is created, and cannot be applied afterwards
function nameless(path: string, object: KubernetesObject): Found[] {
  const generated = textAt(object, 'metadata', 'generateName');
  return generated
    ? [{ path, what: `${object.kind} '${generated}…' has generateName, with which it cannot be updated`, fix: 'Write metadata.name', severity: 'warning' }]
    : [{ path, what: `a ${object.kind} has no name`, fix: 'Write metadata.name' }];
}

const problemOf = (name: string, kind: NameKind): string | undefined => (isFilledIn(name) ? undefined : nameProblem(name, kind));

/** Kinds with other names than most. */
const KINDS: Readonly<Record<string, NameKind>> = {
  '/Namespace': 'label', '/Service': 'service', 'batch/CronJob': 'cronJob', 'batch/Job': 'job', 'apps/StatefulSet': 'statefulSet', 'networking.k8s.io/IPAddress': 'segment',
};

function kindOfName(object: KubernetesObject): NameKind {
  // roles may have colons
  if (object.apiVersion.startsWith('rbac.authorization.k8s.io/')) return 'segment';
  return KINDS[groupKindOf(object)] ?? 'subdomain';
}

function ofPods({ path, name, pod }: PodMaker): Found[] {
  const ofContainers = containersOf(pod).flatMap((container) => {
    const own = textAt(container, 'name');
    return [
      ...badNames([container], 'label').map(([each, what]) => ({ path, what: `${name} has a container '${each}', whose name ${what}`, fix: 'Correct it' })),
      ...badNames(listAt(container, 'ports'), 'port').map(([each, what]) => ({ path, what: `container '${own}' of ${name} has a port '${each}', whose name ${what}`, fix: 'Correct it' })),
    ];
  });
  return [...ofContainers, ...badNames(listAt(pod, 'volumes'), 'label').map(([each, what]) => ({ path, what: `${name} has a volume '${each}', whose name ${what}`, fix: 'Correct it' }))];
}

// an empty name of a container is missing, and that of a port is none
const badNames = (named: readonly unknown[], kind: NameKind): [name: string, problem: string][] => named.flatMap((each) => {
  const name = textAt(each, 'name');
  const problem = name ? problemOf(name, kind) : undefined;
  return name && problem ? [[name, problem]] : [];
});
