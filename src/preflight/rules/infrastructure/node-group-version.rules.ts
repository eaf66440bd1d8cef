import { stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { nodeVersionProblem } from '../../../kubernetes/kubernetes-version.rules';
import { Rule } from '../../rule';

export const nodeGroupVersion: Rule = {
  id: 'node-group-version',
  area: 'Infrastructure',
  severity: 'error',
  description: 'node version newer than the control plane, or too old',
  reason: 'nodes must not be newer than the control plane, and at most three minor versions older',
  source: 'https://kubernetes.io/releases/version-skew-policy/',
  check: ({ version, resources }) =>
    version === undefined
      ? []
      : resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }) => {
          const own = stringAt(properties, 'Version');
          const problem = own !== undefined && /^1\.\d+$/.test(own) ? nodeVersionProblem(own, version) : undefined;
          return problem ? [{ path, finding: `${problem.finding}: ${problem.constraint}`, remediation: problem.remediation }] : [];
        }),
};
