import { at, isDeployTimeValue, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const DEFAULT_DEADLINE = 600;
const DEFAULT_UNAVAILABLE = 1;

export const rolloutImpossible: Rule = {
  id: 'rollout-impossible',
  area: 'Lifecycle',
  severity: 'error',
  description: 'rolling update that can neither add nor remove a pod, or whose deadline is too short',
  reason:
    'the API server rejects maxSurge and maxUnavailable both 0 (in a DaemonSet also both above 0), rollingUpdate with type: ' +
    'Recreate, and progressDeadlineSeconds that is not greater than minReadySeconds',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, groupKind, object }) => {
      const found = problemsOf(groupKind, object);
      return found.map(([what, remediation]) => ({ path, finding: `${name} has ${what}`, remediation }));
    }),
};

type Problem = readonly [what: string, fix: string];

const isZero = (value: unknown): boolean => value === 0 || value === '0' || value === '0%';

function problemsOf(groupKind: string, object: KubernetesObject): Problem[] {
  switch (groupKind) {
    case 'apps/Deployment':
      return deploymentProblems(object);
    case 'apps/DaemonSet':
      return daemonSetProblems(object);
    default:
      return [];
  }
}

function deploymentProblems(deployment: KubernetesObject): Problem[] {
  const strategy = at(deployment, 'spec', 'strategy');
  const rolling = at(strategy, 'rollingUpdate');
  const ready = numberAt(deployment, 'spec', 'minReadySeconds') ?? 0;
  const given = at(deployment, 'spec', 'progressDeadlineSeconds') ?? DEFAULT_DEADLINE;
  const isBeside = stringAt(strategy, 'type') === 'Recreate' && typeof rolling === 'object' && rolling !== null;
  const beside: Problem[] = isBeside ? [['type: Recreate and rollingUpdate', 'Remove rollingUpdate']] : [];
  const short: Problem[] =
    typeof given === 'number' && ready >= given
      ? [[`minReadySeconds: ${ready} and progressDeadlineSeconds: ${given}`, 'Set progressDeadlineSeconds to more than minReadySeconds']]
      : [];
  return [...bothZero(rolling), ...beside, ...short];
}

function daemonSetProblems(daemonSet: KubernetesObject): Problem[] {
  const rolling = at(daemonSet, 'spec', 'updateStrategy', 'rollingUpdate');
  const [surge, unavailable] = [at(rolling, 'maxSurge') ?? 0, at(rolling, 'maxUnavailable') ?? DEFAULT_UNAVAILABLE];
  if ([surge, unavailable].some((each) => isDeployTimeValue(each) || isZero(each))) {
    return bothZero({ maxSurge: surge, maxUnavailable: unavailable });
  }
  return [
    [
      `maxSurge: ${String(surge)} and maxUnavailable: ${String(unavailable)}`,
      'Set only maxUnavailable, or maxSurge with maxUnavailable: 0',
    ],
  ];
}

const bothZero = (rolling: unknown): Problem[] =>
  isZero(at(rolling, 'maxSurge')) && isZero(at(rolling, 'maxUnavailable'))
    ? [['maxSurge: 0 and maxUnavailable: 0', 'Set one of them to 1']]
    : [];
