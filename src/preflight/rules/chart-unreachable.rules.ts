import { ChartFacts } from '../facts.rules';
import { From } from '../from.rules';
import { DEVICE_CHARTS, PRIVATE_CLUSTERS, PUBLIC_REGISTRIES } from '../no-internet.rules';
import { Found, Rule } from '../rule';

export const chartUnreachable: Rule = {
  id: 'chart-unreachable',
  area: 'Network',
  severity: 'error',
  finds: 'a Helm chart of a public repository, in a network without a way out',
  why: 'the function that installs charts runs in the network of the cluster, which has no way to the internet',
  source: PRIVATE_CLUSTERS,
  check: ({ network, charts }) => (network?.reachesInternet !== false ? [] : charts.filter(({ value }) => isPublic(value)).map(foundChart)),
};

const foundChart = ({ path, value: { release, repository, chart } }: From<ChartFacts>): Found => ({
  path,
  what: `the chart of release '${release}' comes from ${repository}`,
  fix: `${madeBy(chart)}pload it with the app (chartAsset), or copy it into a repository of your own in ECR (chartRepository)`,
});

const madeBy = (chart: string): string => (DEVICE_CHARTS.has(chart) ? 'Make new DevicePlugin(...) before the nodes: u' : 'U');

// private ECR is reached through endpoints; other hosts may be reachable inside of the network
function isPublic({ repository }: ChartFacts): boolean {
  if (/\.dkr\.ecr\./.test(repository)) return false;
  const host = repository.replace(/^[a-z]+:\/\//, '').split('/')[0];
  return PUBLIC_REGISTRIES.includes(host) || /(^|\.)github\.io$/.test(host);
}
