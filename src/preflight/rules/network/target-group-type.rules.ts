import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Source: AWS::ElasticLoadBalancingV2::TargetGroup, TargetType. */
const DEFAULT = 'instance';

export const targetGroupType: Rule = {
  id: 'target-group-type',
  area: 'Network',
  severity: 'error',
  description: 'TargetGroupBinding with another target type than its target group',
  reason:
    'the controller registers instances or IP addresses by the targetType of the binding, and Elastic Load Balancing rejects those of ' +
    'another type than that of the target group: the group has no targets',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-type',
  check: ({ manifests, referencesIn, resources }) =>
    manifests.ofKind('elbv2.k8s.aws/TargetGroupBinding').flatMap(({ path, value }) => {
      const group = resources.find(at(referencesIn(value), 'spec', 'targetGroupARN'));
      const [bound, type] = [stringAt(value, 'spec', 'targetType'), group?.properties.TargetType ?? DEFAULT];
      // without a type, the webhook of the controller sets that of the group
      return group === undefined || bound === undefined || bound === type || [bound, type].some(isDeployTimeValue)
        ? []
        : [
            {
              path,
              finding: `${describeObject(value)} has targetType: ${bound}, and its target group ${group.path} has the type ${String(type)}`,
              remediation: 'Remove targetType from the binding, or set TargetType of the target group to this type',
            },
          ];
    }),
};
