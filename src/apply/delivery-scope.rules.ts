import { Problem } from '../errors/problems';
import { isDeployTimeValue, KubernetesObject, namespaceOf } from '../kubernetes/kubernetes-object.rules';

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** The namespaces of the control plane. Those who write the Secrets of `kube-system` write the inventories of every other deployment. */
const OF_THE_CLUSTER = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** Problems of the namespaces of a delivery scope. */
export function namespacesProblems(namespaces: readonly string[]): Problem[] {
  return namespaces.flatMap((name): Problem[] => {
    if (!NAME.test(name)) {
      return [
        {
          finding: `DeliveryScope.namespaces() contains '${name}'`,
          constraint: 'must be the literal name of a namespace: 1–63 lower-case letters, digits or hyphens',
          remediation: "Use a name like 'orders'",
          source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
        },
      ];
    }
    return OF_THE_CLUSTER.has(name)
      ? [
          {
            finding: `DeliveryScope.namespaces() contains '${name}'`,
            constraint: 'write access to a namespace of the control plane is access to the whole cluster',
            remediation: 'Remove it, and deploy these objects with the stack of the platform',
            source: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
          },
        ]
      : [];
  });
}

/** The objects that a delivery to some namespaces may not apply, as one problem. */
export function outsideProblems(objects: readonly KubernetesObject[], namespaces: readonly string[], cluster: string): Problem[] {
  const outside = objects.flatMap((object) => {
    const namespace = namespaceOf(object);
    const known = String(object.metadata?.name);
    if (namespace === undefined) return [`${object.kind} '${known}' is cluster-scoped`];
    if (isToken(namespace) || namespaces.includes(namespace)) return [];
    return [`${object.kind} '${known}' is in namespace ${namespace}`];
  });
  if (outside.length === 0) return [];
  const more = outside.length > 5 ? [`and ${outside.length - 5} more`] : [];
  return [
    {
      finding: [...outside.slice(0, 5), ...more].join(', '),
      constraint: `the delivery to cluster ${cluster} is limited to namespaces ${namespaces.join(', ')}`,
      remediation:
        'Deploy cluster-scoped objects and namespaces with the stack of the platform, and set metadata.namespace of the others to one of ' +
        'these namespaces',
    },
  ];
}

/** A release outside of the namespaces of a delivery. */
export const releaseProblems = (namespace: string, namespaces: readonly string[], cluster: string): Problem[] =>
  isToken(namespace) || namespaces.includes(namespace)
    ? []
    : [
        {
          finding: `namespace is '${namespace}'`,
          constraint: `the delivery to cluster ${cluster} is limited to namespaces ${namespaces.join(', ')}`,
          remediation: 'Set `namespace` to one of them, or install the release with the stack of the platform',
        },
      ];

// a value that CloudFormation inserts: the function compares it
const isToken = (namespace: string): boolean => namespace.includes('${Token[') || isDeployTimeValue(namespace);
