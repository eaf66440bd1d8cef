import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const restartPolicy: Rule = {
  id: 'restart-policy',
  area: 'Lifecycle',
  severity: 'error',
  description: 'restartPolicy that the kind of workload does not support',
  reason:
    'restartPolicy must be OnFailure or Never in a Job (Never with podFailurePolicy or backoffLimitPerIndex), and Always in other ' +
    'workloads',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, groupKind, object, podSpec }) => {
      const policy = stringAt(podSpec, 'restartPolicy');
      if (groupKind === '/Pod' || isDeployTimeValue(policy)) return [];
      const job = groupKind === 'batch/CronJob' ? at(object, 'spec', 'jobTemplate') : object;
      const field = NEVER_WITH.find((each) => at(job, 'spec', each) !== undefined && at(job, 'spec', each) !== null);
      const right = allowedPolicies(groupKind, field);
      return right.includes(policy)
        ? []
        : [
            {
              path,
              finding: `${name} has ${policyInWords(policy, field)}`,
              remediation: right.includes(undefined) ? 'Remove restartPolicy' : `Set restartPolicy to ${right.join(' or ')}`,
            },
          ];
    }),
};

function allowedPolicies(groupKind: string, field: string | undefined): readonly (string | undefined)[] {
  if (!groupKind.startsWith('batch/')) return [undefined, 'Always'];
  return field === undefined ? ['OnFailure', 'Never'] : ['Never'];
}

function policyInWords(policy: string | undefined, field: string | undefined): string {
  if (policy === undefined) return 'no restartPolicy';
  return `restartPolicy: ${policy}${field === undefined ? '' : ` and a ${field}`}`;
}

/** Fields of a Job that control retries themselves. Source: Kubernetes documentation, pod failure policy and backoff limit per index. */
const NEVER_WITH = ['podFailurePolicy', 'backoffLimitPerIndex'];
