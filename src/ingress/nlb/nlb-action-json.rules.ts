import { isDeployTimeValue, listAt } from '../../kubernetes/kubernetes-object.rules';
import { fieldOf, has } from '../json-fields.rules';

const LARGEST_WEIGHT = 999;

/** The target groups of an action of a listener. */
export const targetGroupsOf = (action: unknown): readonly unknown[] =>
  listAt({ groups: fieldOf(fieldOf(action, 'forwardConfig'), 'targetGroups') }, 'groups').filter((group) => !isDeployTimeValue(group));

/**
 * Why the controller rejects the JSON of an action of a Service, in its words; undefined if it does not. Source:
 * aws-load-balancer-controller v3.5.0, pkg/service/config_types.go.
 */
export function serviceActionProblem(action: unknown): string | undefined {
  const type = fieldOf(action, 'type');
  if (isDeployTimeValue(type)) return undefined;
  if (type !== 'forward') return `unknown action type: ${String(type ?? '')}`;
  const groups = targetGroupsOf(action);
  const problem = groups.map(groupProblem).find((each) => each !== undefined);
  if (problem !== undefined) return problem;
  return groups.length > 1 && groups.some((group) => !has(group, 'weight'))
    ? 'weight must be set when routing to multiple target groups'
    : undefined;
}

function groupProblem(group: unknown): string | undefined {
  if (has(group, 'targetGroupARN') === has(group, 'serviceName')) return 'precisely one of targetGroupARN and serviceName can be specified';
  if (has(group, 'serviceName') && !has(group, 'servicePort')) return 'missing servicePort';
  const weight = fieldOf(group, 'weight');
  return typeof weight === 'number' && (weight < 0 || weight > LARGEST_WEIGHT)
    ? 'target group weight must be between 0 and 999'
    : undefined;
}
