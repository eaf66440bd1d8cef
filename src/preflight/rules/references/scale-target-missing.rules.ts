import { groupOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** Built-in kinds with a scale subresource; the vertical autoscaler supports more. */
const SCALED = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController']);
const LOOKED_AT = new Set([...SCALED, 'apps/DaemonSet', 'batch/Job', 'batch/CronJob']);
/** Groups whose kinds are those of Kubernetes alone. */
const OWN_GROUPS = new Set(['', 'apps', 'batch', 'extensions']);

export const scaleTargetMissing: Rule = {
  id: 'scale-target-missing',
  area: 'References',
  severity: 'error',
  description: 'autoscaler whose target does not exist or has no scale subresource',
  reason:
    'an autoscaler finds its target by group, kind and name, and scales nothing if the target does not exist or has no scale ' +
    'subresource',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  check: (facts) => [...absentTargets(facts), ...sizelessTargets(facts)],
};

const absentTargets = ({ missing }: Facts): Violation[] =>
  missing.flatMap(({ path, value: { capability, requiredBy } }) =>
    capability.type === 'object' && LOOKED_AT.has(`${capability.group}/${capability.kind}`)
      ? [
          {
            path,
            finding:
              `${requiredBy ?? 'an autoscaler'} scales ${capability.kind} '${capability.namespace}/${capability.name}', which ` +
              'does not exist',
            remediation: 'Correct scaleTargetRef, including its apiVersion and kind',
          },
        ]
      : [],
  );

// without apiVersion the kind is looked up in the core group
const sizelessTargets = ({ manifests }: Facts): Violation[] =>
  manifests.ofKind('autoscaling/HorizontalPodAutoscaler').flatMap(({ path, value }) => {
    const [apiVersion, kind, name] = ['apiVersion', 'kind', 'name'].map((field) => stringAt(value, 'spec', 'scaleTargetRef', field));
    const group = groupOf(apiVersion ?? 'v1');
    if (kind === undefined || kind.includes('<') || !OWN_GROUPS.has(group) || SCALED.has(`${group}/${kind}`)) return [];
    return [
      {
        path,
        finding: `${describeObject(value)} scales ${kind} '${name}' (${apiVersion ?? 'no apiVersion'}), which has no scale subresource`,
        remediation: ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(kind)
          ? 'Set apiVersion: apps/v1 in scaleTargetRef'
          : 'Scale a Deployment, a StatefulSet or a custom kind with a scale subresource',
      },
    ];
  });
