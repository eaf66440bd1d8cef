import { covers, describeCapability, object as objectThing, CapabilityData } from '../../catalog/capability.rules';
import { Facts } from '../facts/facts.rules';
import { Violation } from '../rule';

type ObjectCapability = Extract<CapabilityData, { readonly type: 'object' }>;

/** The absent objects of one kind, once for each object that requires them, without those that come by another way. */
export function missingObjects(
  facts: Facts,
  group: string,
  kind: string,
  fix: (name: string) => string,
  comesOtherwise: (thing: ObjectCapability) => boolean = () => false,
): Violation[] {
  const found = facts.missing.flatMap(({ path, value: { capability, requiredBy } }) =>
    capability.type === 'object' && capability.group === group && capability.kind === kind && !comesOtherwise(capability)
      ? [
          {
            path,
            finding: `${requiredBy ?? 'a resource'} names ${describeCapability(capability)}, which nobody provides`,
            remediation: fix(capability.name),
          },
        ]
      : [],
  );
  return [...new Map(found.map((each) => [`${each.path} ${each.finding}`, each])).values()];
}

/** Whether somebody else may make objects of a kind, whatever their names: what runs in the cluster, and who made what is declared. */
export function mayExistOutsideApp({ verdictOf, externalDeclarations }: Facts, group: string, kind: string, namespace?: string): boolean {
  const any = objectThing(group, kind, '*', namespace);
  return (
    verdictOf(any) !== 'absent' ||
    externalDeclarations.some((declared) => declared.type === 'object' && covers({ ...declared, name: '*' }, any))
  );
}
