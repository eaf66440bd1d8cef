import { at, isDeployTimeValue, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isFalse, isTrue } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** Source: AWS General Reference, EKS quotas. */
const MOST_CIDRS = 40;
const EVERYWHERE = new Set(['0.0.0.0/0', '::/0']);
/** Addresses that nobody on the internet has. Source: RFC 1918, RFC 3927, RFC 1122. */
const PRIVATE = /^(10|127)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./;

export const clusterEndpoint: Rule = {
  id: 'cluster-endpoint',
  area: 'Infrastructure',
  severity: 'error',
  description: 'an API endpoint that nobody reaches, or not the nodes',
  reason:
    'nodes join over the API endpoint: inside of the network when it is private, else over the internet, from an address that is ' +
    'let in, which is a public one',
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
  if (!isPublic && !isPrivate)
    return [
      {
        finding: 'the API endpoint is neither public nor private',
        remediation: 'Let one of EndpointPrivateAccess and EndpointPublicAccess be true',
      },
    ];
  if (isPublic && cidrs.length > MOST_CIDRS)
    return [
      {
        finding: `the public endpoint lists ${cidrs.length} address blocks, and may list ${MOST_CIDRS}`,
        remediation: 'Join neighbouring blocks',
      },
    ];
  const hidden = cidrs.filter((cidr) => typeof cidr === 'string' && PRIVATE.test(cidr) && !isDeployTimeValue(cidr));
  if (isPublic && hidden.length > 0)
    return [
      {
        finding: `the public endpoint lists ${hidden.join(', ')}, which nobody on the internet has`,
        remediation: 'List public addresses, those of NAT gateways and offices: inside of the network the private endpoint is used',
      },
    ];
  if (isPrivate || !hasInstances) return [];
  if (network?.hasInternetAccess === false)
    return [
      {
        finding: 'the API endpoint is public only, and the network of the nodes has no way to the internet',
        remediation: 'Make it private, too: EndpointAccess.PUBLIC_AND_PRIVATE or PRIVATE',
      },
    ];
  return narrow
    ? [
        {
          finding:
            `the API endpoint is public only, for ${cidrs.join(', ')}: nodes reach it when these hold the addresses of the NAT ` +
            'gateways',
          remediation: 'Make it private, too, or list the addresses of the NAT gateways',
          severity: 'warning',
        },
      ]
    : [];
}
