import { devicesOf } from './instance-shapes.rules';
import { poolCandidate, currentLabelKey, LabelValues, NodeCandidate, candidatesOf, requiredLabels, ZONE } from './node-candidate.rules';
import {
  at,
  DEPLOY_TIME_VALUE,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  stringAt,
} from '../../kubernetes/kubernetes-object.rules';
import { LabelRequirement, matchesRequirement, requirementOf } from '../../kubernetes/label-selector.rules';
import { NodeCapacity, NodeShape, Taint } from '../../model/capacity.rules';
import { ephemeralGiB, reservedCpuMillis, reservedMemoryMiB } from '../../nodes/reserved.rules';
import { instanceFacts, platformOfAmiType } from '../../nodes/tables/instance-types.rules';
import { TAINT_EFFECTS } from '../../nodes/tables/os.data';
import { Located } from '../facts/located.rules';
import { ResourceFacts, Resources } from '../facts/resource-facts.rules';
import { mapAt, numberAt } from '../reading/workloads.rules';

// those of the group, or the one of its launch template
function instanceTypesOf({ properties }: ResourceFacts, template: ResourceFacts | undefined): readonly unknown[] {
  const named = listAt(properties, 'InstanceTypes');
  if (named.length > 0) return named;
  const inTemplate = at(template?.properties, 'LaunchTemplateData', 'InstanceType');
  return inTemplate === undefined ? [] : [inTemplate];
}

/** What a node group offers that was made without this library: no more than its resource says. */
export function nodegroupCandidate(group: ResourceFacts, resources: Resources): NodeCandidate {
  const { properties, path } = group;
  const template = resources.launchTemplateOf(group);
  const types = instanceTypesOf(group, template);
  const amiType = stringAt(properties, 'AmiType');
  const platform = isDeployTimeValue(amiType) ? undefined : platformOfAmiType(amiType);
  const isOfEks = template === undefined && !('LaunchTemplate' in properties) && (platform !== undefined || !('AmiType' in properties));
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
    shapes: types.every((type) => typeof type === 'string' && instanceFacts(type) !== undefined)
      ? types.map((type) => shapeOf(String(type), keepsOf(group, isOfEks)))
      : [],
    desired: numberAt(
      properties,
      'ScalingConfig',
      at(properties, 'ScalingConfig', 'DesiredSize') === undefined ? 'MinSize' : 'DesiredSize',
    ),
    min: numberAt(properties, 'ScalingConfig', 'MinSize'),
    max: numberAt(properties, 'ScalingConfig', 'MaxSize'),
  };
  const [place] = candidatesOf(capacity);
  // an image of one's own may be of any system, and its nodes may label themselves
  return {
    ...withEksLabels(place, group),
    labelsKnown: place.labelsKnown && isOfEks && !isDeployTimeValue(properties.Labels),
    labels: mapWithout(withEksLabels(place, group).labels, isOfEks || platform ? '' : 'kubernetes.io/os'),
  };
}

/** A managed node group with the labels that EKS sets. Source: EKS User Guide, managed node groups: labels. */
export function withEksLabels(place: NodeCandidate, { properties }: ResourceFacts): NodeCandidate {
  // the user data of an image of the user sets labels
  if (properties.AmiType === 'CUSTOM' || (properties.AmiType === undefined && 'LaunchTemplate' in properties)) return place;
  return {
    ...place,
    labels: {
      'eks.amazonaws.com/nodegroup': valuesOf(properties.NodegroupName),
      'eks.amazonaws.com/capacityType': valuesOf(properties.CapacityType ?? 'ON_DEMAND'),
      ...place.labels,
    },
  };
}

// a generated name, and one of the deployment, may be any
const valuesOf = (value: unknown): LabelValues => (typeof value === 'string' && !isDeployTimeValue(value) ? [value] : 'unknown');

const mapWithout = <T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));

// a reference is a value, too
function labelsOf(labels: unknown): Record<string, string> {
  return typeof labels !== 'object' || labels === null
    ? {}
    : Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, typeof value === 'string' ? value : DEPLOY_TIME_VALUE]));
}

const taintOf = (taint: unknown): Taint => ({
  key: stringAt(taint, 'Key') ?? DEPLOY_TIME_VALUE,
  value: 'Value' in Object(taint) ? (stringAt(taint, 'Value') ?? DEPLOY_TIME_VALUE) : undefined,
  effect: TAINT_EFFECTS[stringAt(taint, 'Effect') ?? ''] ?? 'PreferNoSchedule',
});

/** Default of a managed node group on Linux. Source: EKS API Reference, CreateNodegroup, diskSize. */
const DISK_GIB = 20;

interface Kept {
  readonly reserved: boolean;
  readonly diskGiB?: number;
}

// kubelet settings in user data may leave more or less than the image of EKS: all that the instance has
function keepsOf({ properties }: ResourceFacts, isOfEks: boolean): Kept {
  const amiType = stringAt(properties, 'AmiType') ?? 'AL2023';
  if (!isOfEks || amiType.startsWith('WINDOWS')) return { reserved: false };
  // the data volume of Bottlerocket is another one
  const disk = properties.DiskSize === undefined ? DISK_GIB : numberAt(properties, 'DiskSize');
  return { reserved: true, diskGiB: amiType.startsWith('AL2') ? disk : undefined };
}

