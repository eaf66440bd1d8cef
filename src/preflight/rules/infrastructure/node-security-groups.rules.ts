import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isTrue, ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { securityGroupsOf, templateData } from '../../reading/nodes.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const API_PORT = 443;

export const nodeSecurityGroups: Rule = {
  id: 'node-security-groups',
  area: 'Infrastructure',
  severity: 'error',
  description: 'security groups of nodes that the cluster does not allow to reach its API server',
  reason:
    'EKS does not add the cluster security group if the launch template sets security groups; inside the VPC, the private ' +
    'endpoint allows only members of the cluster security group, unless a rule allows port 443',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
  check: ({ resources }: Facts) => {
    const [cluster] = resources.ofType('AWS::EKS::Cluster');
    const config = at(cluster?.properties, 'ResourcesVpcConfig');
    if (cluster === undefined || !isTrue(at(config, 'EndpointPrivateAccess')) || isOpen(cluster, resources)) return [];
    return resources.ofType('AWS::EKS::Nodegroup').flatMap((group) => {
      const groups = securityGroupsOf(templateData(resources.launchTemplateOf(group)));
      const made = resources.findAll(groups).filter(({ type }) => type === 'AWS::EC2::SecurityGroup');
      const additional = listAt(config, 'SecurityGroupIds').map((each) => stringAt(each, 'ref'));
      // a group of another app may be allowed there; a group of the control plane may allow its own members
      if (groups.length === 0 || made.length < groups.length || made.some(({ id }) => additional.includes(id))) return [];
      return [
        {
          path: group.path,
          finding:
            `the nodes have only the security groups ${[...new Set(made.map(({ path }) => path))].join(', ')}, ` +
            `and no security group of the control plane allows port ${API_PORT}`,
          remediation: 'Add cluster.clusterSecurityGroup to the launch template, or allow port 443 from the nodes in it',
        },
      ];
    });
  },
};

/** Whether any rule of a group of the control plane allows the port: its source is not compared. */
function isOpen(cluster: ResourceFacts, resources: Resources): boolean {
  const additional = listAt(cluster.properties, 'ResourcesVpcConfig', 'SecurityGroupIds');
  const known = resources.findAll(additional);
  const ids = new Set(known.map(({ id }) => id));
  const separate = resources
    .allOf('AWS::EC2::SecurityGroupIngress')
    .filter(({ properties: { GroupId: id } }) => {
      const ref = stringAt(id, 'ref');
      // an id that is known at deploy may be that of the cluster security group
      return ref === undefined || ids.has(ref) || stringAt(id, 'attribute') === 'ClusterSecurityGroupId';
    })
    .map(({ properties }) => properties);
  const inline = known.flatMap(({ properties }) => listAt(properties, 'SecurityGroupIngress'));
  return known.length < additional.length || [...separate, ...inline].some(allowsApi);
}

function allowsApi(rule: unknown): boolean {
  const [from, to] = [numberAt(rule, 'FromPort'), numberAt(rule, 'ToPort')];
  return from === undefined || to === undefined || (from <= API_PORT && API_PORT <= to);
}
