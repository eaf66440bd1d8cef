import { autoscalerErrors } from '../../../kubernetes/validation/autoscalers.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['autoscaling/HorizontalPodAutoscaler'];

export const autoscalerInvalid: Rule = {
  id: 'autoscaler-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid replicas, metrics or behavior of a HorizontalPodAutoscaler',
  reason:
    'the API server rejects minReplicas 0 before Kubernetes 1.37 (HPAScaleToZero is an alpha feature), a metric without a target or ' +
    'with fields of another type, a stabilization window above 3600 seconds, and a policy period above 1800 seconds',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
  check: (facts) => invalidObjects(facts, KINDS, (object) => autoscalerErrors(object, facts.version)),
};
