import { DEVICE_CHARTS } from '../../../catalog/catalog.rules';
import { covers, registryThing, ThingData } from '../../../catalog/thing.rules';
import { ChartFacts, Facts } from '../../facts/facts.rules';
import { From } from '../../facts/from.rules';
import { PRIVATE_CLUSTERS, PUBLIC_CHART_HOSTS, PUBLIC_REGISTRIES } from '../../reading/no-internet.rules';
import { Found, Rule } from '../../rule';

export const chartUnreachable: Rule = {
  id: 'chart-unreachable',
  area: 'Network',
  severity: 'error',
  finds: 'a Helm chart of a public repository, in a network without a way out',
  why: 'the function that installs charts runs in the network of the cluster, which has no way to the internet',
  source: PRIVATE_CLUSTERS,
  check: (facts) => (facts.network?.reachesInternet !== false ? [] : publicCharts(facts)),
};

/** Charts of public repositories. */
export const publicCharts = ({ charts, external }: Facts): Found[] => charts.filter(({ value }) => isPublic(value, external)).map(foundChart);

const foundChart = ({ path, value: { release, repository, chart } }: From<ChartFacts>): Found => ({
  path,
  what: `the chart of release '${release}' comes from ${repository}`,
  fix: `${madeBy(chart)}pload it with the app (chartAsset), or copy it into a repository of your own in ECR (chartRepository)`,
});

const madeBy = (chart: string): string => (DEVICE_CHARTS.has(chart) ? 'Make new DevicePlugin(...) before the nodes: u' : 'U');

// other hosts may be reachable inside of the network
function isPublic({ repository }: ChartFacts, external: readonly ThingData[]): boolean {
  const host = repository.replace(/^[a-z]+:\/\//, '').split('/')[0];
  const known = PUBLIC_REGISTRIES.includes(host) || PUBLIC_CHART_HOSTS.includes(host) || /(^|\.)github\.io$/.test(host);
  return known && !external.some((declared) => covers(declared, registryThing(host)));
}
