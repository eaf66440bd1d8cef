import { ADDONS, AddonRow } from '../../../catalog/addons.data';
import { at, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** The policies of a node that allow what the add-on does: those of the add-on, and those for everything. */
const EVERYTHING = /^(Administrator|PowerUser)Access$|FullAccess$/;
/** The add-on of the CNI plugin uses the node role by design. */
const OF_NODE_ROLE = 'vpc-cni';

export const addonRoleMissing: Rule = {
  id: 'addon-role-missing',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'EKS add-on that calls AWS, without a role for its service account and without the policy on the node roles',
  reason:
    'pods of the add-on get the permissions of a role of their service account (IRSA or Pod Identity), else those of the node: without ' +
    'both, each AWS API call is denied, and volumes or records are not created',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
  check: (facts) => facts.resources.ofType('AWS::EKS::Addon').flatMap((addon) => problem(addon, facts)),
};

function problem({ path, properties }: ResourceFacts, { resources, podIdentities, objects, autoMode }: Facts): Violation[] {
  const name = stringAt(properties, 'AddonName') ?? '';
  const identity = (ADDONS as Readonly<Record<string, AddonRow>>)[name]?.identity;
  const [policy] = identity?.managedPolicies ?? [];
  if (identity === undefined || policy === undefined || name === OF_NODE_ROLE || autoMode) return [];
  const hasRole = at(properties, 'ServiceAccountRoleArn') !== undefined || at(properties, 'PodIdentityAssociations') !== undefined;
  const { namespace, serviceAccount } = identity;
  const isAssociated = podIdentities.some(({ value }) => value.name === serviceAccount && value.namespace === namespace);
  const isAnnotated = objects.some(({ value }) => value.kind === 'ServiceAccount' && value.metadata?.name === serviceAccount);
  if (hasRole || isAssociated || isAnnotated || mayBeSet(properties) || nodesMayHave(policy, resources)) return [];
  return [
    {
      path,
      finding:
        `the add-on ${name} has no role for its service account ${namespace}/${serviceAccount}, and no node role has ` + nameOf(policy),
      remediation: `Set serviceAccountRoleArn or podIdentityAssociations to a role with ${nameOf(policy)}`,
    },
  ];
}

// a role in the settings, as an annotation of the service account
const mayBeSet = (properties: ResourceFacts['properties']): boolean =>
  /role-arn|known-at-deploy/.test(JSON.stringify(properties.ConfigurationValues ?? ''));

const nameOf = (policy: string): string => policy.split('/').pop()!;

// roles of other nodes are not known
function nodesMayHave(policy: string, resources: Facts['resources']): boolean {
  const groups = resources.ofType('AWS::EKS::Nodegroup');
  const policies = groups.map(({ properties }) => {
    const role = resources.find(at(properties, 'NodeRole'));
    return role && resources.policiesOf(role);
  });
  const wanted = nameOf(policy).replace(/V\d+$/, '');
  return (
    groups.length === 0 ||
    policies.some((names) => names === undefined || names.some((each) => each.startsWith(wanted) || EVERYTHING.test(each)))
  );
}
