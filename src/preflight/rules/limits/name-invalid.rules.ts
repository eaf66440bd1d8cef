import { groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { NameKind, nameProblem } from '../../reading/names.rules';
import { containersOf, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const nameInvalid: Rule = {
  id: 'name-invalid',
  area: 'Limits',
  severity: 'error',
  description: 'names that Kubernetes does not take: of objects, namespaces, containers, ports and volumes',
  reason:
    'a name is part of an address: lower-case letters, digits and hyphens, 63 for a namespace, a Service, a Job, a container or ' +
    'a volume, 52 for a CronJob or a StatefulSet, 15 for a port, 253 with dots for most others',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  check: (facts: Facts) => [
    ...facts.objects.flatMap(({ path, value }) => ofObject(path, value, facts)),
    ...facts.manifests.workloads.flatMap(ofPods),
  ],
};

function ofObject(path: string, object: KubernetesObject, facts: Facts): Violation[] {
  const { name, namespace } = object.metadata ?? {};
  if (!name) return isRead(object, facts) ? nameless(path, object) : [];
  const own = problemOf(name, kindOfName(object));
  const place = namespace && problemOf(namespace, 'label');
  return [
    ...(own ? [{ path, finding: `${object.kind} has the name '${name}', which ${own}`, remediation: 'Correct it' }] : []),
    ...(place
      ? [{ path, finding: `${object.kind} '${name}' is in the namespace '${namespace}', which ${place}`, remediation: 'Correct it' }]
      : []),
  ];
}

// a name that is no text has been found already, and a list has none
const isRead = (object: KubernetesObject, { malformed }: Facts): boolean =>
  !object.kind.endsWith('List') &&
  !malformed.some(({ value }) => value.object === object && ['metadata', 'metadata.name'].includes(value.problem.field));

// what has a generated name is created, and cannot be applied afterwards
function nameless(path: string, object: KubernetesObject): Violation[] {
  const generated = stringAt(object, 'metadata', 'generateName');
  return generated
    ? [
        {
          path,
          finding: `${object.kind} '${generated}…' has generateName, with which it cannot be updated`,
          remediation: 'Write metadata.name',
          severity: 'warning',
        },
      ]
    : [{ path, finding: `a ${object.kind} has no name`, remediation: 'Write metadata.name' }];
}

const problemOf = (name: string, kind: NameKind): string | undefined => (isDeployTimeValue(name) ? undefined : nameProblem(name, kind));

/** Kinds with other names than most. */
const KINDS: Readonly<Record<string, NameKind>> = {
  '/Namespace': 'label',
  '/Service': 'service',
  'batch/CronJob': 'cronJob',
  'batch/Job': 'job',
  'apps/StatefulSet': 'statefulSet',
  'networking.k8s.io/IPAddress': 'segment',
};

function kindOfName(object: KubernetesObject): NameKind {
  // roles may have colons
  if (object.apiVersion.startsWith('rbac.authorization.k8s.io/')) return 'segment';
  return KINDS[groupKindOf(object)] ?? 'subdomain';
}

function ofPods({ path, name, podSpec }: Workload): Violation[] {
  const ofContainers = containersOf(podSpec).flatMap((container) => {
    const own = stringAt(container, 'name');
    return [
      ...badNames([container], 'label').map(([each, what]) => ({
        path,
        finding: `${name} has a container '${each}', whose name ${what}`,
        remediation: 'Correct it',
      })),
      ...badNames(listAt(container, 'ports'), 'port').map(([each, what]) => ({
        path,
        finding: `container '${own}' of ${name} has a port '${each}', whose name ${what}`,
        remediation: 'Correct it',
      })),
    ];
  });
  return [
    ...ofContainers,
    ...badNames(listAt(podSpec, 'volumes'), 'label').map(([each, what]) => ({
      path,
      finding: `${name} has a volume '${each}', whose name ${what}`,
      remediation: 'Correct it',
    })),
  ];
}

// an empty name of a container is missing, and that of a port is none
const badNames = (named: readonly unknown[], kind: NameKind): [name: string, problem: string][] =>
  named.flatMap((each) => {
    const name = stringAt(each, 'name');
    const problem = name ? problemOf(name, kind) : undefined;
    return name && problem ? [[name, problem]] : [];
  });
