import { versionProblem } from '../../../kubernetes/kubernetes-version.rules';
import { Rule } from '../../rule';

export const clusterVersion: Rule = {
  id: 'cluster-version',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Kubernetes version that EKS no longer creates',
  reason: 'EKS creates clusters only of the versions in its release calendar, even if the CDK still lists older ones',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  check: ({ version, cluster }) => {
    const problem = version === undefined ? undefined : versionProblem(version);
    return problem ? [{ path: cluster, finding: `${problem.finding}: ${problem.constraint}`, remediation: problem.remediation }] : [];
  },
};