function shapeOf(type: string, { reserved, diskGiB }: Kept): NodeShape {
  const facts = instanceFacts(type)!;
  const { vcpus, memoryMiB, maxPods } = facts;
  return {
    instanceType: type,
    cpuMillis: vcpus === undefined ? undefined : vcpus * 1000 - (reserved ? reservedCpuMillis(vcpus) : 0),
    memoryMiB: memoryMiB === undefined ? undefined : memoryMiB - (reserved ? reservedMemoryMiB(maxPods) : 0),
    ephemeralGiB: diskGiB === undefined ? undefined : ephemeralGiB(diskGiB),
    devices: devicesOf(facts),
  };
}

/** The zones of subnets; nothing where one of them is not known by name. */
export function zonesOf(subnets: readonly unknown[], resources: Resources): string[] | undefined {
  const zones = subnets.map((subnet) => stringAt(resources.find(subnet)?.properties, 'AvailabilityZone'));
  return zones.length === 0 || zones.some((zone) => zone === undefined || isDeployTimeValue(zone))
    ? undefined
    : [...new Set(zones as string[])];
}

/** The pools of Karpenter and Auto Mode among objects. */
export function nodePoolCandidates(
  objects: readonly Located<KubernetesObject>[],
  zonesOfNodeClass: (nodeClass: KubernetesObject) => readonly string[] | undefined = () => undefined,
): NodeCandidate[] {
  return objects
    .filter(({ value }) => groupKindOf(value) === 'karpenter.sh/NodePool')
    .map(({ path, value }) => {
      const template = at(value, 'spec', 'template');
      const requirements = listAt(template, 'spec', 'requirements').map(requirementOf);
      const nodeType = stringAt(template, 'spec', 'nodeClassRef', 'group') === 'eks.amazonaws.com' ? 'autoMode' : 'karpenter';
      const nodeClass = nodeClassOf(template, objects);
      const place = poolCandidate({
        type: 'elastic',
        nodeType,
        name: `NodePool '${value.metadata?.name}' of ${path}`,
        os: 'linux',
        labels: { 'karpenter.sh/nodepool': value.metadata?.name ?? DEPLOY_TIME_VALUE, ...mapAt(template, 'metadata', 'labels') },
        taints: listAt(template, 'spec', 'taints').map((taint) => ({
          key: stringAt(taint, 'key') ?? '',
          value: stringAt(taint, 'value'),
          effect: stringAt(taint, 'effect') ?? '',
        })),
        zones: zonesOfPool(requirements, nodeClass && zonesOfNodeClass(nodeClass)),
        requirements,
        limits: mapOf(at(value, 'spec', 'limits')),
      });
      // where no requirement says so, the image does
      const images = nodeType === 'autoMode' ? ['linux'] : systemsOf(nodeClass);
      return {
        ...place,
        labels: {
          ...place.labels,
          'kubernetes.io/os': requirements.some(({ key }) => key === OS) ? requiredLabels(requirements)[OS] : images,
        },
      };
    });
}

const OS = 'kubernetes.io/os';

const mapOf = (limits: unknown): Record<string, string> =>
  typeof limits === 'object' && limits !== null
    ? Object.fromEntries(Object.entries(limits).map(([resource, most]) => [resource, String(most)]))
    : {};

const NODE_CLASSES: readonly string[] = ['karpenter.k8s.aws/EC2NodeClass', 'eks.amazonaws.com/NodeClass'];

function nodeClassOf(template: unknown, objects: readonly Located<KubernetesObject>[]): KubernetesObject | undefined {
  const [group, kind, name] = ['group', 'kind', 'name'].map((field) => stringAt(template, 'spec', 'nodeClassRef', field));
  return objects.find(
    ({ value }) => groupKindOf(value) === `${group}/${kind}` && NODE_CLASSES.includes(`${group}/${kind}`) && value.metadata?.name === name,
  )?.value;
}

/** Zones of the subnets that the requirements of a pool take; nothing where the subnets are not known, so that the requirements decide. */
function zonesOfPool(requirements: readonly LabelRequirement[], zones: readonly string[] | undefined): readonly string[] | undefined {
  const ofZone = requirements.filter(({ key }) => currentLabelKey(key) === ZONE);
  const taken = (zones ?? []).filter((zone) => ofZone.every((each) => matchesRequirement(each, [zone]) !== false));
  return taken.length === 0 ? undefined : taken;
}

function systemsOf(found: KubernetesObject | undefined): string[] {
  const names = [at(found, 'spec', 'amiFamily'), ...listAt(found, 'spec', 'amiSelectorTerms').map((term) => at(term, 'alias'))].filter(
    (name) => name !== undefined,
  );
  if (names.length === 0 || names.some(isDeployTimeValue)) return ['linux', 'windows'];
  return [names.some((name) => /^windows/i.test(String(name))) ? 'windows' : 'linux'];
}
