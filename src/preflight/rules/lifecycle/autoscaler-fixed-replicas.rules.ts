import { named, numberAt } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const autoscalerFixedReplicas: Rule = {
  id: 'autoscaler-fixed-replicas',
  area: 'Lifecycle',
  severity: 'warning',
  finds: 'a workload with a number of pods and an autoscaler that changes it',
  why: 'a deploy that applies the manifest sets the number again, and takes away what the autoscaler had added',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  check: ({ manifests }) => manifests.pods.flatMap(({ path, name, object }) => {
    const [scaler] = manifests.scalersOf(object);
    const replicas = numberAt(object, 'spec', 'replicas');
    // 0 switches the autoscaler off
    return scaler && replicas ? [{ path, what: `${name} has replicas: ${replicas}, and ${named(scaler)} changes them`, fix: 'Leave replicas out' }] : [];
  }),
};
