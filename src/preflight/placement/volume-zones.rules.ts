import { isFilledIn, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { requirementOf } from '../label-selector.rules';
import { PodMaker } from '../manifests.rules';
import { claimsMountedBy } from '../volumes.rules';

const ZONE_KEYS = new Set(['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone', 'topology.ebs.csi.aws.com/zone']);

/** The zones in which all volumes of a pod may be; nothing where they may be anywhere, or nobody knows. */
export function volumeZonesOf({ object, namespace }: PodMaker, { manifests }: Pick<Facts, 'manifests'>): string[] | undefined {
  const zones = claimsMountedBy(object).map((name) => {
    const template = listAt(object, 'spec', 'volumeClaimTemplates').find((each) => textAt(each, 'metadata', 'name') === name);
    const claim = template ?? manifests.find('/PersistentVolumeClaim', namespace, name)?.value;
    const volume = manifests.find('/PersistentVolume', undefined, textAt(claim, 'spec', 'volumeName'))?.value;
    const storageClass = manifests.find('storage.k8s.io/StorageClass', undefined, textAt(claim, 'spec', 'storageClassName'))?.value;
    return volume ? zonesOfVolume(volume) : zonesOfClass(storageClass);
  }).filter((each): each is string[] => each !== undefined);
  return zones.length === 0 ? undefined : zones.reduce((common, each) => common.filter((zone) => each.includes(zone)));
}

// one term is enough, and a term without a zone allows any
function zonesOfVolume(volume: unknown): string[] | undefined {
  const terms = listAt(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms').map((term) => listAt(term, 'matchExpressions').map(requirementOf)
    .filter(({ key, operator }) => ZONE_KEYS.has(key) && operator === 'In').map(({ values }) => values));
  if (terms.length === 0 || terms.some((term) => term.length === 0)) return undefined;
  return literal(terms.flatMap(([first, ...more]) => first.filter((zone) => more.every((values) => values.includes(zone)))));
}

function zonesOfClass(storageClass: unknown): string[] | undefined {
  const terms = listAt(storageClass, 'allowedTopologies').map((term) => listAt(term, 'matchLabelExpressions').filter((each) => ZONE_KEYS.has(textAt(each, 'key') ?? '')).map((each) => listAt(each, 'values').map(String)));
  if (terms.length === 0 || terms.some((term) => term.length === 0)) return undefined;
  return literal(terms.flatMap(([first, ...more]) => first.filter((zone) => more.every((values) => values.includes(zone)))));
}

const literal = (zones: string[]): string[] | undefined => (zones.some(isFilledIn) ? undefined : [...new Set(zones)]);
