import { isOfServiceLinkedRole, policyArnsBelow, PolicyArn, policyProblem } from '../../aws/managed-policies.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** Properties that attach a policy to a principal: IAM looks up the ARN. */
const ATTACHED = ['ManagedPolicyArns', 'PermissionsBoundary', 'ManagedPolicies'];

export const managedPolicyUnknown: Rule = {
  id: 'managed-policy-unknown',
  area: 'Infrastructure',
  severity: 'error',
  description: 'AWS managed policy that does not exist',
  reason:
    'IAM looks up a policy by its whole ARN, path and name (NoSuchEntity), and policies with the path aws-service-role/ can be ' +
    'attached to service-linked roles only (PolicyNotAttachable)',
  source: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html',
  check: (facts) => [
    ...[...facts.resources.own, ...facts.resources.shared].flatMap((resource) => ofResource(resource, facts)),
    ...textsOf(facts).flatMap(({ path, value, subject }) => policyArnsBelow(value).flatMap((arn) => asText(path, arn, facts, subject))),
  ],
};

function ofResource({ path, properties }: ResourceFacts, facts: Facts): Violation[] {
  return Object.entries(properties).flatMap(([property, value]) =>
    policyArnsBelow(value).flatMap((arn): Violation[] => {
      if (!ATTACHED.includes(property)) return asText(path, arn, facts);
      const problem = policyProblem(arn, facts.region);
      if (problem) return [{ path, ...problem }];
      // the boundary of a principal is not attached to it
      if (property === 'PermissionsBoundary' || !isOfServiceLinkedRole(arn)) return [];
      const what = `the AWS managed policy '${arn.path}${arn.name}' is attached to a principal that is not its service-linked role`;
      return [{ path, finding: what, remediation: 'Remove the policy: the service creates its service-linked role itself' }];
    }),
  );
}

// it is not known what reads the string
function asText(path: string, arn: PolicyArn, { region }: Facts, subject: string = ''): Violation[] {
  const problem = policyProblem(arn, region);
  return problem ? [{ path, ...problem, finding: `${subject}${problem.finding}`, severity: 'warning' }] : [];
}

interface Text extends Located<unknown> {
  /** the object with the string, like `ServiceAccount 'shop/web': `; empty for a resource, which its path names. */
  readonly subject?: string;
}

const textsOf = ({ objects, helmReleases, addonSettings }: Facts): Text[] => [
  ...objects.map(({ path, value }) => ({ path, value, subject: `${describeObject(value)}: ` })),
  ...[...helmReleases, ...addonSettings].map(({ path, value }) => ({ path, value: value.values })),
];
