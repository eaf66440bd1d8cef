import { at } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

const LIMITS = ['MaxUnavailable', 'MaxUnavailablePercentage'];

// source: aws/api-models-aws, eks 2017-11-01, NodegroupUpdateConfig
export const nodeGroupUpdate: Rule = {
  id: 'node-group-update',
  area: 'Infrastructure',
  severity: 'error',
  description: 'node group updateConfig without a limit',
  reason: 'updateConfig must set maxUnavailable or maxUnavailablePercentage; without updateConfig, one node is updated at a time',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html',
  check: ({ resources }) =>
    resources
      .ofType('AWS::EKS::Nodegroup')
      .filter(({ properties: { UpdateConfig: config } }) => hasNoLimit(config))
      .map(({ path }) => ({
        path,
        finding: 'the node group sets updateStrategy, but neither maxUnavailable nor maxUnavailablePercentage',
        remediation: 'Set `maxUnavailable` to 1',
      })),
};

const hasNoLimit = (config: unknown): boolean =>
  at(config, 'UpdateStrategy') !== undefined && LIMITS.every((limit) => at(config, limit) === undefined);
