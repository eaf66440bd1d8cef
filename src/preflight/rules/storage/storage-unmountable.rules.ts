import { listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { NODE_FEATURE_NAMES, NODE_TYPE_NAMES, NodeFeature, NodeType } from '../../../nodes/tables/node-features.data';
import { refusal } from '../../../nodes/tables/node-features.rules';
import { Facts } from '../../facts/facts.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { mountedPvcs, volumeOf } from '../../reading/volumes.rules';
import { Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** The node feature that a volume needs, by driver: dynamically provisioned (claimed) or static. */
const DRIVERS: Readonly<Record<string, { readonly claimed: NodeFeature; readonly static: NodeFeature; readonly windows?: boolean }>> = {
  'ebs.csi.aws.com': { claimed: 'ebs', static: 'ebs', windows: true },
  'efs.csi.aws.com': { claimed: 'efsDynamic', static: 'efs' },
  'fsx.csi.aws.com': { claimed: 'fsxLustre', static: 'fsxLustre' },
  'fsx.openzfs.csi.aws.com': { claimed: 'fsxOpenZfs', static: 'fsxOpenZfs' },
  // these drivers can be enabled on Windows
  'csi.trident.netapp.io': { claimed: 'fsxOntap', static: 'fsxOntap', windows: true },
  'secrets-store.csi.k8s.io': { claimed: 'secretsStore', static: 'secretsStore', windows: true },
  's3.csi.aws.com': { claimed: 's3Mountpoint', static: 's3Mountpoint' },
};

export const storageUnmountable: Rule = {
  id: 'storage-unmountable',
  area: 'Storage',
  severity: 'error',
  description: 'volume that the nodes of its pods cannot mount',
  reason: 'a pod does not start if no node that it can run on can mount its volume',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/storage.html',
  check: (facts) => facts.manifests.workloads.flatMap((maker) => mountsOf(maker, facts).flatMap((mount) => problem(maker, mount, facts))),
};

interface Mount {
  readonly name: string;
  readonly driver: string;
  readonly isDynamicallyProvisioned: boolean;
}

function problem(maker: Workload, { name, driver, isDynamicallyProvisioned }: Mount, facts: Facts): Violation[] {
  const row = DRIVERS[driver];
  if (!row) return [];
  const feature = isDynamicallyProvisioned ? row.claimed : row.static;
  const found = (where: string, why: string) => [
    {
      path: maker.path,
      finding: `pods of ${maker.name} run on ${where} and mount ${NODE_FEATURE_NAMES[feature]} as '${name}': ${why}`,
      remediation: 'Run the pods on other nodes, or use a volume that these nodes can mount',
    },
  ];
  if (runsOnFargate(facts, maker)) {
    const no = refusal('fargate', feature);
    // EBS has a rule of its own there
    return no && feature !== 'ebs' ? found('Fargate', no.reason) : [];
  }
  if (isWindows(maker.podSpec)) return row.windows ? [] : found('Windows', 'its driver runs on Linux only');
  const types = nodeTypesOf(facts);
  const refusals = types.map((type) => refusal(type, feature));
  return types.length > 0 && refusals.every((no) => no !== undefined)
    ? found(types.map((type) => NODE_TYPE_NAMES[type]).join(' and '), refusals[0]!.reason)
    : [];
}

const isWindows = (pod: unknown): boolean =>
  stringAt(pod, 'nodeSelector', 'kubernetes.io/os') === 'windows' || stringAt(pod, 'os', 'name') === 'windows';

// where all nodes are known
function nodeTypesOf({ capacity = [], nodeCandidates }: Facts): NodeType[] {
  return nodeCandidates === undefined
    ? []
    : [...new Set(capacity.flatMap((each): NodeType[] => (each.type === 'fargate' ? [] : [each.nodeType])))];
}

/** The volumes of pods that a driver mounts. */
function mountsOf(maker: Workload, facts: Facts): Mount[] {
  const inline = listAt(maker.podSpec, 'volumes').flatMap((volume): Mount[] => {
    const driver = stringAt(volume, 'csi', 'driver');
    return driver ? [{ name: stringAt(volume, 'name') ?? '', driver, isDynamicallyProvisioned: false }] : [];
  });
  return [
    ...inline,
    ...mountedPvcs(maker, facts).flatMap(({ name, pvc }): Mount[] => {
      const volume = volumeOf(pvc, facts);
      return volume ? [{ name, ...volume }] : [];
    }),
  ];
}
