import { at, isFilledIn, listAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { Rule } from '../rule';

export const nodeSubnets: Rule = {
  id: 'node-subnets',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'nodes in public subnets that get no public address, and Fargate in public subnets',
  why: 'a node in a public subnet reaches the API endpoint and registries by its public address, which the subnet gives it; Fargate runs in private subnets alone',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: ({ resources }: Facts) => {
    const publics = resources.publicSubnets();
    return [
      ...resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }) => resources.findAll(listAt(properties, 'Subnets')).filter(({ id, properties: subnet }) => publics.has(id) && at(subnet, 'MapPublicIpOnLaunch') !== true && !isFilledIn(at(subnet, 'MapPublicIpOnLaunch')))
        .map((subnet) => ({ path, what: `its nodes are in the public subnet ${subnet.path}, which gives no public addresses`, fix: 'Put them into private subnets, or give the subnet mapPublicIpOnLaunch: true' }))),
      ...resources.ofType('AWS::EKS::FargateProfile').flatMap(({ path, properties }) => resources.findAll(listAt(properties, 'Subnets')).filter(({ id }) => publics.has(id))
        .map((subnet) => ({ path, what: `the profile names the public subnet ${subnet.path}`, fix: 'Give private subnets' }))),
    ];
  },
};
