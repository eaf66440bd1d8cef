import { duplicateEntryErrors } from '../../../kubernetes/validation/list-keys.rules';
import { invalidPods } from '../../reading/invalid-fields.rules';
import { Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const duplicateEntries: Rule = {
  id: 'duplicate-entries',
  area: 'Form',
  severity: 'error',
  description: 'entries with the same key in a list of a pod or container',
  reason:
    'server-side apply rejects lists with duplicate entries: a variable, or a pair of containerPort and protocol, must be ' +
    'unique in its container',
  source: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
  check: (facts) => {
    const isByKubectl = ({ object }: Workload) => facts.createdByKubectl.has(object);
    const { workloads } = facts.manifests;
    // kubectl create warns, and the last entry is used
    const accepted = invalidPods(facts, duplicateEntryErrors, workloads.filter(isByKubectl));
    return [
      ...invalidPods(
        facts,
        duplicateEntryErrors,
        workloads.filter((each) => !isByKubectl(each)),
      ),
      ...accepted.map((each) => ({ ...each, severity: 'warning' as const })),
    ];
  },
};
