import { chartRow, DEVICE_CHARTS } from '../../../catalog/catalog.rules';
import { covers, registryThing, ThingData } from '../../../catalog/thing.rules';
import { at, isFilledIn, KubernetesObject, podSpecOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { ChartFacts, Facts } from '../../facts/facts.rules';
import { From } from '../../facts/from.rules';
import { containersOf, named } from '../../reading/manifests.rules';
import { PRIVATE_CLUSTERS, PUBLIC_REGISTRIES } from '../../reading/no-internet.rules';
import { Found, Rule } from '../../rule';

export const imageUnreachable: Rule = {
  id: 'image-unreachable',
  area: 'Network',
  severity: 'error',
  finds: 'an image of a public registry there',
  why: 'nodes pull images in a network without a way to the internet, and this registry has no endpoint there',
  source: PRIVATE_CLUSTERS,
  check: (facts) => (facts.network?.reachesInternet !== false ? [] : imagesFromPublicRegistries(facts)),
};

/** Images of public registries, of charts and of objects. */
export const imagesFromPublicRegistries = (facts: Facts): Found[] => (
  [...chartImages(facts), ...facts.objects.flatMap((from) => publicImages(from, facts.external))]
);

function publicImages({ path, value }: From<KubernetesObject>, external: readonly ThingData[]): Found[] {
  return [...new Set(imagesOf(value).map(registryOf))].filter((registry) => isOutOfReach(registry, external)).map((registry) => ({
    path,
    what: `${named(value)} pulls from ${registry}`,
    fix: 'Copy the image into ECR, pull it through a cache rule of ECR, or declare a registry that is reached: Inventory.of(cluster).external(Thing.registry(host), { reason })',
  }));
}

const isOutOfReach = (registry: string, external: readonly ThingData[]): boolean =>
  PUBLIC_REGISTRIES.includes(registry) && !external.some((declared) => covers(declared, registryThing(registry)));

function chartImages({ charts, external }: Facts): Found[] {
  const isPublic = ({ value: { chart, values } }: From<ChartFacts>) => {
    const path = chartRow(chart)?.imageValue;
    const image = path ? at(values, ...path) ?? null : undefined;
    return image === null || (typeof image === 'string' && isOutOfReach(image.split('/')[0], external));
  };
  return charts.filter(isPublic).map(({ path, value: { release, chart } }) => ({
    path,
    what: `the chart of release '${release}' runs its image from a public registry`,
    fix: `Copy the image into ECR, and name it: ${DEVICE_CHARTS.has(chart) ? 'new DevicePlugin(...) before the nodes with ' : 'imageRepository, or '}values.${chartRow(chart)!.imageValue!.join('.')}`,
  }));
}

// one that is never pulled is on the node already
const imagesOf = (object: KubernetesObject): string[] => {
  const images = containersOf(podSpecOf(object)).filter((container) => at(container, 'imagePullPolicy') !== 'Never' && !isFilledIn(at(container, 'imagePullPolicy'))).map((container) => textAt(container, 'image'));
  return images.filter((image): image is string => image !== undefined && !isFilledIn(image));
};

// a name without a host is one of Docker Hub
function registryOf(image: string): string {
  const [first, ...rest] = image.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}
