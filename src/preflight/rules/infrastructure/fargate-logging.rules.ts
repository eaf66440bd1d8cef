import { loggingProblems } from '../../../nodes/fargate/fargate-logging.rules';
import { Facts } from '../../facts/facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import { mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const fargateLogging: Rule = {
  id: 'fargate-logging',
  area: 'Infrastructure',
  // pods run without their logs
  severity: 'warning',
  description: 'configuration of the log router of Fargate that EKS rejects',
  reason: 'with an invalid ConfigMap aws-observability/aws-logging, pods on Fargate start without logging (LoggingDisabled)',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html',
  check: ({ manifests }: Facts) => {
    const config = manifests.find('/ConfigMap', 'aws-observability', 'aws-logging');
    if (config === undefined) return [];
    return violationsOf(config.path, "ConfigMap 'aws-observability/aws-logging'", loggingProblems(mapAt(config.value, 'data')));
  },
};
