import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/**
 * Where resources name a role whose access entry EKS creates itself. Source: EKS User Guide, creating-access-entries and
 * auto-create-node-role.
 */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  'AWS::EKS::Nodegroup': ['NodeRole'],
  'AWS::EKS::FargateProfile': ['PodExecutionRoleArn'],
  'AWS::EKS::Cluster': ['ComputeConfig', 'NodeRoleArn'],
};

export const accessEntryByEks: Rule = {
  id: 'access-entry-by-eks',
  area: 'Infrastructure',
  severity: 'error',
  description: 'an access entry for a role whose entry EKS creates itself',
  reason:
    'with a managed node group, a Fargate profile and the built-in pools of Auto Mode EKS creates the entry of their role, and ' +
    'refuses another: ResourceInUseException, already in use',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  check: ({ resources }) =>
    resources.ofType('AWS::EKS::AccessEntry').flatMap((entry): Violation[] => {
      const principal = keyOf(entry.properties.PrincipalArn);
      const users =
        principal === undefined
          ? []
          : Object.entries(ROLES).flatMap(([type, names]) =>
              resources.ofType(type).filter((user) => keyOf(at(user.properties, ...names)) === principal),
            );
      const refused = users.filter((user) => !comesAfter(user, entry)).map(({ path }) => path);
      if (refused.length === 0) return [];
      return [
        {
          path: entry.path,
          finding: `the entry is for the role of ${refused.join(', ')}`,
          remediation: fixFor(entry, refused.length < users.length),
        },
      ];
    }),
};

// whoever creates the entry before the group chooses its type, which a group of Windows with an image of its own needs
const comesAfter = (user: ResourceFacts, { id }: ResourceFacts): boolean => (user.dependsOn ?? []).includes(id);
function fixFor(entry: ResourceFacts, isNeeded: boolean): string {
  if (isNeeded) return 'Give those nodes a role of their own';
  return isForPeople(entry) ? 'Remove it, and give people a role of their own' : 'Remove it';
}
const isForPeople = ({ properties }: ResourceFacts): boolean => properties.Type === undefined || properties.Type === 'STANDARD';

// a reference to a resource, or an ARN that is written out
function keyOf(principal: unknown): string | undefined {
  const id = stringAt(principal, 'ref');
  if (id !== undefined) return id;
  return typeof principal === 'string' && !isDeployTimeValue(principal) ? principal : undefined;
}
