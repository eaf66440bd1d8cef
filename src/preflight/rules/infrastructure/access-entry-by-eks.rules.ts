import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/**
 * Properties with a role whose access entry EKS creates itself. Source: EKS User Guide, creating-access-entries and
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
  description: 'access entry for a role whose access entry EKS creates itself',
  reason:
    'EKS itself creates the access entry for the role of a managed node group, a Fargate profile and the built-in Auto Mode node ' +
    'pools, and rejects another one (ResourceInUseException, already in use)',
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
      const refused = users.filter((user) => !isCreatedAfter(user, entry)).map(({ path }) => path);
      if (refused.length === 0) return [];
      return [
        {
          path: entry.path,
          finding: `the access entry is for the role of ${refused.join(', ')}`,
          remediation: fixFor(entry, refused.length < users.length),
        },
      ];
    }),
};

// an entry that is created before the node group may choose its type: Windows node groups with a custom AMI need that
const isCreatedAfter = (user: ResourceFacts, { id }: ResourceFacts): boolean => (user.dependsOn ?? []).includes(id);
function fixFor(entry: ResourceFacts, isNeeded: boolean): string {
  if (isNeeded) return 'Create a separate role for those nodes';
  return isForPeople(entry) ? 'Remove the access entry, and create a separate role for users' : 'Remove the access entry';
}
const isForPeople = ({ properties }: ResourceFacts): boolean => properties.Type === undefined || properties.Type === 'STANDARD';

// a reference to a resource, or a literal ARN
function keyOf(principal: unknown): string | undefined {
  const id = stringAt(principal, 'ref');
  if (id !== undefined) return id;
  return typeof principal === 'string' && !isDeployTimeValue(principal) ? principal : undefined;
}
