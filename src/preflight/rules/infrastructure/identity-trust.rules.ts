import {
  at,
  DEPLOY_TIME_VALUE,
  groupKindOf,
  isDeployTimeValue,
  listAt,
  namespaceOf,
  stringAt,
} from '../../../kubernetes/kubernetes-object.rules';
import { matchesPattern } from '../../../nodes/fargate/fargate.rules';
import { Facts } from '../../facts/facts.rules';
import { namesService, ResourceFacts, trustsService, trustStatements } from '../../facts/resource-facts.rules';
import { ROLE_ANNOTATION } from '../../reading/identity.rules';
import { Violation, Rule } from '../../rule';

const AGENT = 'pods.eks.amazonaws.com';

export const identityTrust: Rule = {
  id: 'identity-trust',
  area: 'Infrastructure',
  severity: 'error',
  description:
    'IAM trust policy that does not allow the service account (IRSA) or pods.eks.amazonaws.com (Pod Identity) to assume the role',
  reason:
    'the trust policy must allow system:serviceaccount:<namespace>:<name> for IRSA, and pods.eks.amazonaws.com with sts:AssumeRole ' +
    'and sts:TagSession for Pod Identity',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  check: (facts) => [...byAgent(facts), ...byToken(facts), ...byOtherToken(facts)],
};

function byAgent({ resources }: Facts): Violation[] {
  const associated = [
    ...resources.ofType('AWS::EKS::PodIdentityAssociation').map(({ path, properties }) => ({ path, arn: properties.RoleArn })),
    ...resources
      .ofType('AWS::EKS::Addon')
      .flatMap(({ path, properties }) => listAt(properties, 'PodIdentityAssociations').map((each) => ({ path, arn: at(each, 'RoleArn') }))),
  ];
  return associated.flatMap(({ path, arn }) => {
    const role = resources.find(arn);
    return role ? agentProblems(role).map((problem) => ({ path, ...problem })) : [];
  });
}

function agentProblems(role: ResourceFacts): Omit<Violation, 'path'>[] {
  const trusts = trustsService(role, AGENT);
  if (trusts === false) {
    return [
      {
        finding: `the role ${role.path} does not trust ${AGENT}`,
        remediation: `Add ${AGENT} to its trust policy, or use new WorkloadIdentity(...)`,
      },
    ];
  }
  const patterns =
    trustStatements(role)
      ?.filter((statement) => namesService(statement, AGENT) !== false)
      .map((statement) => at(statement, 'Action'))
      .flat() ?? [];
  const missing = ['sts:AssumeRole', 'sts:TagSession'].filter(
    (action) => !patterns.some((pattern) => typeof pattern !== 'string' || matches(pattern.toLowerCase(), action.toLowerCase())),
  );
  return trusts === undefined || missing.length === 0
    ? []
    : [
        {
          finding: `the trust policy of the role ${role.path} does not allow ${AGENT} to call ${missing.join(' and ')}`,
          remediation: 'Allow sts:AssumeRole and sts:TagSession',
        },
      ];
}

function byToken({ objects, podIdentities, resources, tokenIdentities }: Facts): Violation[] {
  const named = objects
    .filter(({ value }) => groupKindOf(value) === '/ServiceAccount')
    .map(({ path, value }) => {
      const arn = stringAt(value, 'metadata', 'annotations', ROLE_ANNOTATION);
      const roles = resources.allWithProperty('AWS::IAM::Role', 'RoleName', arn?.split('/').pop());
      return { path, namespace: namespaceOf(value), name: value.metadata?.name, roles, addon: undefined };
    });
  const referred = tokenIdentities.map(({ path, value }) => {
    const role = resources.find({ ref: value.role });
    return { path, ...value, roles: role?.type === 'AWS::IAM::Role' ? [role] : [] };
  });
  return [...named, ...referred].flatMap(({ path, namespace, name, roles, addon }) => {
    // an association takes precedence over the annotation
    if (podIdentities.some((each) => each.value.namespace === namespace && each.value.name === name)) return [];
    const trusted = roles.map(subjectsOf);
    const subject = `system:serviceaccount:${namespace}:${name}`;
    const isRefused = (subjects: Subject[] | undefined) => subjects !== undefined && !subjects.some((each) => isMetBy(each, subject));
    if (trusted.length === 0 || isDeployTimeValue(subject) || !trusted.every(isRefused)) return [];
    const who =
      addon === undefined ? `ServiceAccount '${namespace}/${name}'` : `ServiceAccount '${namespace}/${name}' of the add-on ${addon}`;
    const allowed = [...new Set(trusted.flatMap((subjects) => subjects!.map(inWords)))].join(', ') || 'no service account';
    return [
      {
        path,
        finding: `${who} uses the role ${roles[0].path}, whose trust policy allows ${allowed}`,
        remediation: `Add ${subject} to the trust policy, or use new WorkloadIdentity(...)`,
      },
    ];
  });
}

