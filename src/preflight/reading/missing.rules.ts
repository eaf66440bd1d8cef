import { covers, describeThing, object as objectThing, ThingData } from '../../catalog/thing.rules';
import { Facts } from '../facts/facts.rules';
import { Found } from '../rule';

type ObjectThing = Extract<ThingData, { readonly type: 'object' }>;

/** The absent objects of one kind, once for each object that requires them, without those that come by another way. */
export function missing(
  facts: Facts, group: string, kind: string, fix: (name: string) => string, comesOtherwise: (thing: ObjectThing) => boolean = () => false,
): Found[] {
  const found = facts.absent.flatMap(({ path, value: { thing, object } }) => (thing.type === 'object' && thing.group === group && thing.kind === kind && !comesOtherwise(thing)
    ? [{ path, what: `${object ?? 'a resource'} names ${describeThing(thing)}, which nobody provides`, fix: fix(thing.name) }] : []));
  return [...new Map(found.map((each) => [`${each.path} ${each.what}`, each])).values()];
}

/** Whether somebody else may make objects of a kind, whatever their names: what runs in the cluster, and who made what is declared. */
export function othersMayMake({ verdictOf, external }: Facts, group: string, kind: string, namespace?: string): boolean {
  const any = objectThing(group, kind, '*', namespace);
  return verdictOf(any) !== 'absent' || external.some((declared) => declared.type === 'object' && covers({ ...declared, name: '*' }, any));
}
