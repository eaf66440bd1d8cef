import { isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { albAnnotation, albIngressesOf, ANNOTATIONS } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const LONGEST = 63;

export const albGroupName: Rule = {
  id: 'alb-group-name',
  area: 'Network',
  severity: 'error',
  description: 'invalid name of an Ingress group',
  reason:
    `group.name must have 1–${LONGEST} lower-case letters, digits, hyphens or dots, and start and end with a letter or digit: ` +
    'the controller rejects other names',
  source: ANNOTATIONS,
  check: (facts) =>
    albIngressesOf(facts).flatMap(({ path, value }) => {
      const group = albAnnotation(value, 'group.name');
      return group === undefined || isDeployTimeValue(group) || isName(group)
        ? []
        : [{ path, finding: `${describeObject(value)} has the group.name '${group}'`, remediation: fixOf(group) }];
    }),
};

const isName = (group: string): boolean => group.length <= LONGEST && /^([a-z0-9][-a-z0-9.]*)?[a-z0-9]$/.test(group);

function fixOf(group: string): string {
  const near = group
    .toLowerCase()
    .replace(/[^-.a-z0-9]+/g, '-')
    .replace(/^[-.]+/, '')
    .slice(0, LONGEST)
    .replace(/[-.]+$/, '');
  return near === '' ? 'Set a valid group.name, or remove the annotation' : `Use '${near}'`;
}
