import { podErrors } from '../../../kubernetes/validation/pods.rules';
import { invalidPods } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

export const podInvalid: Rule = {
  id: 'pod-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid volumes, DNS settings, scheduling constraints or securityContext of a pod',
  reason:
    'the API server rejects volumes with the same name or several sources, dnsPolicy: None without nameservers, operators ' +
    'without or with too many values, maxSkew below 1, weights outside of 1–100, and fields of another operating system than os.name',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
  check: (facts) => invalidPods(facts, podErrors),
};
