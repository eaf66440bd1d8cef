import { ServiceProblem, serviceProblems } from '../../aws/service-constraints.rules';
import { Facts, ServiceInput } from '../../facts/facts.rules';
import { Violation, Rule } from '../../rule';

/** Properties and conditions, by type, that another rule reports with more context. */
const FOUND_BY_OTHERS: Readonly<Record<string, RegExp>> = {
  // node-group-sizes, node-group-template
  'AWS::EKS::Nodegroup': /^(ScalingConfig\.MaxSize|nodegroup-sizes-ascending|nodegroup-template-disk|nodegroup-template-access)$/,
  // cluster-subnets, service-cidr
  'AWS::EKS::Cluster': /^(cluster-subnets-count|cluster-service-range)$/,
  // fargate-profile
  'AWS::EKS::FargateProfile': /^fargate-selectors$/,
  // access-entry
  'AWS::EKS::AccessEntry': /^(access-entry-groups|access-entry-scope|access-entry-session)$/,
};

export const serviceInput: Rule = {
  id: 'service-input',
  area: 'Infrastructure',
  severity: 'error',
  description: 'resource that its AWS service rejects, in any stack of the app',
  reason: 'AWS services reject input outside the limits and conditions of their API models and documentation',
  source: 'https://github.com/boto/botocore/tree/develop/botocore/data',
  check: ({ serviceInputs, cdkValidation }: Facts) =>
    serviceInputs.flatMap((input) =>
      found(
        input,
        serviceProblems(input.type, input.properties).filter((problem) => isOurs(input, problem, cdkValidation)),
      ),
    ),
};

// problems that CDK's validation reports with at least the same severity are not repeated
function isOurs(
  { type }: ServiceInput,
  { path, condition, severity, foundByCdk }: ServiceProblem,
  cdkValidation: Facts['cdkValidation'],
): boolean {
  if (FOUND_BY_OTHERS[type]?.test(condition ?? path)) return false;
  return !foundByCdk || cdkValidation === 'off' || (severity === 'error' && cdkValidation === 'warns');
}

/** All problems of a resource in one finding. */
function found({ path, type }: ServiceInput, problems: readonly ServiceProblem[]): Violation[] {
  if (problems.length === 0) return [];
  const fixes = [...new Set(problems.map(({ remediation }) => remediation))];
  return [
    {
      path,
      finding: `${type}: ${problems.map(({ finding, constraint, source }) => `${finding} (${constraint}; ${source})`).join('; ')}`,
      remediation: fixes.join('. '),
      ...(problems.every(({ severity }) => severity === 'warning') ? { severity: 'warning' as const } : {}),
    },
  ];
}
