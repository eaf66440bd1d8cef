import { at, KubernetesObject, textAt } from '../../inventory/kubernetes-object.rules';
import { numberAt } from '../manifests.rules';
import { Rule } from '../rule';

const DEFAULT_DEADLINE = 600;

export const rolloutImpossible: Rule = {
  id: 'rollout-impossible',
  area: 'Lifecycle',
  severity: 'error',
  finds: 'a rolling update that may neither add nor take away a pod, or has no time',
  why: 'the API server refuses a Deployment with maxSurge and maxUnavailable of 0, with rollingUpdate beside Recreate, or whose progressDeadlineSeconds are not above minReadySeconds',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
  check: ({ manifests }) => manifests.pods.filter(({ groupKind }) => groupKind === 'apps/Deployment').flatMap(({ path, name, object }) => problems(object).map(([what, fix]) => ({ path, what: `${name} has ${what}`, fix }))),
};

function problems(deployment: KubernetesObject): [string, string][] {
  const strategy = at(deployment, 'spec', 'strategy');
  const none = (field: string) => [0, '0', '0%'].includes(at(strategy, 'rollingUpdate', field) as string | number);
  const [ready = 0, deadline = DEFAULT_DEADLINE] = [numberAt(deployment, 'spec', 'minReadySeconds'), numberAt(deployment, 'spec', 'progressDeadlineSeconds')];
  return [
    ...(none('maxSurge') && none('maxUnavailable') ? [['maxSurge: 0 and maxUnavailable: 0', 'Let one of them be 1'] as [string, string]] : []),
    ...(textAt(strategy, 'type') === 'Recreate' && at(strategy, 'rollingUpdate') !== undefined ? [['type: Recreate and rollingUpdate', 'Leave rollingUpdate out'] as [string, string]] : []),
    ...(ready >= deadline ? [[`minReadySeconds: ${ready} and progressDeadlineSeconds: ${deadline}`, 'Give progressDeadlineSeconds above minReadySeconds'] as [string, string]] : []),
  ];
}
