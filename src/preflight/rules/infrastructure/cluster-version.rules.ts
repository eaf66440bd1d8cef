import { versionProblem } from '../../../kubernetes/kubernetes-version.rules';
import { Rule } from '../../rule';

export const clusterVersion: Rule = {
  id: 'cluster-version',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'a version of Kubernetes that EKS does not create any more',
  why: 'EKS creates clusters of the versions in its calendar alone, also where the CDK still names older ones',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  check: ({ version, cluster }) => {
    const problem = version === undefined ? undefined : versionProblem(version);
    return problem ? [{ path: cluster, what: `${problem.what}: ${problem.limit}`, fix: problem.fix }] : [];
  },
};
