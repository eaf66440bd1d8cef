import { at } from '../../../kubernetes/kubernetes-object.rules';
import { updateProblems } from '../../../nodes/ec2/managed-nodes.rules';
import { violationsOf } from '../../reading/problems.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const LIMITS = ['MaxUnavailable', 'MaxUnavailablePercentage'];

// source: aws/api-models-aws, eks 2017-11-01, NodegroupUpdateConfig
export const nodeGroupUpdate: Rule = {
  id: 'node-group-update',
  area: 'Infrastructure',
  severity: 'error',
  description: 'node group updateConfig without a limit, or with two',
  reason: 'updateConfig must set maxUnavailable or maxUnavailablePercentage; without updateConfig, one node is updated at a time',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html',
  check: ({ resources }) =>
    resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties: { UpdateConfig: config } }) =>
      hasNoLimit(config)
        ? [
            {
              path,
              finding: 'the node group sets updateStrategy, but neither maxUnavailable nor maxUnavailablePercentage',
              remediation: 'Set `maxUnavailable` to 1',
            },
          ]
        : violationsOf(path, 'the node group', bothLimits(config)),
    ),
};

const hasNoLimit = (config: unknown): boolean =>
  at(config, 'UpdateStrategy') !== undefined && LIMITS.every((limit) => at(config, limit) === undefined);

// each limit by itself is input of the service: rule service-input
function bothLimits(config: unknown) {
  const [maxUnavailable, maxUnavailablePercentage] = LIMITS.map((limit) => numberAt(config, limit));
  return maxUnavailable === undefined || maxUnavailablePercentage === undefined
    ? []
    : updateProblems({ maxUnavailable, maxUnavailablePercentage }).filter(({ finding }) => finding.includes('mutually exclusive'));
}
