import { textAt } from '../../inventory/kubernetes-object.rules';
import { Rule } from '../rule';

export const restartPolicy: Rule = {
  id: 'restart-policy',
  area: 'Lifecycle',
  severity: 'error',
  finds: 'a restart policy that its workload cannot have',
  why: 'pods of a Job restart OnFailure or Never, and must say which; those of other workloads Always',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
  check: ({ manifests }) => manifests.pods.flatMap(({ path, name, groupKind, pod }) => {
    const policy = textAt(pod, 'restartPolicy');
    if (groupKind === '/Pod' || policy?.includes('<')) return [];
    const isJob = groupKind.startsWith('batch/');
    const right = isJob ? policy === 'OnFailure' || policy === 'Never' : policy === undefined || policy === 'Always';
    return right ? [] : [{ path, what: `${name} has ${policy === undefined ? 'no restartPolicy' : `restartPolicy: ${policy}`}`, fix: isJob ? 'Give restartPolicy: OnFailure or Never' : 'Leave it out' }];
  }),
};
