import { describeObject, numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const autoscalerFixedReplicas: Rule = {
  id: 'autoscaler-fixed-replicas',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'workload with replicas and an autoscaler',
  reason: 'a deployment that applies the manifest resets replicas, and undoes the scaling of the autoscaler',
  source:
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/' +
    '#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, object }) => {
      const [scaler] = manifests.autoscalersOf(object);
      const replicas = numberAt(object, 'spec', 'replicas');
      // 0 disables the autoscaler
      return scaler && replicas
        ? [
            {
              path,
              finding: `${name} sets replicas: ${replicas}, and ${describeObject(scaler)} scales it`,
              remediation: 'Remove replicas',
            },
          ]
        : [];
    }),
};
