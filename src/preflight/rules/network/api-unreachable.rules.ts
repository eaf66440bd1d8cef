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
    const missing = callsWithoutEndpoint(facts);
    // nodes of this library are constructs that say what they call
    const others = nodesWithoutEndpoints(facts.resources).filter(({ group }) => !missing.some(({ path }) => path === group.path));
    return [...others.map(({ group, apis }) => nodes(group.path, apis, group.properties)), ...constructs(missing, facts)];
  },
};

// nodes of an image of the user may need neither: its images may be on it
const nodes = (path: string, apis: readonly string[], properties: unknown): Violation => ({
  path,
  finding: `its nodes call the AWS APIs ${apis.join(', ')} before they are ready`,
  remediation: remediationOf(apis),
  ...(at(properties, 'AmiType') === 'CUSTOM' || at(properties, 'LaunchTemplate') !== undefined ? { severity: 'warning' } : {}),
});

function callsWithoutEndpoint({ network, unreachableApis, resources }: Facts): Facts['unreachableApis'] {
  const endpoints = endpointsOf(resources);
  if (network?.hasInternetAccess !== false || endpoints === undefined) return [];
  return unreachableApis.filter(({ value }) => !endpoints.has(value));
}

/** One finding for all constructs of the VPC: the endpoints may be created by another app. */
function constructs(missing: Facts['unreachableApis'], { network }: Facts): Violation[] {
  if (network === undefined || missing.length === 0) return [];
  const users = new Map<string, Set<string>>();
  for (const { path, value } of missing) users.set(value, (users.get(value) ?? new Set()).add(path));
  const apis = [...users.keys()].sort();
  const each = apis.map((api) => `${api} (called by ${listOf([...users.get(api)!].sort())})`);
  return [
    {
      path: network.path,
      finding: `the VPC has no endpoint for ${apis.length === 1 ? 'the AWS API' : 'the AWS APIs'} ${each.join(', ')}`,
      remediation: remediationOf(apis),
      severity: 'warning',
    },
  ];
}

const remediationOf = (apis: readonly string[]): string =>
  `Add VPC endpoints for ${apis.join(', ')} to the VPC, or use a ThreeTierVpc, which creates them`;

const MOST = 3;
const listOf = (paths: readonly string[]): string =>
  `${paths.slice(0, MOST).join(', ')}${paths.length > MOST ? ` and ${paths.length - MOST} more` : ''}`;
