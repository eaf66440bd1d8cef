import { CUSTOM_REFERENCES, CustomReference, ISSUER_ANNOTATIONS, POD_REFERENCES } from './custom-references.data';
import { Dependency } from './dependency.rules';
import { object as objectThing } from '../catalog/capability.rules';
import { CLUSTER_SCOPED } from '../kubernetes/kinds.data';
import {
  at,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  namespaceOf,
  podSpecOf,
  stringAt,
} from '../kubernetes/kubernetes-object.rules';

/** The objects that a custom resource references by its fields and annotations, and pods by a CSI volume. */
export function customReferences(object: KubernetesObject): Dependency[] {
  const namespace = namespaceOf(object);
  const pod = podSpecOf(object);
  return [
    ...CUSTOM_REFERENCES.filter(({ from }) => from === groupKindOf(object)).flatMap((row) => referencesOf(object, row, namespace)),
    ...(pod === undefined ? [] : POD_REFERENCES.flatMap((row) => referencesOf(pod, row, namespace))),
    ...issuerReferences(object, namespace),
  ];
}

function referencesOf(root: unknown, row: Omit<CustomReference, 'from'>, namespace: string | undefined): Dependency[] {
  const { nameField = 'name', only, otherKinds = [] } = row;
  return valuesAt(root, row.path.split('.')).flatMap((reference) => {
    const name = nameField === '' ? reference : at(reference, ...nameField.split('.'));
    const [group, kind] = [
      fieldOf(reference, 'group') ?? fieldOf(reference, 'apiGroup') ?? row.group,
      fieldOf(reference, 'kind') ?? row.kind,
    ];
    if (typeof name !== 'string' || name === '' || group !== row.group || ![row.kind, ...otherKinds].includes(kind)) return [];
    if (only && stringAt(reference, only[0]) !== only[1]) return [];
    return dependencyOn(group, kind, name, fieldOf(reference, 'namespace') ?? namespace);
  });
}

// an empty field is the same as an absent one
const fieldOf = (reference: unknown, field: string): string | undefined => {
  const value = at(reference, field);
  return value === undefined || value === null || (value === '' && field !== 'group') ? undefined : String(value);
};

function dependencyOn(group: string, kind: string, name: string, namespace: string | undefined): Dependency[] {
  if (CLUSTER_SCOPED.has(`${group}/${kind}`)) return [{ capability: objectThing(group, kind, name), unordered: true }];
  if (group === 'generators.external-secrets.io' && kind === 'ClusterGenerator') return [];
  if (namespace === undefined || isDeployTimeValue(namespace)) return [];
  return [{ capability: objectThing(group, kind, name, namespace), unordered: true }];
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return value === undefined || value === null ? [] : [value];
  if (!step.endsWith('[]')) return valuesAt(at(value, step), rest);
  const items = at(value, step.slice(0, -'[]'.length));
  return Array.isArray(items) ? items.flatMap((item) => valuesAt(item, rest)) : [];
}

function issuerReferences({ metadata, ...object }: KubernetesObject, namespace: string | undefined): Dependency[] {
  const annotations = metadata?.annotations ?? {};
  const readsAnnotations = ['networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway'].includes(
    groupKindOf(object as KubernetesObject),
  );
  if (!readsAnnotations || ['issuer-kind', 'issuer-group'].some((name) => annotations[`cert-manager.io/${name}`] !== undefined)) return [];
  return Object.entries(ISSUER_ANNOTATIONS).flatMap(([annotation, kind]) => {
    const name = annotations[annotation];
    return typeof name === 'string' && name !== '' ? dependencyOn('cert-manager.io', kind, name, namespace) : [];
  });
}
