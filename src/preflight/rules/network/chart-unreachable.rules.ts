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
  description: 'Helm chart from a public repository, in a VPC without internet access',
  reason: 'the function that installs charts runs in the VPC of the cluster, which has no internet access',
  source: PRIVATE_CLUSTERS,
  check: (facts) => (facts.network?.hasInternetAccess !== false ? [] : publicCharts(facts)),
};

/** Charts from public repositories. */
export const publicCharts = ({ helmReleases, externalDeclarations }: Facts): Violation[] =>
  helmReleases.filter(({ value }) => isPublic(value, externalDeclarations)).map(foundChart);

const foundChart = ({ path, value: { release, repository, chart } }: Located<HelmReleaseFacts>): Violation => ({
  path,
  finding: `the chart of Helm release '${release}' comes from ${repository}`,
  remediation: `${madeBy(chart)}pload it as an asset of the app (chartAsset), or copy it to your own ECR repository (chartRepository)`,
});

const madeBy = (chart: string): string => (DEVICE_CHARTS.has(chart) ? 'Create new DevicePlugin(...) before the nodes: u' : 'U');

// other hosts may be reachable from the VPC
function isPublic({ repository }: HelmReleaseFacts, external: readonly CapabilityData[]): boolean {
  const host = repository.replace(/^[a-z]+:\/\//, '').split('/')[0];
  const known = PUBLIC_REGISTRIES.includes(host) || PUBLIC_CHART_HOSTS.includes(host) || /(^|\.)github\.io$/.test(host);
  return known && !external.some((declared) => covers(declared, registryCapability(host)));
}
