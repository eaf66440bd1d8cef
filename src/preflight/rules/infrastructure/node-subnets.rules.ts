import { at, isDeployTimeValue, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isFalse, isTrue, ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

export const nodeSubnets: Rule = {
  id: 'node-subnets',
  area: 'Infrastructure',
  severity: 'error',
  description: 'nodes in public subnets that get no public address, and Fargate in public subnets',
  reason:
    'a node in a public subnet reaches the API endpoint and registries by its public address, which the subnet gives it; Fargate ' +
    'runs in private subnets alone',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: ({ resources }: Facts) => {
    const publics = resources.publicSubnets();
    const publicOnes = ({ properties }: ResourceFacts) =>
      resources.findAll(listAt(properties, 'Subnets')).filter(({ id }) => publics.has(id));
    return [
      ...resources
        .ofType('AWS::EKS::Nodegroup')
        .filter((group) => !givesAddresses(group, resources))
        .flatMap((group) =>
          publicOnes(group)
            .filter(givesNone)
            .map((subnet): Violation => ({
              path: group.path,
              finding: `its nodes are in the public subnet ${subnet.path}, which gives no public addresses`,
              remediation: 'Put them into private subnets, or give the subnet mapPublicIpOnLaunch: true',
            })),
        ),
      ...resources.ofType('AWS::EKS::FargateProfile').flatMap((profile) =>
        publicOnes(profile).map((subnet): Violation => ({
          path: profile.path,
          finding: `the profile names the public subnet ${subnet.path}`,
          remediation: 'Give private subnets',
        })),
      ),
    ];
  },
};

function givesNone({ properties }: ResourceFacts): boolean {
  const [given, sixth] = ['MapPublicIpOnLaunch', 'AssignIpv6AddressOnCreation'].map((name) => at(properties, name));
  // every address of IPv6 is a public one
  return (given === undefined || isFalse(given)) && (sixth === undefined || isFalse(sixth));
}

// a launch template may ask for addresses itself, and one that is made elsewhere is not known
function givesAddresses(group: ResourceFacts, resources: Facts['resources']): boolean {
  if (at(group.properties, 'LaunchTemplate') === undefined) return false;
  const template = resources.launchTemplateOf(group);
  const asked = listAt(template?.properties, 'LaunchTemplateData', 'NetworkInterfaces').map((each) => at(each, 'AssociatePublicIpAddress'));
  return template === undefined || asked.some((each) => isTrue(each) || isDeployTimeValue(each));
}
