import { covers, describeCapability, object as objectThing, CapabilityData } from '../../catalog/capability.rules';
import { Facts } from '../facts/facts.rules';
import { Violation } from '../rule';

type ObjectCapability = Extract<CapabilityData, { readonly type: 'object' }>;

/** The missing objects of one kind, once per object that references them, without those that another source provides. */
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
            finding: `${requiredBy ?? 'a resource'} references ${describeCapability(capability)}, which does not exist`,
            remediation: fix(capability.name),
          },
        ]
      : [],
  );
  return [...new Map(found.map((each) => [`${each.path} ${each.finding}`, each])).values()];
}

/** Whether objects of a kind may exist outside this app, with any name: created by a controller in the cluster, or declared external. */
export function mayExistOutsideApp({ verdictOf, externalDeclarations }: Facts, group: string, kind: string, namespace?: string): boolean {
  const any = objectThing(group, kind, '*', namespace);
  return (
    verdictOf(any) !== 'absent' ||
    externalDeclarations.some((declared) => declared.type === 'object' && covers({ ...declared, name: '*' }, any))
  );
}
