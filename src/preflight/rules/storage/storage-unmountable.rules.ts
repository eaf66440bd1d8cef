import { listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { NODE_FEATURE_NAMES, NODE_TYPE_NAMES, NodeFeature, NodeType } from '../../../nodes/tables/node-features.data';
import { refusal } from '../../../nodes/tables/node-features.rules';
import { Facts } from '../../facts/facts.rules';
import { onFargate } from '../../placement/pod-places.rules';
import { PodMaker } from '../../reading/manifests.rules';
import { mountedClaims, volumeOf } from '../../reading/volumes.rules';
import { Found, Rule } from '../../rule';

/** What nodes must be able to do for a volume, by its driver: made by the driver for a claim, or there already. */
const DRIVERS: Readonly<Record<string, { readonly claimed: NodeFeature; readonly static: NodeFeature; readonly windows?: boolean }>> = {
  'ebs.csi.aws.com': { claimed: 'ebs', static: 'ebs', windows: true },
  'efs.csi.aws.com': { claimed: 'efsDynamic', static: 'efs' },
  'fsx.csi.aws.com': { claimed: 'fsxLustre', static: 'fsxLustre' },
  'fsx.openzfs.csi.aws.com': { claimed: 'fsxOpenZfs', static: 'fsxOpenZfs' },
  // both run on Windows where they are told to
  'csi.trident.netapp.io': { claimed: 'fsxOntap', static: 'fsxOntap', windows: true },
  'secrets-store.csi.k8s.io': { claimed: 'secretsStore', static: 'secretsStore', windows: true },
  's3.csi.aws.com': { claimed: 's3Mountpoint', static: 's3Mountpoint' },
};

export const storageUnmountable: Rule = {
  id: 'storage-unmountable',
  area: 'Storage',
  severity: 'error',
  finds: 'a volume for pods on nodes that cannot mount it',
  why: 'a pod waits for ever for a volume that no node on which it may run can mount',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/storage.html',
  check: (facts) => facts.manifests.pods.flatMap((maker) => mountsOf(maker, facts).flatMap((mount) => problem(maker, mount, facts))),
};

interface Mount {
  readonly name: string;
  readonly driver: string;
  readonly isMade: boolean;
}

function problem(maker: PodMaker, { name, driver, isMade }: Mount, facts: Facts): Found[] {
  const row = DRIVERS[driver];
  if (!row) return [];
  const feature = isMade ? row.claimed : row.static;
  const found = (where: string, why: string) => [{
    path: maker.path, what: `pods of ${maker.name} run on ${where} and mount ${NODE_FEATURE_NAMES[feature]} as '${name}': ${why}`, fix: 'Run them on other nodes, or use a volume that these nodes mount',
  }];
  if (onFargate(facts, maker)) {
    const no = refusal('fargate', feature);
    // EBS has a rule of its own there
    return no && feature !== 'ebs' ? found('Fargate', no.no) : [];
  }
  if (isWindows(maker.pod)) return row.windows ? [] : found('Windows', 'its driver runs on Linux only');
  const types = nodeTypesOf(facts);
  const refusals = types.map((type) => refusal(type, feature));
  return types.length > 0 && refusals.every((no) => no !== undefined) ? found(types.map((type) => NODE_TYPE_NAMES[type]).join(' and '), refusals[0]!.no) : [];
}

const isWindows = (pod: unknown): boolean => textAt(pod, 'nodeSelector', 'kubernetes.io/os') === 'windows' || textAt(pod, 'os', 'name') === 'windows';

// where all nodes are known
function nodeTypesOf({ capacity = [], places }: Facts): NodeType[] {
  return places === undefined ? [] : [...new Set(capacity.flatMap((each): NodeType[] => (each.type === 'fargate' ? [] : [each.nodeType])))];
}

/** The volumes of pods that a driver mounts. */
function mountsOf(maker: PodMaker, facts: Facts): Mount[] {
  const inline = listAt(maker.pod, 'volumes').flatMap((volume): Mount[] => {
    const driver = textAt(volume, 'csi', 'driver');
    return driver ? [{ name: textAt(volume, 'name') ?? '', driver, isMade: false }] : [];
  });
  return [...inline, ...mountedClaims(maker, facts).flatMap(({ name, claim }): Mount[] => {
    const volume = volumeOf(claim, facts);
    return volume ? [{ name, ...volume }] : [];
  })];
}
