import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { fargateProblems } from '../../../nodes/fargate/fargate.rules';
import { Facts } from '../../facts/facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import { mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const fargateProfile: Rule = {
  id: 'fargate-profile',
  area: 'Infrastructure',
  severity: 'error',
  description: 'selectors of a Fargate profile that EKS rejects',
  reason: 'a Fargate profile must have 1 to 5 selectors, each with the name or the pattern of a namespace and at most 5 labels',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html',
  check: ({ resources }: Facts) =>
    resources.ofType('AWS::EKS::FargateProfile').flatMap(({ path, properties }) => {
      const selectors = listAt(properties, 'Selectors');
      if (!Array.isArray(properties.Selectors) || selectors.some(isDeployTimeValue)) return [];
      const known = selectors
        .filter((selector) => stringAt(selector, 'Namespace') !== undefined && !isDeployTimeValue(at(selector, 'Namespace')))
        .map((selector) => ({ namespace: stringAt(selector, 'Namespace')!, labels: labelsOf(selector) }));
      return violationsOf(path, 'the Fargate profile', fargateProblems({ count: selectors.length, selectors: known }));
    }),
};

// a list of labels, or a map
const labelsOf = (selector: unknown): Record<string, string> => ({
  ...mapAt(selector, 'Labels'),
  ...Object.fromEntries(listAt(selector, 'Labels').map((label) => [stringAt(label, 'Key') ?? '', stringAt(label, 'Value') ?? ''])),
});
