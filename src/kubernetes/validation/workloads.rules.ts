import { errorIf, forbidden, invalid, isSet } from './field-error.rules';
import { countOrPercentErrors, NOT_NEGATIVE, outOfRange } from './numbers.rules';
import { at, groupKindOf, KubernetesObject } from '../kubernetes-object.rules';

const COUNTS = {
  replicas: NOT_NEGATIVE,
  minReadySeconds: NOT_NEGATIVE,
  revisionHistoryLimit: NOT_NEGATIVE,
  progressDeadlineSeconds: NOT_NEGATIVE,
  'ordinals.start': NOT_NEGATIVE,
  'updateStrategy.rollingUpdate.partition': NOT_NEGATIVE,
};

/** Where each kind has its strategy. */
const STRATEGY: Readonly<Record<string, string>> = {
  'apps/Deployment': 'strategy',
  'apps/DaemonSet': 'updateStrategy',
  'apps/StatefulSet': 'updateStrategy',
};

/** Kinds that validateWorkload applies to. */
export const CONTROLLERS = [...Object.keys(STRATEGY), 'apps/ReplicaSet', '/ReplicationController'];

/**
 * Errors in a controller of pods, other than in its pod template.
 *
 * Source: kubernetes, pkg/apis/apps/validation/validation.go: ValidateDeploymentSpec, ValidateStatefulSetSpec, ValidateDaemonSetSpec.
 */
export function workloadErrors(object: KubernetesObject): string[] {
  const kind = groupKindOf(object);
  const name = STRATEGY[kind];
  const strategy = name && at(object, 'spec', name);
  const rolling = at(strategy, 'rollingUpdate');
  return [
    ...outOfRange(at(object, 'spec'), 'spec', COUNTS),
    ...countOrPercentErrors(at(rolling, 'maxUnavailable'), `spec.${name}.rollingUpdate.maxUnavailable`, false),
    // more than all pods may be added, except to the nodes of a DaemonSet
    ...countOrPercentErrors(at(rolling, 'maxSurge'), `spec.${name}.rollingUpdate.maxSurge`, kind !== 'apps/DaemonSet'),
    ...errorIf(kind === 'apps/StatefulSet' && at(strategy, 'type') === 'OnDelete' && isSet(rolling), () =>
      invalid('spec.updateStrategy.rollingUpdate', rolling, "only allowed for updateStrategy 'RollingUpdate'"),
    ),
    ...errorIf(isSet(at(object, 'spec', 'template', 'spec', 'activeDeadlineSeconds')), () =>
      forbidden('spec.template.spec.activeDeadlineSeconds', `activeDeadlineSeconds in ${object.kind} is not Supported`),
    ),
  ];
}
