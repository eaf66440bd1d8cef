import { Facts } from './facts.rules';
import { From } from './from.rules';
import { groupKindOf, KubernetesObject, listAt, namespaceOf, podSpecOf, textAt } from '../inventory/kubernetes-object.rules';

export const EBS_PROVISIONERS = new Set(['ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com']);

/** Names of the classes made here whose volumes are EBS volumes. */
export function ebsClasses(facts: Facts): Set<string> {
  return new Set(facts.objects
    .filter(({ value }) => groupKindOf(value) === 'storage.k8s.io/StorageClass' && EBS_PROVISIONERS.has(textAt(value, 'provisioner') ?? ''))
    .map(({ value }) => value.metadata?.name ?? ''));
}

/** The claims made here that ask for an EBS volume, templates of StatefulSets included. */
export function ebsClaims(facts: Facts): From<{ readonly claim: unknown; readonly name: string; readonly namespace: string }>[] {
  const classes = ebsClasses(facts);
  return facts.objects.flatMap(({ path, value }) => {
    const claims = groupKindOf(value) === '/PersistentVolumeClaim' ? [value] : listAt(value, 'spec', 'volumeClaimTemplates');
    return claims.filter((claim) => classes.has(textAt(claim, 'spec', 'storageClassName') ?? ''))
      .map((claim) => ({ path, value: { claim, name: textAt(claim, 'metadata', 'name') ?? '', namespace: namespaceOf(value) ?? 'default' } }));
  });
}

/** Names of the claims that the pods of an object mount. */
export function claimsMountedBy(object: KubernetesObject): string[] {
  const mounted = listAt(podSpecOf(object), 'volumes').map((volume) => textAt(volume, 'persistentVolumeClaim', 'claimName'));
  const templates = listAt(object, 'spec', 'volumeClaimTemplates').map((template) => textAt(template, 'metadata', 'name'));
  return [...mounted, ...templates].filter((name): name is string => name !== undefined);
}
