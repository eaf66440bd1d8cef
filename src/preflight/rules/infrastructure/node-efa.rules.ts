import { at, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { efaProblems } from '../../../nodes/ec2/ec2-nodes.rules';
import { instanceFacts, InstanceFacts } from '../../../nodes/tables/instance-types.rules';
import { Facts } from '../../facts/facts.rules';
import { familyOfGroup, templateData, templatedGroups } from '../../reading/nodes.rules';
import { violationsOf } from '../../reading/problems.rules';
import { Rule } from '../../rule';

export const nodeEfa: Rule = {
  id: 'node-efa',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Elastic Fabric Adapter on instance types that do not support it, or on Windows',
  reason: 'EC2 launches no instance with a network interface that its instance type does not support',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/node-efa.html',
  check: ({ resources }: Facts) =>
    templatedGroups(resources).flatMap((each) => {
      const data = templateData(each.template);
      const adapters = listAt(data, 'NetworkInterfaces').filter((one) => /^efa/.test(stringAt(one, 'InterfaceType') ?? ''));
      if (adapters.length === 0) return [];
      const named = [...listAt(each.group.properties, 'InstanceTypes'), at(data, 'InstanceType')];
      const types = named.map((type) => instanceFacts(String(type))).filter((type): type is InstanceFacts => type !== undefined);
      const problems = efaProblems({ efa: true, os: familyOfGroup(each) === 'windows' ? 'WINDOWS_CORE_2022' : 'AL2023', types });
      return violationsOf(each.group.path, 'the launch template of the nodes', problems);
    }),
};
