import { at, isFilledIn, KubernetesObject, listAt, podSpecOf, textAt } from '../../inventory/kubernetes-object.rules';
import { ChartFacts, Facts } from '../facts.rules';
import { From } from '../from.rules';
import { Found, Rule } from '../rule';

const GUIDE = 'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html';
/** Registries of the internet, which have no endpoint in a VPC. */
const PUBLIC_REGISTRIES = ['public.ecr.aws', 'registry.k8s.io', 'docker.io', 'ghcr.io', 'quay.io', 'nvcr.io', 'gcr.io', 'mcr.microsoft.com'];

export const chartUnreachable: Rule = {
  id: 'chart-unreachable',
  area: 'Network',
  severity: 'error',
  finds: 'a Helm chart of a public repository, in a network without a way out',
  why: 'the function that installs charts runs in the network of the cluster, which has no way to the internet',
  source: GUIDE,
  check: ({ network, charts }) => (network?.reachesInternet !== false ? [] : charts.filter(({ value }) => isPublic(value)).map(foundChart)),
};

const foundChart = ({ path, value: { release, repository, chart } }: From<ChartFacts>): Found => ({
  path,
  what: `the chart of release '${release}' comes from ${repository}`,
  fix: `${madeBy(chart)}pload it with the app (chartAsset), or copy it into a repository of your own in ECR (chartRepository)`,
});

// what nodes bring by themselves is made by hand where it needs settings
const DEVICE_CHARTS = new Set(['nvidia-device-plugin', 'neuron-helm-chart', 'aws-efa-k8s-device-plugin']);
const madeBy = (chart: string): string => (DEVICE_CHARTS.has(chart) ? 'Make new DevicePlugin(...) before the nodes: u' : 'U');

// private ECR is reached through endpoints; other hosts may be reachable inside of the network
function isPublic({ repository }: ChartFacts): boolean {
  if (/\.dkr\.ecr\./.test(repository)) return false;
  const host = repository.replace(/^[a-z]+:\/\//, '').split('/')[0];
  return PUBLIC_REGISTRIES.includes(host) || /(^|\.)github\.io$/.test(host);
}

export const imageUnreachable: Rule = {
  id: 'image-unreachable',
  area: 'Network',
  severity: 'error',
  finds: 'an image of a public registry there',
  why: 'nodes pull images in a network without a way to the internet, and this registry has no endpoint there',
  source: GUIDE,
  check: (facts) => (facts.network?.reachesInternet !== false ? [] : [...chartImages(facts), ...facts.objects.flatMap(publicImages)]),
};

/** Where the values of a chart say which image it runs; without them it is one of a public registry. Source: the values of each chart. */
const IMAGE_OF_CHART: Readonly<Record<string, readonly string[]>> = {
  'aws-load-balancer-controller': ['image', 'repository'],
  'karpenter': ['controller', 'image', 'repository'],
  'cluster-autoscaler': ['image', 'repository'],
  'metrics-server': ['image', 'repository'],
  'nvidia-device-plugin': ['image', 'repository'],
  'external-dns': ['image', 'repository'],
};

function publicImages({ path, value }: From<KubernetesObject>): Found[] {
  return [...new Set(imagesOf(value).map(registryOf))].filter((registry) => PUBLIC_REGISTRIES.includes(registry)).map((registry) => ({
    path,
    what: `${value.kind} '${value.metadata?.namespace}/${value.metadata?.name}' pulls from ${registry}`,
    fix: 'Copy the image into ECR, or pull it through a cache rule of ECR',
  }));
}

function chartImages({ charts }: Facts): Found[] {
  const unnamed = ({ value: { chart, values } }: From<ChartFacts>) => chart in IMAGE_OF_CHART && at(values, ...IMAGE_OF_CHART[chart]) === undefined;
  return charts.filter(unnamed).map(({ path, value: { release, chart } }) => ({
    path,
    what: `the chart of release '${release}' runs its image from a public registry`,
    fix: `Copy the image into ECR, and name it: ${DEVICE_CHARTS.has(chart) ? 'new DevicePlugin(...) before the nodes with ' : 'imageRepository, or '}values.${IMAGE_OF_CHART[chart].join('.')}`,
  }));
}

const imagesOf = (object: KubernetesObject): string[] => {
  const pod = podSpecOf(object);
  const images = [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')].map((container) => textAt(container, 'image'));
  return images.filter((image): image is string => image !== undefined && !isFilledIn(image));
};

// a name without a host is one of Docker Hub
function registryOf(image: string): string {
  const [first, ...rest] = image.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}

export const apiUnreachable: Rule = {
  id: 'api-unreachable',
  area: 'Network',
  severity: 'warning',
  finds: 'a part there that calls an API of AWS for which nobody makes an endpoint',
  why: 'the network has no way to the internet, and no endpoint for this API in this app',
  source: GUIDE,
  check: ({ network, unreachableApis }) => (network?.reachesInternet !== false ? [] : unreachableApis.map(({ path, value }) => ({
    path, what: `it calls the AWS API ${value}`, fix: `Add an interface endpoint for ${value} to the VPC, or use a ThreeTierVpc, which makes it`,
  }))),
};

/** Sources of names that are managed over the API of Route 53. */
const NEEDS_ROUTE_53 = new Set(['external-dns']);

export const dnsUnreachable: Rule = {
  id: 'dns-unreachable',
  area: 'Network',
  severity: 'error',
  finds: 'a controller there that writes names into Route 53',
  why: 'the API of Route 53 has no endpoint in a VPC, so a controller without a way to the internet cannot write names',
  source: GUIDE,
  check: ({ network, charts, addonNames }: Facts) => (network?.reachesInternet !== false ? [] : [
    ...charts.map(({ path, value }) => ({ path, name: value.chart })), ...addonNames.map(({ path, value }) => ({ path, name: value })),
  ].filter(({ name }) => NEEDS_ROUTE_53.has(name)).map(({ path, name }) => ({
    path, what: `${name} manages names in Route 53`, fix: 'Write the names with the CDK, or give the network a way out',
  }))),
};
