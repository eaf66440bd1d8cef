import { at } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { endpointsOf, nodesWithoutEndpoints } from '../../reading/endpoints.rules';
import { PRIVATE_CLUSTERS } from '../../reading/no-internet.rules';
import { Violation, Rule } from '../../rule';

export const apiUnreachable: Rule = {
  id: 'api-unreachable',
  area: 'Network',
  severity: 'error',
  description: 'AWS APIs without a VPC endpoint, called from subnets without internet access',
  reason: 'the subnets have no route out of the VPC, and this app contains no VPC endpoint for these APIs',
  source: PRIVATE_CLUSTERS,
  check: (facts) => {
    const found = constructs(facts);
    // nodes of this library are constructs that say what they call
    const others = nodesWithoutEndpoints(facts.resources).filter(({ group }) => !found.some(({ path }) => path === group.path));
    return [...others.map(({ group, apis }) => nodes(group.path, apis, group.properties)), ...found];
  },
};

// nodes of an image of the user may need neither: its images may be on it
const nodes = (path: string, apis: readonly string[], properties: unknown): Violation => ({
  path,
  finding: `its nodes call the AWS APIs ${apis.join(', ')} before they are ready`,
  remediation: remediationOf(apis),
  ...(at(properties, 'AmiType') === 'CUSTOM' || at(properties, 'LaunchTemplate') !== undefined ? { severity: 'warning' } : {}),
});

/** One finding for each construct with the APIs that it calls: the endpoints may be created by another app. */
function constructs({ network, unreachableApis, resources }: Facts): Violation[] {
  const endpoints = endpointsOf(resources);
  if (network?.hasInternetAccess !== false || endpoints === undefined) return [];
  const missing = unreachableApis.filter(({ value }) => !endpoints.has(value));
  const apisOf = (path: string) => [...new Set(missing.filter((each) => each.path === path).map(({ value }) => value))];
  return [...new Set(missing.map(({ path }) => path))].map((path) => ({
    path,
    finding: `the construct calls the AWS APIs ${apisOf(path).join(', ')}`,
    remediation: remediationOf(apisOf(path)),
    severity: 'warning',
  }));
}

const remediationOf = (apis: readonly string[]): string =>
  `Add VPC endpoints for ${apis.join(', ')} to the VPC, or use a ThreeTierVpc, which creates them`;
