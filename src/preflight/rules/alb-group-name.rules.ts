import { isFilledIn } from '../../inventory/kubernetes-object.rules';
import { ANNOTATIONS, ingressesOf } from '../alb.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';
import { albAnnotation } from './load-balancer-subnets.rules';

export const albGroups: Rule = {
  id: 'alb-group-name',
  area: 'Network',
  severity: 'error',
  finds: 'a group with a name that the controller refuses',
  why: 'the name of a group has 1–63 lower-case letters, digits, hyphens or dots, and the controller refuses others',
  source: ANNOTATIONS,
  check: (facts) => ingressesOf(facts).flatMap(({ path, value }) => {
    const group = albAnnotation(value, 'group.name');
    return group === undefined || isFilledIn(group) || /^[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?$/.test(group) ? [] : [{ path, what: `${named(value)} is of the group '${group}'`, fix: `Write '${group.toLowerCase().replace(/[^-.a-z0-9]+/g, '-')}'` }];
  }),
};
