import { NodeCandidate } from './node-candidate.rules';
import { requestOf } from './pod-requests.rules';
import { Facts } from '../facts/facts.rules';
import { containersOf } from '../reading/workloads.rules';

const GPU = 'nvidia.com/gpu';

/** How one GPU becomes several: time slicing, MPS, MIG. Source: NVIDIA k8s-device-plugin and GPU operator; Bottlerocket settings. */
const SHARING = /timeslicing|time-slicing|device-sharing|\bmps\b|mig[-_.]?(strategy|config|manager)|"mig"|"deviceplugin":\{[^}]*"config"/i;
/** Where that is written. */
const SETTINGS = ['/ConfigMap', 'apps/DaemonSet', 'karpenter.k8s.aws/EC2NodeClass', 'nvidia.com/ClusterPolicy'];

/** Whether a node may offer more GPUs than it has. */
export function mayShareGpus({ manifests, helmReleases, resources }: Pick<Facts, 'manifests' | 'helmReleases' | 'resources'>): boolean {
  if (!manifests.workloads.some(({ podSpec }) => containersOf(podSpec).some((container) => GPU in requestOf(container)))) return false;
  const settings = [
    ...SETTINGS.flatMap((kind) => manifests.ofKind(kind).map(({ value }) => value)),
    ...helmReleases.map(({ value }) => value.values),
    ...resources.shared.filter(({ type }) => type === 'AWS::EC2::LaunchTemplate').map(({ properties }) => properties),
  ];
  return settings.some((each) => SHARING.test(JSON.stringify(each ?? null)));
}

/** The same place, with any number of GPUs where there is one. */
export function withSharedGpus(place: NodeCandidate): NodeCandidate {
  const shared = (shapes: NodeCandidate['shapes']) =>
    shapes.map((shape) => (shape.devices?.[GPU] ? { ...shape, devices: { ...shape.devices, [GPU]: Infinity } } : shape));
  return {
    ...place,
    shapes: shared(place.shapes),
    largestShapes: shared(place.largestShapes),
    limits: { ...place.limits, [GPU]: Infinity },
  };
}
