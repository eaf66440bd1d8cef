import { covers, registryCapability, CapabilityData } from '../../../catalog/capability.rules';
import { DEVICE_CHARTS } from '../../../catalog/catalog.rules';
import { HelmReleaseFacts, Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { PRIVATE_CLUSTERS, PUBLIC_CHART_HOSTS, PUBLIC_REGISTRIES } from '../../reading/no-internet.rules';
import { Violation, Rule } from '../../rule';

export const chartUnreachable: Rule = {
  id: 'chart-unreachable',
  area: 'Network',
  severity: 'error',
  description: 'a Helm chart of a public repository, in a network without a way out',
  reason: 'the function that installs charts runs in the network of the cluster, which has no way to the internet',
  source: PRIVATE_CLUSTERS,
  check: (facts) => (facts.network?.hasInternetAccess !== false ? [] : publicCharts(facts)),
};

/** Charts of public repositories. */
export const publicCharts = ({ helmReleases, externalDeclarations }: Facts): Violation[] =>
  helmReleases.filter(({ value }) => isPublic(value, externalDeclarations)).map(foundChart);

const foundChart = ({ path, value: { release, repository, chart } }: Located<HelmReleaseFacts>): Violation => ({
  path,
  finding: `the chart of release '${release}' comes from ${repository}`,
  remediation: `${madeBy(chart)}pload it with the app (chartAsset), or copy it into a repository of your own in ECR (chartRepository)`,
});

const madeBy = (chart: string): string => (DEVICE_CHARTS.has(chart) ? 'Make new DevicePlugin(...) before the nodes: u' : 'U');

// other hosts may be reachable inside of the network
function isPublic({ repository }: HelmReleaseFacts, external: readonly CapabilityData[]): boolean {
  const host = repository.replace(/^[a-z]+:\/\//, '').split('/')[0];
  const known = PUBLIC_REGISTRIES.includes(host) || PUBLIC_CHART_HOSTS.includes(host) || /(^|\.)github\.io$/.test(host);
  return known && !external.some((declared) => covers(declared, registryCapability(host)));
}
