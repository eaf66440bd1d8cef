import { groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { NameKind, nameProblem } from '../../reading/names.rules';
import { containersOf, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const nameInvalid: Rule = {
  id: 'name-invalid',
  area: 'Limits',
  severity: 'error',
  description: 'invalid name of an object, namespace, container, port or volume',
  reason:
    'a name must consist of lower-case letters, digits and hyphens: at most 63 characters for a namespace, Service, Job, container ' +
    'or volume, 52 for a CronJob or StatefulSet, 15 for a port, and 253 including dots for most others',
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
    ...(own ? [{ path, finding: `${object.kind} has the name '${name}', which ${own}`, remediation: 'Rename the object' }] : []),
    ...(place
      ? [
          {
            path,
            finding: `${object.kind} '${name}' is in the namespace '${namespace}', which ${place}`,
            remediation: 'Rename the namespace',
          },
        ]
      : []),
  ];
}

// a name that is not a string is reported already, and a List has no name
const isRead = (object: KubernetesObject, { malformed }: Facts): boolean =>
  !object.kind.endsWith('List') &&
  !malformed.some(({ value }) => value.object === object && ['metadata', 'metadata.name'].includes(value.problem.field));

// an object with a generated name can be created, but not applied again
function nameless(path: string, object: KubernetesObject): Violation[] {
  const generated = stringAt(object, 'metadata', 'generateName');
  return generated
    ? [
        {
          path,
          finding: `${object.kind} '${generated}…' has generateName, and cannot be applied again`,
          remediation: 'Set metadata.name',
          severity: 'warning',
        },
      ]
    : [{ path, finding: `${object.kind} has no metadata.name`, remediation: 'Set metadata.name' }];
}

const problemOf = (name: string, kind: NameKind): string | undefined => (isDeployTimeValue(name) ? undefined : nameProblem(name, kind));

/** Kinds whose names have other rules than most. */
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
        remediation: 'Rename the container',
      })),
      ...badNames(listAt(container, 'ports'), 'port').map(([each, what]) => ({
        path,
        finding: `container '${own}' of ${name} has a port '${each}', whose name ${what}`,
        remediation: 'Rename the port',
      })),
    ];
  });
  return [
    ...ofContainers,
    ...badNames(listAt(podSpec, 'volumes'), 'label').map(([each, what]) => ({
      path,
      finding: `${name} has a volume '${each}', whose name ${what}`,
      remediation: 'Rename the volume',
    })),
  ];
}

// an empty container name is reported as missing; an empty port name is not a name
const badNames = (named: readonly unknown[], kind: NameKind): [name: string, problem: string][] =>
  named.flatMap((each) => {
    const name = stringAt(each, 'name');
    const problem = name ? problemOf(name, kind) : undefined;
    return name && problem ? [[name, problem]] : [];
  });
