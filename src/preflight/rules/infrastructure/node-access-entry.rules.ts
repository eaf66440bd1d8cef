import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { familyOfGroup, templateData, TemplatedGroup, templatedGroups } from '../../reading/nodes.rules';
import { Rule, Violation } from '../../rule';

export const nodeAccessEntry: Rule = {
  id: 'node-access-entry',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Auto Scaling group of nodes whose role has no access entry',
  reason:
    'EKS creates the access entry for the role of a managed node group only: other nodes are not authorized to join without an ' +
    'access entry of the type EC2_LINUX or EC2_WINDOWS',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  check: ({ resources, manifests }: Facts) => {
    const [cluster] = resources.ofType('AWS::EKS::Cluster');
    // the cluster of the nodes is only in their user data
    if (cluster === undefined || resources.allOf('AWS::EKS::Cluster').length > 1) return [];
    const mode = at(cluster.properties, 'AccessConfig', 'AuthenticationMode');
    if (mode === 'CONFIG_MAP' || isDeployTimeValue(mode) || manifests.find('/ConfigMap', 'kube-system', 'aws-auth')) return [];
    return templatedGroups(resources)
      .filter((each) => !each.managed && familyOfGroup(each) !== undefined)
      .flatMap((each) => problem(each, mode, resources));
  },
};

function problem({ group, template }: TemplatedGroup, mode: unknown, resources: Resources): Violation[] {
  const role = roleOf(template, resources);
  const entries = resources.ofType('AWS::EKS::AccessEntry');
  // an entry of a principal that is known at deploy may be that of the role
  const mayHave = (principal: unknown) => refers(principal, role) || typeof principal !== 'object' || isDeployTimeValue(principal);
  const isManaged = resources.ofType('AWS::EKS::Nodegroup').some(({ properties }) => mayHave(properties.NodeRole));
  if (role === undefined || isManaged || entries.some(({ properties }) => mayHave(properties.PrincipalArn))) return [];
  return [
    {
      path: group.path,
      finding: `the nodes have the role ${role.path}, which has no access entry`,
      remediation: 'Create an access entry for the role: new eks.AccessEntry(..., { accessEntryType: eks.AccessEntryType.EC2_LINUX, ... })',
      // without the mode API, the ConfigMap aws-auth may be applied by hand
      ...(mode === 'API' ? {} : { severity: 'warning' as const }),
    },
  ];
}

const refers = (value: unknown, role: ResourceFacts | undefined): boolean => role !== undefined && stringAt(value, 'ref') === role.id;

function roleOf(template: ResourceFacts | undefined, resources: Resources): ResourceFacts | undefined {
  const profile = at(templateData(template), 'IamInstanceProfile');
  const found = resources.find(at(profile, 'Arn')) ?? resources.find(at(profile, 'Name'));
  const roles = at(found?.properties, 'Roles');
  return found?.type === 'AWS::IAM::InstanceProfile' && Array.isArray(roles) ? resources.find(roles[0]) : undefined;
}
