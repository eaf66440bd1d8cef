import { isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { requirementOf } from '../../kubernetes/label-selector.rules';
import { Facts } from '../facts/facts.rules';
import { pvcsMountedBy } from '../reading/volumes.rules';
import { Manifests, Workload } from '../reading/workloads.rules';

const ZONE_KEYS = new Set(['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone', 'topology.ebs.csi.aws.com/zone']);

/** The zones in which all volumes of a pod may be; undefined if they may be in any zone, or if their zones are unknown. */
export function volumeZonesOf({ object, namespace }: Workload, { manifests }: Pick<Facts, 'manifests'>): string[] | undefined {
  const templates = listAt(object, 'spec', 'volumeClaimTemplates');
  const zones = pvcsMountedBy(object)
    .map((name) => {
      const template = templates.find((each) => stringAt(each, 'metadata', 'name') === name);
      return zonesOfClaim(template ?? manifests.find('/PersistentVolumeClaim', namespace, name)?.value, manifests);
    })
    .filter((each): each is string[] => each !== undefined);
  return zones.length === 0 ? undefined : zones.reduce((common, each) => common.filter((zone) => each.includes(zone)));
}

// the volume that a claim names; else one that is there, or a new one of its class
function zonesOfClaim(claim: unknown, manifests: Manifests): string[] | undefined {
  const volumeName = stringAt(claim, 'spec', 'volumeName');
  if (volumeName) return zonesOfVolume(manifests.find('/PersistentVolume', undefined, volumeName)?.value);
  const className = stringAt(claim, 'spec', 'storageClassName');
  if (!className) return undefined;
  const ready = manifests
    .ofKind('/PersistentVolume')
    .filter(({ value }) => stringAt(value, 'spec', 'storageClassName') === className)
    .map(({ value }) => zonesOfVolume(value));
  const made = zonesOfClass(manifests.find('storage.k8s.io/StorageClass', undefined, className)?.value);
  const all = [made, ...ready];
  return all.some((each) => each === undefined) ? undefined : [...new Set((all as string[][]).flat())];
}

// one term is enough, and a term without a zone allows any
function zonesOfVolume(volume: unknown): string[] | undefined {
  const terms = listAt(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms').map((term) =>
    listAt(term, 'matchExpressions')
      .map(requirementOf)
      .filter(({ key, operator }) => ZONE_KEYS.has(key) && operator === 'In')
      .map(({ values }) => values),
  );
  if (terms.length === 0 || terms.some((term) => term.length === 0)) return undefined;
  return literal(terms.flatMap(([first, ...more]) => first.filter((zone) => more.every((values) => values.includes(zone)))));
}

function zonesOfClass(storageClass: unknown): string[] | undefined {
  if (stringAt(storageClass, 'provisioner') === 'kubernetes.io/no-provisioner') return undefined;
  const terms = listAt(storageClass, 'allowedTopologies').map((term) =>
    listAt(term, 'matchLabelExpressions')
      .filter((each) => ZONE_KEYS.has(stringAt(each, 'key') ?? ''))
      .map((each) => requirementOf(each).values),
  );
  if (terms.length === 0 || terms.some((term) => term.length === 0)) return undefined;
  return literal(terms.flatMap(([first, ...more]) => first.filter((zone) => more.every((values) => values.includes(zone)))));
}

const literal = (zones: string[]): string[] | undefined => (zones.some(isDeployTimeValue) ? undefined : [...new Set(zones)]);
