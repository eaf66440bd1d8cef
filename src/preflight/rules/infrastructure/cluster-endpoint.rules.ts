import { at, isDeployTimeValue, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isFalse, isTrue } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** Source: AWS General Reference, EKS quotas. */
const MOST_CIDRS = 40;
const EVERYWHERE = new Set(['0.0.0.0/0', '::/0']);
/** Addresses that are not public. Source: RFC 1918, RFC 3927, RFC 1122. */
const PRIVATE = /^(10|127)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./;

export const clusterEndpoint: Rule = {
  id: 'cluster-endpoint',
  area: 'Infrastructure',
  severity: 'error',
  description: 'cluster endpoint unreachable for clients or for nodes',
  reason:
    'nodes join through the API endpoint: inside the VPC if private access is enabled, otherwise over the internet, from a public ' +
    'address that publicAccessCidrs contains',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  check: (facts) =>
    facts.resources
      .ofType('AWS::EKS::Cluster')
      .flatMap(({ path, properties }) => problems(at(properties, 'ResourcesVpcConfig'), facts).map((found) => ({ path, ...found }))),
};

function problems(config: unknown, { network, hasInstances }: Facts): Omit<Violation, 'path'>[] {
  const isPublic = !isFalse(at(config, 'EndpointPublicAccess'));
  const isPrivate = isTrue(at(config, 'EndpointPrivateAccess'));
  const unknown = [at(config, 'EndpointPublicAccess'), at(config, 'EndpointPrivateAccess')].some(isDeployTimeValue);
  const cidrs = listAt(config, 'PublicAccessCidrs');
  const narrow =
    cidrs.length > 0 && !cidrs.some((cidr) => EVERYWHERE.has(String(cidr)) || typeof cidr !== 'string' || isDeployTimeValue(cidr));
  if (unknown) return [];
  if (!isPublic && !isPrivate) {
    return [
      {
        finding: 'the API endpoint has neither public nor private access',
        remediation: 'Set EndpointPrivateAccess or EndpointPublicAccess to true',
      },
    ];
  }
  if (isPublic && cidrs.length > MOST_CIDRS) {
    return [
      {
        finding: `the public endpoint allows ${cidrs.length} CIDR blocks, and the limit is ${MOST_CIDRS}`,
        remediation: 'Merge adjacent CIDR blocks',
      },
    ];
  }
  const hidden = cidrs.filter((cidr) => typeof cidr === 'string' && PRIVATE.test(cidr) && !isDeployTimeValue(cidr));
  if (isPublic && hidden.length > 0) {
    return [
      {
        finding: `the public endpoint allows ${hidden.join(', ')}, which is not public`,
        remediation: 'Use public addresses, such as those of NAT gateways and offices: inside the VPC, the private endpoint is used',
      },
    ];
  }
  if (isPrivate || !hasInstances) return [];
  if (network?.hasInternetAccess === false) {
    return [
      {
        finding: 'the API endpoint is public only, and the VPC of the nodes has no internet access',
        remediation: 'Enable private access: EndpointAccess.PUBLIC_AND_PRIVATE or PRIVATE',
      },
    ];
  }
  return narrow
    ? [
        {
          finding:
            `the API endpoint is public only, for ${cidrs.join(', ')}: nodes reach it only if these contain the addresses of the ` +
            'NAT gateways',
          remediation: 'Enable private access, or add the addresses of the NAT gateways',
          severity: 'warning',
        },
      ]
    : [];
}
