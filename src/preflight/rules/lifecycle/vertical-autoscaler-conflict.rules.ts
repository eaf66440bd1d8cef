import { isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const verticalAutoscalerConflict: Rule = {
  id: 'vertical-autoscaler-conflict',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'VerticalPodAutoscaler beside an autoscaler of replicas on the same resource',
  reason: 'each of them reacts to what the other changes, so that requests and replicas move up and down together',
  source: 'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md',
  check: ({ manifests }) =>
    manifests.ofKind('autoscaling.k8s.io/VerticalPodAutoscaler').flatMap(({ path, value }) => {
      const controlled = controlledBy(value);
      const target = manifests.workloads.find(({ object }) => isTarget(value, object));
      if (target === undefined || controlled.length === 0) return [];
      return manifests.autoscalersOf(target.object).flatMap((scaler) => {
        const both = scaledOn(scaler).filter((resource) => controlled.includes(resource));
        return both.length === 0
          ? []
          : [
              {
                path,
                finding: `${describeObject(value)} changes the ${both.join(' and ')} requests on which ${describeObject(scaler)} scales`,
                remediation: "Set updatePolicy.updateMode to 'Off', limit controlledResources, or scale the replicas on another metric",
              },
            ];
      });
    }),
};

const RESOURCES = ['cpu', 'memory'];

function isTarget(vertical: KubernetesObject, { kind, metadata }: KubernetesObject): boolean {
  const target = (field: string) => stringAt(vertical, 'spec', 'targetRef', field);
  return target('kind') === kind && target('name') === metadata?.name && vertical.metadata?.namespace === metadata?.namespace;
}

/** The resources whose requests it changes. Source: kubernetes/autoscaler, vertical-pod-autoscaler/docs/api.md: both by default. */
function controlledBy(vertical: KubernetesObject): string[] {
  const mode = stringAt(vertical, 'spec', 'updatePolicy', 'updateMode');
  if (mode === 'Off' || (mode !== undefined && isDeployTimeValue(mode))) return [];
  const policies = listAt(vertical, 'spec', 'resourcePolicy', 'containerPolicies').filter((each) => stringAt(each, 'mode') !== 'Off');
  const limits = policies.map((each) => listAt(each, 'controlledResources').map(String));
  const isLimited = policies.some((each) => stringAt(each, 'containerName') === '*') && limits.every((each) => each.length > 0);
  return isLimited ? RESOURCES.filter((resource) => limits.flat().includes(resource)) : RESOURCES;
}

/** The resources of pods on which an autoscaler scales: CPU where a HorizontalPodAutoscaler has no metric. */
function scaledOn(scaler: KubernetesObject): string[] {
  if (scaler.kind === 'ScaledObject') {
    return listAt(scaler, 'spec', 'triggers').flatMap((trigger) => RESOURCES.filter((resource) => stringAt(trigger, 'type') === resource));
  }
  const metrics = listAt(scaler, 'spec', 'metrics');
  if (metrics.length === 0) return ['cpu'];
  return metrics.flatMap((metric) => {
    const name = stringAt(metric, 'resource', 'name') ?? stringAt(metric, 'containerResource', 'name');
    return RESOURCES.filter((resource) => resource === name);
  });
}
