import { covers, registryCapability, CapabilityData } from '../../../catalog/capability.rules';
import { chartRow, DEVICE_CHARTS } from '../../../catalog/catalog.rules';
import { BUILT_IN_GROUPS } from '../../../kubernetes/kinds.data';
import { at, groupOf, isDeployTimeValue, KubernetesObject, listAt, podSpecOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { HelmReleaseFacts, Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { PRIVATE_CLUSTERS, PUBLIC_REGISTRIES } from '../../reading/no-internet.rules';
import { containersOf, describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const imageUnreachable: Rule = {
  id: 'image-unreachable',
  area: 'Network',
  severity: 'error',
  description: 'image from a public registry, in a VPC without internet access',
  reason: 'nodes pull images in a VPC without internet access, and this registry has no VPC endpoint',
  source: PRIVATE_CLUSTERS,
  check: (facts) => (facts.network?.hasInternetAccess !== false ? [] : imagesFromPublicRegistries(facts)),
};

/** Images from public registries, of charts and of objects. */
export const imagesFromPublicRegistries = (facts: Facts): Violation[] => [...chartImages(facts), ...publicImages(facts)];

// the objects of a chart that pull from one registry have one cause
function publicImages({ objects, externalDeclarations }: Facts): Violation[] {
  const found = new Map<
    string,
    { readonly path: string; readonly registry: string; readonly names: string[]; readonly isCustom: boolean }
  >();
  for (const { path, value } of objects) {
    const isCustom = !BUILT_IN_GROUPS.has(groupOf(value.apiVersion));
    const images = isCustom ? imagesIn(value.spec) : imagesOf(value);
    for (const registry of new Set(images.map(registryOf))) {
      if (!isOutOfReach(registry, externalDeclarations)) continue;
      const key = `${path} ${registry} ${isCustom}`;
      const known = found.get(key) ?? { path, registry, names: [], isCustom };
      found.set(key, known);
      known.names.push(describeObject(value));
    }
  }
  return [...found.values()].map(({ path, registry, names, isCustom }) => ({
    path,
    finding: names.length === 1 ? `${names[0]} pulls an image from ${registry}` : `${names.join(', ')} pull images from ${registry}`,
    remediation:
      'Copy the image to ECR, use an ECR pull through cache rule, or declare a reachable registry: ' +
      `ClusterModel.of(cluster).declareExternal(ClusterCapability.registry('${registry}'), { reason })`,
    // an operator may not create pods with it
    ...(isCustom ? { severity: 'warning' as const } : {}),
  }));
}

const isOutOfReach = (registry: string, external: readonly CapabilityData[]): boolean =>
  PUBLIC_REGISTRIES.includes(registry) && !external.some((declared) => covers(declared, registryCapability(registry)));

function chartImages({ helmReleases, externalDeclarations }: Facts): Violation[] {
  const isPublic = ({ value: { chart, values } }: Located<HelmReleaseFacts>) => {
    const path = chartRow(chart)?.imageValue;
    const image = path ? (at(values, ...path) ?? null) : undefined;
    return image === null || (typeof image === 'string' && isOutOfReach(image.split('/')[0], externalDeclarations));
  };
  return helmReleases.filter(isPublic).map(({ path, value: { release, chart } }) => ({
    path,
    finding: `the chart of Helm release '${release}' uses an image from a public registry`,
    remediation: `Copy the image to ECR, and set ${imageSettingOf(chart)}`,
  }));
}

const imageSettingOf = (chart: string): string => {
  const value = `values.${chartRow(chart)!.imageValue!.join('.')}`;
  return DEVICE_CHARTS.has(chart) ? `${value} of a new DevicePlugin(...) before the nodes` : `imageRepository or ${value}`;
};

// with imagePullPolicy: Never the image is already on the node
const imagesOf = (object: KubernetesObject): string[] => {
  const pod = podSpecOf(object);
  const images = containersOf(pod)
    .filter((container) => isPulled(container))
    .map((container) => stringAt(container, 'image'));
  const volumes = listAt(pod, 'volumes')
    .filter((volume) => isPulled(at(volume, 'image'), 'pullPolicy'))
    .map((volume) => stringAt(volume, 'image', 'reference'));
  return [...images, ...volumes].filter((image): image is string => image !== undefined && !isDeployTimeValue(image));
};

const isPulled = (from: unknown, policy: string = 'imagePullPolicy'): boolean => {
  const given = at(from, policy);
  return given !== 'Never' && !isDeployTimeValue(given);
};

/** Fields of custom resources with the image of the pods that an operator creates. */
const IMAGE_FIELDS: ReadonlySet<string> = new Set(['image', 'imageName']);

/** Images in a custom resource, with the name of their registry; in containers, those of Docker Hub as well. */
function imagesIn(value: unknown, isContainer = false): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => imagesIn(item, isContainer));
  if (typeof value !== 'object' || value === null || !isPulled(value)) return [];
  return Object.entries(value).flatMap(([field, each]) => {
    if (typeof each !== 'string') return imagesIn(each, /^(initC|c)ontainers$/.test(field));
    const isImage = IMAGE_FIELDS.has(field) && !isDeployTimeValue(each) && (isContainer || PUBLIC_REGISTRIES.includes(each.split('/')[0]));
    return isImage ? [each] : [];
  });
}

// a name without a host is on Docker Hub
function registryOf(image: string): string {
  const [first, ...rest] = image.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}
