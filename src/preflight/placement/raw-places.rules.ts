import { devicesOf } from './instance-shapes.rules';
import { elasticPlace, NodePlace, placesOf, requiredLabels } from './node-place.rules';
import { at, FILLED_IN, groupKindOf, isFilledIn, KubernetesObject, listAt, textAt } from '../../kubernetes/kubernetes-object.rules';
import { requirementOf } from '../../kubernetes/label-selector.rules';
import { NodeCapacity, NodeShape, Taint } from '../../model/capacity.rules';
import { instanceFacts, platformOfAmiType } from '../../nodes/tables/instance-types.rules';
import { TAINT_EFFECTS } from '../../nodes/tables/os.data';
import { From } from '../facts/from.rules';
import { ResourceFacts, Resources } from '../facts/resource-facts.rules';
import { mapAt, numberAt } from '../reading/manifests.rules';

/** What a node group offers that was made without this library: no more than its resource says. */
export function rawGroupPlace(group: ResourceFacts, resources: Resources): NodePlace {
  const { properties, path } = group;
  const template = resources.templateOf(group);
  const named = listAt(properties, 'InstanceTypes');
  const inTemplate = at(template?.properties, 'LaunchTemplateData', 'InstanceType');
  const types = named.length > 0 ? named : inTemplate === undefined ? [] : [inTemplate];
  const amiType = textAt(properties, 'AmiType');
  const platform = isFilledIn(amiType) ? undefined : platformOfAmiType(amiType);
  const zones = zonesOf(listAt(properties, 'Subnets'), resources);
  const capacity: NodeCapacity = {
    type: 'nodes',
    nodeType: 'managed',
    name: path,
    os: platform?.os ?? 'linux',
    architecture: platform?.architecture,
    labels: labelsOf(at(properties, 'Labels')),
    taints: listAt(properties, 'Taints').map(taintOf),
    zones,
    // kubelet settings in the user data may leave more or less than usual: all that the instance has
    shapes: types.every((type) => typeof type === 'string' && instanceFacts(type) !== undefined) ? types.map((type) => shapeOf(String(type))) : [],
    desired: numberAt(properties, 'ScalingConfig', at(properties, 'ScalingConfig', 'DesiredSize') === undefined ? 'MinSize' : 'DesiredSize'),
    max: numberAt(properties, 'ScalingConfig', 'MaxSize'),
  };
  const [place] = placesOf(capacity);
  const isOfEks = template === undefined && !('LaunchTemplate' in properties) && (platform !== undefined || !('AmiType' in properties));
  // an image of one's own may be of any system, and its nodes may label themselves
  return {
    ...place,
    labelsKnown: place.labelsKnown && isOfEks && !isFilledIn(properties.Labels),
    labels: isOfEks || platform ? place.labels : mapWithout(place.labels, 'kubernetes.io/os'),
  };
}

const mapWithout = <T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));

// a reference is a value, too
function labelsOf(labels: unknown): Record<string, string> {
  return typeof labels !== 'object' || labels === null ? {} : Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, typeof value === 'string' ? value : FILLED_IN]));
}

const taintOf = (taint: unknown): Taint => ({
  key: textAt(taint, 'Key') ?? FILLED_IN, value: 'Value' in Object(taint) ? textAt(taint, 'Value') ?? FILLED_IN : undefined, effect: TAINT_EFFECTS[textAt(taint, 'Effect') ?? ''] ?? 'PreferNoSchedule',
});

function shapeOf(type: string): NodeShape {
  const facts = instanceFacts(type)!;
  return {
    instanceType: type,
    cpuMillis: facts.vcpus === undefined ? undefined : facts.vcpus * 1000,
    memoryMiB: facts.memoryMiB,
    devices: devicesOf(facts),
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
    const nodeType = textAt(template, 'spec', 'nodeClassRef', 'group') === 'eks.amazonaws.com' ? 'autoMode' : 'karpenter';
    const place = elasticPlace({
      type: 'elastic',
      nodeType,
      name: `NodePool '${value.metadata?.name}' of ${path}`,
      os: 'linux',
      labels: { 'karpenter.sh/nodepool': value.metadata?.name ?? FILLED_IN, ...mapAt(template, 'metadata', 'labels') },
      taints: listAt(template, 'spec', 'taints').map((taint) => ({ key: textAt(taint, 'key') ?? '', value: textAt(taint, 'value'), effect: textAt(taint, 'effect') ?? '' })),
      requirements,
      limits: mapOf(at(value, 'spec', 'limits')),
    });
    // where no requirement says so, the image does
    const images = nodeType === 'autoMode' ? ['linux'] : systemsOf(textAt(template, 'spec', 'nodeClassRef', 'name'), objects);
    return { ...place, labels: { ...place.labels, 'kubernetes.io/os': requirements.some(({ key }) => key === OS) ? requiredLabels(requirements)[OS] : images } };
  });
}

const OS = 'kubernetes.io/os';

const mapOf = (limits: unknown): Record<string, string> =>
  (typeof limits === 'object' && limits !== null ? Object.fromEntries(Object.entries(limits).map(([resource, most]) => [resource, String(most)])) : {});

function systemsOf(nodeClass: string | undefined, objects: readonly From<KubernetesObject>[]): string[] {
  const found = objects.find(({ value }) => groupKindOf(value) === 'karpenter.k8s.aws/EC2NodeClass' && value.metadata?.name === nodeClass)?.value;
  const names = [at(found, 'spec', 'amiFamily'), ...listAt(found, 'spec', 'amiSelectorTerms').map((term) => at(term, 'alias'))].filter((name) => name !== undefined);
  if (names.length === 0 || names.some(isFilledIn)) return ['linux', 'windows'];
  return [names.some((name) => /^windows/i.test(String(name))) ? 'windows' : 'linux'];
}
