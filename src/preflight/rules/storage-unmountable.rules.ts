import { groupKindOf, KubernetesObject, listAt, namespaceOf, podSpecOf, textAt } from '../../inventory/kubernetes-object.rules';
import { selectsPods } from '../../nodes/fargate.rules';
import { NODE_FEATURE_NAMES, NODE_TYPE_NAMES, NodeFeature, NodeType } from '../../nodes/node-features.data';
import { refusal } from '../../nodes/node-features.rules';
import { Facts } from '../facts.rules';
import { Found, Rule } from '../rule';
import { claimsMountedBy } from '../volumes.rules';

/** What nodes must be able to do for a volume, by its driver: made by the driver for a claim, or there already. EBS has a rule of its own for Fargate. */
const DRIVERS: Readonly<Record<string, { readonly claimed: NodeFeature; readonly static: NodeFeature; readonly windows?: boolean }>> = {
  'ebs.csi.aws.com': { claimed: 'ebs', static: 'ebs', windows: true },
  'efs.csi.aws.com': { claimed: 'efsDynamic', static: 'efs' },
  'fsx.csi.aws.com': { claimed: 'fsxLustre', static: 'fsxLustre' },
  'fsx.openzfs.csi.aws.com': { claimed: 'fsxOpenZfs', static: 'fsxOpenZfs' },
  'csi.trident.netapp.io': { claimed: 'fsxOntap', static: 'fsxOntap' },
  's3.csi.aws.com': { claimed: 's3Mountpoint', static: 's3Mountpoint' },
  'secrets-store.csi.k8s.io': { claimed: 'secretsStore', static: 'secretsStore' },
};

export const storageUnmountable: Rule = {
  id: 'storage-unmountable',
  area: 'Storage',
  severity: 'error',
  finds: 'a volume for pods on nodes that cannot mount it',
  why: 'a pod waits for ever for a volume that no node on which it may run can mount',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/storage.html',
  check: (facts) => facts.objects.flatMap(
    ({ path, value }) => (podSpecOf(value) === undefined ? [] : mountsOf(value, facts).flatMap((mount) => problem(path, value, mount, facts))),
  ),
};

interface Mount {
  readonly name: string;
  readonly driver: string;
  readonly claimed: boolean;
}

function problem(path: string, object: KubernetesObject, { name, driver, claimed }: Mount, facts: Facts): Found[] {
  const row = DRIVERS[driver];
  if (!row) return [];
  const feature = claimed ? row.claimed : row.static;
  const found = (where: string, why: string) => [{
    path, what: `pods of ${object.kind} '${namespaceOf(object)}/${object.metadata?.name}' run on ${where} and mount ${NODE_FEATURE_NAMES[feature]} as '${name}': ${why}`, fix: 'Run them on other nodes, or use a volume that these nodes mount',
  }];
  if (facts.fargate.some((selector) => selectsPods(selector, object))) {
    const no = refusal('fargate', feature);
    return no && feature !== 'ebs' ? found('Fargate', no.no) : [];
  }
  if (isWindows(podSpecOf(object))) return row.windows ? [] : found('Windows', 'its driver runs on Linux only');
  const types = nodeTypesOf(facts);
  const refusals = types.map((type) => refusal(type, feature));
  return types.length > 0 && refusals.every((no) => no !== undefined) ? found(types.map((type) => NODE_TYPE_NAMES[type]).join(' and '), refusals[0]!.no) : [];
}

const isWindows = (pod: unknown): boolean => textAt(pod, 'nodeSelector', 'kubernetes.io/os') === 'windows' || textAt(pod, 'os', 'name') === 'windows';

function nodeTypesOf({ capacity }: Facts): NodeType[] {
  return [...new Set((capacity ?? []).flatMap((each): NodeType[] => (each.type === 'fargate' ? [] : [each.nodeType])))];
}

/** The volumes of pods that a driver mounts. */
function mountsOf(object: KubernetesObject, facts: Facts): Mount[] {
  const inline = listAt(podSpecOf(object), 'volumes').flatMap((volume): Mount[] => {
    const driver = textAt(volume, 'csi', 'driver');
    return driver ? [{ name: textAt(volume, 'name') ?? '', driver, claimed: false }] : [];
  });
  return [...inline, ...claimsMountedBy(object).flatMap((name): Mount[] => driverOf(object, name, facts))];
}

function driverOf(object: KubernetesObject, name: string, { objects }: Facts): Mount[] {
  const namespace = namespaceOf(object);
  const template = listAt(object, 'spec', 'volumeClaimTemplates').find((each) => textAt(each, 'metadata', 'name') === name);
  const claim = template ?? objects.find(({ value }) => groupKindOf(value) === '/PersistentVolumeClaim' && namespaceOf(value) === namespace && value.metadata?.name === name)?.value;
  const [className, volumeName] = [textAt(claim, 'spec', 'storageClassName'), textAt(claim, 'spec', 'volumeName')];
  const volume = objects.find(({ value }) => groupKindOf(value) === '/PersistentVolume' && value.metadata?.name === volumeName)?.value;
  const storageClass = objects.find(({ value }) => groupKindOf(value) === 'storage.k8s.io/StorageClass' && value.metadata?.name === className)?.value;
  const driver = textAt(volume, 'spec', 'csi', 'driver') ?? textAt(storageClass, 'provisioner');
  return driver ? [{ name, driver, claimed: volume === undefined }] : [];
}
