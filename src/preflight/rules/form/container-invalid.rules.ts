import { containerErrors } from '../../../kubernetes/validation/containers.rules';
import { invalidPods } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

export const containerInvalid: Rule = {
  id: 'container-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid image, environment, ports, mounts, probes, resources or securityContext of a container',
  reason:
    'the API server rejects containers without an image or with the same name, variables and probes without exactly one ' +
    'source or handler, ports outside of 1–65535, paths out of a volume, and resources that containers do not have',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container',
  check: (facts) => invalidPods(facts, containerErrors),
};
