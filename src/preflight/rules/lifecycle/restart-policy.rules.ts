import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const restartPolicy: Rule = {
  id: 'restart-policy',
  area: 'Lifecycle',
  severity: 'error',
  description: 'a restart policy that its workload cannot have',
  reason:
    'pods of a Job restart OnFailure or Never, and must say which, those of a Job with a podFailurePolicy or a ' +
    'backoffLimitPerIndex Never; those of other workloads Always',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, groupKind, object, podSpec }) => {
      const policy = stringAt(podSpec, 'restartPolicy');
      if (groupKind === '/Pod' || isDeployTimeValue(policy)) return [];
      const job = groupKind === 'batch/CronJob' ? at(object, 'spec', 'jobTemplate') : object;
      const field = NEVER_WITH.find((each) => at(job, 'spec', each) !== undefined && at(job, 'spec', each) !== null);
      const right = !groupKind.startsWith('batch/') ? [undefined, 'Always'] : field === undefined ? ['OnFailure', 'Never'] : ['Never'];
      return right.includes(policy)
        ? []
        : [
            {
              path,
              finding:
                `${name} has ` +
                `${policy === undefined ? 'no restartPolicy' : `restartPolicy: ${policy}`}${field === undefined || policy === undefined ? '' : ` and a ${field}`}`,
              remediation: right.includes(undefined) ? 'Leave it out' : `Give restartPolicy: ${right.join(' or ')}`,
            },
          ];
    }),
};

/**
 * Fields of a Job that decide by themselves what is tried again. Source: Kubernetes documentation, pod failure policy and backoff limit per
 * index.
 */
const NEVER_WITH = ['podFailurePolicy', 'backoffLimitPerIndex'];