/** The audience of tokens without an annotation. Source: aws/amazon-eks-pod-identity-webhook, README.md, token-audience. */
const AUDIENCE = 'sts.amazonaws.com';
const AUDIENCE_ANNOTATION = 'eks.amazonaws.com/audience';

/** Trust policies that allow tokens of another audience or cluster only. */
function byOtherToken({ tokenIdentities, podIdentities, resources, manifests, cluster }: Facts): Violation[] {
  const others = resources
    .allOf('AWS::EKS::Cluster')
    .map(({ path }) => path)
    .filter((path) => path !== cluster);
  return tokenIdentities.flatMap(({ path, value: { namespace, name, role: id } }) => {
    const role = resources.find({ ref: id });
    const account = manifests.find('/ServiceAccount', namespace, name)?.value;
    const audience = stringAt(account, 'metadata', 'annotations', AUDIENCE_ANNOTATION) ?? AUDIENCE;
    const isByAgent = podIdentities.some((each) => each.value.namespace === namespace && each.value.name === name);
    const statements = (role && trustStatements(role))?.filter((statement) => at(statement, 'Effect') !== 'Deny') ?? [];
    const problems = statements.map((statement) => tokenProblem(statement, audience, others));
    return role === undefined || isByAgent || isDeployTimeValue(audience) || problems.length === 0 || problems.includes(undefined)
      ? []
      : [
          {
            path,
            finding: `ServiceAccount '${namespace}/${name}' uses the role ${role.path}, whose trust policy allows ${problems[0]}`,
            remediation: `Allow the OIDC provider of this cluster, with the audience ${audience}, or use new WorkloadIdentity(...)`,
          },
        ];
  });
}

/** Why a statement does not allow a token; undefined if it may. */
function tokenProblem(statement: unknown, audience: string, others: readonly string[]): string | undefined {
  const provider = stringAt(statement, 'Principal', 'Federated', 'ref') ?? '';
  const other = others.find((path) => provider.startsWith(`${path}/OpenIdConnectProvider/`));
  if (other !== undefined) return `tokens of the cluster ${other} only`;
  const conditions = Object.entries(at(statement, 'Condition') ?? {}).filter(([operator]) => operator === 'StringEquals');
  const audiences = conditions
    .flatMap(([, keys]) => Object.entries((keys as object | null) ?? {}))
    .filter(([key]) => key.endsWith(':aud'))
    .flatMap(([, values]) => [values].flat() as unknown[]);
  const isOther =
    audiences.length > 0 && audiences.every((each) => typeof each === 'string' && !isDeployTimeValue(each) && each !== audience);
  return isOther ? `tokens with the audience ${audiences.join(', ')} only` : undefined;
}

/** A service account in a condition: `*` and `?` are wildcards in StringLike only. */
export interface Subject {
  readonly text: string;
  readonly like: boolean;
}

const isMetBy = ({ text, like }: Subject, subject: string): boolean =>
  like || isDeployTimeValue(text) ? matches(text, subject) : text === subject;
const inWords = ({ text, like }: Subject): string =>
  `${text.replace(/^system:serviceaccount:/, '').replace(':', '/')}${!like && /[*?]/.test(text) ? ' literally (StringEquals)' : ''}`;

/** The service accounts in the trust policy of a role; undefined if it may trust others. */
export function subjectsOf(role: ResourceFacts): Subject[] | undefined {
  const subjects = trustStatements(role)
    ?.filter((statement) => at(statement, 'Effect') !== 'Deny')
    .map(subjectsOfStatement);
  return subjects === undefined || subjects.includes(undefined) ? undefined : (subjects as Subject[][]).flat();
}

function subjectsOfStatement(statement: unknown): Subject[] | undefined {
  const principal = at(statement, 'Principal');
  if (typeof principal !== 'object' || principal === null) return undefined;
  if (at(principal, 'Federated') === undefined) return [];
  const conditions = at(statement, 'Condition') ?? {};
  // a condition that is known at deploy may be about the subject
  if (
    typeof conditions !== 'object' ||
    Object.values(conditions).some((each) => typeof each !== 'object' || stringAt(each, 'ref') !== undefined)
  ) {
    return undefined;
  }
  const bySubject = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys as object)
      .filter(([key]) => key.endsWith(':sub'))
      .map(([, values]) => ({ operator, values: [values].flat() as unknown[] })),
  );
  if (bySubject.length === 0 || bySubject.some(({ operator }) => operator.includes('Not'))) return undefined;
  return bySubject.flatMap(({ operator, values }) =>
    values.map((text) => ({ text: typeof text === 'string' ? text : DEPLOY_TIME_VALUE, like: operator.includes('Like') })),
  );
}

const matches = (pattern: string, text: string): boolean => matchesPattern(pattern.split(DEPLOY_TIME_VALUE).join('*'), text);
