import { describeObject, numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const autoscalerFixedReplicas: Rule = {
  id: 'autoscaler-fixed-replicas',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'a workload with a number of pods and an autoscaler that changes it',
  reason: 'a deploy that applies the manifest sets the number again, and takes away what the autoscaler had added',
  source:
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, object }) => {
      const [scaler] = manifests.autoscalersOf(object);
      const replicas = numberAt(object, 'spec', 'replicas');
      // 0 switches the autoscaler off
      return scaler && replicas
        ? [
            {
              path,
              finding: `${name} has replicas: ${replicas}, and ${describeObject(scaler)} changes them`,
              remediation: 'Leave replicas out',
            },
          ]
        : [];
    }),
};
