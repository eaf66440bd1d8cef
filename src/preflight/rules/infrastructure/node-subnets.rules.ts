import { at, isDeployTimeValue, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isFalse, isTrue, ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

export const nodeSubnets: Rule = {
  id: 'node-subnets',
  area: 'Infrastructure',
  severity: 'error',
  description: 'nodes in public subnets without a public IP address or in isolated subnets, or Fargate in public subnets',
  reason:
    'a node in a public subnet needs a public IP address to reach the API endpoint and registries, which the subnet assigns; a node ' +
    'in a subnet without a route needs VPC endpoints; ' +
    'Fargate supports private subnets only',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: ({ resources }: Facts) => {
    const publics = resources.publicSubnets();
    const publicOnes = ({ properties }: ResourceFacts) =>
      resources.findAll(listAt(properties, 'Subnets')).filter(({ id }) => publics.has(id));
    const isolated = resources.isolatedSubnets();
    return [
      ...resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }) =>
        resources
          .findAll(listAt(properties, 'Subnets'))
          .filter(({ id }) => isolated.has(id))
          .map((subnet): Violation => ({
            path,
            finding: `the nodes are in the subnet ${subnet.path}, which has neither a route to the internet nor VPC endpoints`,
            remediation: 'Use subnets with a NAT gateway, like `ec2.SubnetType.PRIVATE_WITH_EGRESS`',
            // user data may configure a proxy
            ...('LaunchTemplate' in properties ? { severity: 'warning' as const } : {}),
          })),
      ),
      ...resources
        .ofType('AWS::EKS::Nodegroup')
        .filter((group) => !givesAddresses(group, resources))
        .flatMap((group) =>
          publicOnes(group)
            .filter(givesNone)
            .map((subnet): Violation => ({
              path: group.path,
              finding: `the nodes are in the public subnet ${subnet.path}, which does not assign public IP addresses`,
              remediation: 'Use private subnets, or set `mapPublicIpOnLaunch` of the subnet to true',
            })),
        ),
      ...resources.ofType('AWS::EKS::FargateProfile').flatMap((profile) =>
        publicOnes(profile).map((subnet): Violation => ({
          path: profile.path,
          finding: `the Fargate profile uses the public subnet ${subnet.path}`,
          remediation: 'Use private subnets',
        })),
      ),
    ];
  },
};

function givesNone({ properties }: ResourceFacts): boolean {
  const [given, sixth] = ['MapPublicIpOnLaunch', 'AssignIpv6AddressOnCreation'].map((name) => at(properties, name));
  // every IPv6 address is public
  return (given === undefined || isFalse(given)) && (sixth === undefined || isFalse(sixth));
}

// a launch template may assign public addresses itself, and one from outside the app is not known
function givesAddresses(group: ResourceFacts, resources: Facts['resources']): boolean {
  if (at(group.properties, 'LaunchTemplate') === undefined) return false;
  const template = resources.launchTemplateOf(group);
  const asked = listAt(template?.properties, 'LaunchTemplateData', 'NetworkInterfaces').map((each) => at(each, 'AssociatePublicIpAddress'));
  return template === undefined || asked.some((each) => isTrue(each) || isDeployTimeValue(each));
}
