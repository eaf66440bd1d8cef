import { covers, registryCapability, CapabilityData } from '../../../catalog/capability.rules';
import { chartRow, DEVICE_CHARTS } from '../../../catalog/catalog.rules';
import { at, isDeployTimeValue, KubernetesObject, podSpecOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { HelmReleaseFacts, Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { PRIVATE_CLUSTERS, PUBLIC_REGISTRIES } from '../../reading/no-internet.rules';
import { containersOf, describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const imageUnreachable: Rule = {
  id: 'image-unreachable',
  area: 'Network',
  severity: 'error',
  description: 'an image of a public registry there',
  reason: 'nodes pull images in a network without a way to the internet, and this registry has no endpoint there',
  source: PRIVATE_CLUSTERS,
  check: (facts) => (facts.network?.hasInternetAccess !== false ? [] : imagesFromPublicRegistries(facts)),
};

/** Images of public registries, of charts and of objects. */
export const imagesFromPublicRegistries = (facts: Facts): Violation[] => [
  ...chartImages(facts),
  ...facts.objects.flatMap((from) => publicImages(from, facts.externalDeclarations)),
];

function publicImages({ path, value }: Located<KubernetesObject>, external: readonly CapabilityData[]): Violation[] {
  return [...new Set(imagesOf(value).map(registryOf))]
    .filter((registry) => isOutOfReach(registry, external))
    .map((registry) => ({
      path,
      finding: `${describeObject(value)} pulls from ${registry}`,
      remediation:
        'Copy the image into ECR, pull it through a cache rule of ECR, or declare a registry that is reached: ' +
        'ClusterModel.of(cluster).external(ClusterCapability.registry(host), { reason })',
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
    finding: `the chart of release '${release}' runs its image from a public registry`,
    remediation:
      'Copy the image into ECR, and name it: ' +
      `${DEVICE_CHARTS.has(chart) ? 'new DevicePlugin(...) before the nodes with ' : 'imageRepository, or '}values.${chartRow(chart)!.imageValue!.join('.')}`,
  }));
}

// one that is never pulled is on the node already
const imagesOf = (object: KubernetesObject): string[] => {
  const images = containersOf(podSpecOf(object))
    .filter((container) => at(container, 'imagePullPolicy') !== 'Never' && !isDeployTimeValue(at(container, 'imagePullPolicy')))
    .map((container) => stringAt(container, 'image'));
  return images.filter((image): image is string => image !== undefined && !isDeployTimeValue(image));
};

// a name without a host is one of Docker Hub
function registryOf(image: string): string {
  const [first, ...rest] = image.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}
