import { versionProblem } from '../../../kubernetes/kubernetes-version.rules';
import { Rule } from '../../rule';

export const clusterVersion: Rule = {
  id: 'cluster-version',
  area: 'Infrastructure',
  severity: 'error',
  description: 'a version of Kubernetes that EKS does not create any more',
  reason: 'EKS creates clusters of the versions in its calendar alone, also where the CDK still names older ones',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  check: ({ version, cluster }) => {
    const problem = version === undefined ? undefined : versionProblem(version);
    return problem ? [{ path: cluster, finding: `${problem.finding}: ${problem.constraint}`, remediation: problem.remediation }] : [];
  },
};
