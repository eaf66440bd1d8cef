import { isFilledIn } from '../../../kubernetes/kubernetes-object.rules';
import { albAnnotation, albIngressesOf, ANNOTATIONS } from '../../reading/alb.rules';
import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

const LONGEST = 63;

export const albGroupName: Rule = {
  id: 'alb-group-name',
  area: 'Network',
  severity: 'error',
  finds: 'a group with a name that the controller refuses',
  why: `the name of a group has 1–${LONGEST} lower-case letters, digits, hyphens or dots, with a letter or digit at both ends, and the controller refuses others`,
  source: ANNOTATIONS,
  check: (facts) => albIngressesOf(facts).flatMap(({ path, value }) => {
    const group = albAnnotation(value, 'group.name');
    return group === undefined || isFilledIn(group) || isName(group) ? [] : [{ path, what: `${named(value)} is of the group '${group}'`, fix: fixOf(group) }];
  }),
};

const isName = (group: string): boolean => group.length <= LONGEST && /^([a-z0-9][-a-z0-9.]*)?[a-z0-9]$/.test(group);

function fixOf(group: string): string {
  const near = group.toLowerCase().replace(/[^-.a-z0-9]+/g, '-').replace(/^[-.]+/, '').slice(0, LONGEST).replace(/[-.]+$/, '');
  return near === '' ? 'Name the group, or leave the annotation out' : `Write '${near}'`;
}
