import { elasticPlace, NodePlace, placesOf } from './node-place.rules';
import { NodeCapacity, NodeShape, Taint } from '../../inventory/capacity.rules';
import { at, groupKindOf, isFilledIn, KubernetesObject, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { instanceFacts, platformOfAmiType } from '../../nodes/instance-types.rules';
import { TAINT_EFFECTS } from '../../nodes/os.data';
import { From } from '../from.rules';
import { requirementOf } from '../label-selector.rules';
import { mapAt, numberAt } from '../manifests.rules';
import { ResourceFacts, Resources } from '../resource-facts.rules';

/** What a node group offers that was made without this library: no more than its resource says. */
export function rawGroupPlace(group: ResourceFacts, resources: Resources): NodePlace {
  const { properties, path } = group;
  const template = resources.find(at(properties, 'LaunchTemplate', 'Id'));
  const named = listAt(properties, 'InstanceTypes');
  const inTemplate = at(template?.properties, 'LaunchTemplateData', 'InstanceType');
  const types = named.length > 0 ? named : inTemplate === undefined ? [] : [inTemplate];
  const platform = platformOfAmiType(textAt(properties, 'AmiType'));
  const zones = zonesOf(listAt(properties, 'Subnets'), resources);
  const capacity: NodeCapacity = {
    type: 'nodes',
    nodeType: 'managed',
    name: path,
    os: platform?.os ?? 'linux',
    architecture: platform?.architecture,
    labels: mapAt(properties, 'Labels'),
    taints: listAt(properties, 'Taints').map(taintOf),
    zones,
    // kubelet settings in the user data may leave more or less than usual: all that the instance has
    shapes: types.every((type) => typeof type === 'string' && instanceFacts(type) !== undefined) ? types.map((type) => shapeOf(String(type))) : [],
    desired: numberAt(properties, 'ScalingConfig', 'DesiredSize') ?? numberAt(properties, 'ScalingConfig', 'MinSize'),
    max: numberAt(properties, 'ScalingConfig', 'MaxSize'),
  };
  const [place] = placesOf(capacity);
  // an image of one's own may be of any system, and its nodes may label themselves
  return template === undefined && !('LaunchTemplate' in properties) ? place : { ...place, labelsKnown: false, labels: platform ? place.labels : mapWithout(place.labels, 'kubernetes.io/os') };
}

const mapWithout = <T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> => Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));

const taintOf = (taint: unknown): Taint => ({ key: textAt(taint, 'Key') ?? '', value: textAt(taint, 'Value'), effect: TAINT_EFFECTS[textAt(taint, 'Effect') ?? ''] ?? 'PreferNoSchedule' });

function shapeOf(type: string): NodeShape {
  const facts = instanceFacts(type)!;
  return {
    instanceType: type,
    cpuMillis: facts.vcpus === undefined ? undefined : facts.vcpus * 1000,
    memoryMiB: facts.memoryMiB,
    devices: { ...(facts.accelerator === 'nvidia' ? { 'nvidia.com/gpu': facts.gpus ?? Infinity } : {}), ...(facts.neuronDevices > 0 ? { 'aws.amazon.com/neuron': facts.neuronDevices } : {}) },
  };
}

/** The zones of subnets; nothing where one of them is not known by name. */
export function zonesOf(subnets: readonly unknown[], resources: Resources): string[] | undefined {
  const zones = subnets.map((subnet) => textAt(resources.find(subnet)?.properties, 'AvailabilityZone'));
  return zones.length === 0 || zones.some((zone) => zone === undefined || isFilledIn(zone)) ? undefined : [...new Set(zones as string[])];
}

/** The pools of Karpenter and Auto Mode among objects. */
export function poolPlaces(objects: readonly From<KubernetesObject>[]): NodePlace[] {
  return objects.filter(({ value }) => groupKindOf(value) === 'karpenter.sh/NodePool').map(({ path, value }) => {
    const template = at(value, 'spec', 'template');
    const requirements = listAt(template, 'spec', 'requirements').map(requirementOf);
    const os = requirements.find(({ key }) => key === 'kubernetes.io/os')?.values ?? ['linux'];
    const place = elasticPlace({
      type: 'elastic',
      nodeType: textAt(template, 'spec', 'nodeClassRef', 'group') === 'eks.amazonaws.com' ? 'autoMode' : 'karpenter',
      name: path,
      os: os.includes('windows') ? 'windows' : 'linux',
      labels: mapAt(template, 'metadata', 'labels'),
      taints: listAt(template, 'spec', 'taints').map((taint) => ({ key: textAt(taint, 'key') ?? '', value: textAt(taint, 'value'), effect: textAt(taint, 'effect') ?? '' })),
      requirements,
      limits: Object.fromEntries(Object.entries(at(value, 'spec', 'limits') ?? {}).map(([resource, most]) => [resource, String(most)])),
    });
    return { ...place, labels: { 'karpenter.sh/nodepool': [value.metadata?.name ?? ''], ...place.labels, 'kubernetes.io/os': os } };
  });
}
