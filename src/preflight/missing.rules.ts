import { Facts } from './facts.rules';
import { Found } from './rule';
import { describeThing } from '../inventory/thing.rules';

/** The absent objects of one kind, once for each object that requires them. */
export function missing(facts: Facts, group: string, kind: string, fix: (name: string) => string): Found[] {
  const found = facts.absent.flatMap(({ path, value: { thing, object } }) => (thing.type === 'object' && thing.group === group && thing.kind === kind
    ? [{ path, what: `${object ?? 'a resource'} names ${describeThing(thing)}, which nobody provides`, fix: fix(thing.name) }] : []));
  return found.filter(({ path, what }, index) => found.findIndex((other) => other.path === path && other.what === what) === index);
}
