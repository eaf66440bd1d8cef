import { at, isFilledIn, KubernetesObject, namespaceOf } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { ResourceFacts, trustStatements } from '../resource-facts.rules';
import { Found, Rule } from '../rule';

const ANNOTATION = 'eks.amazonaws.com/role-arn';

export const identityTrust: Rule = {
  id: 'identity-trust',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'a role that does not trust the service account or the agent that takes it on',
  why: 'credentials of a role are given to whom its trust policy names: a service account by system:serviceaccount:<namespace>:<name>, Pod Identity by pods.eks.amazonaws.com with sts:AssumeRole and sts:TagSession',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  check: (facts) => [...byAgent(facts), ...byToken(facts)],
};

function byAgent({ resources }: Facts): Found[] {
  return resources.ofType('AWS::EKS::PodIdentityAssociation').flatMap(({ path, properties }) => {
    const role = resources.find(at(properties, 'RoleArn'));
    const statements = role && trustStatements(role);
    if (!role || statements === undefined) return [];
    const right = statements.filter((statement) => at(statement, 'Effect') !== 'Deny' && JSON.stringify(at(statement, 'Principal')).includes('pods.eks.'));
    const actions = right.flatMap((statement) => [at(statement, 'Action')].flat());
    const missing = ['sts:AssumeRole', 'sts:TagSession'].filter((action) => !actions.some((each) => each === action || each === 'sts:*' || each === '*'));
    if (right.length === 0) return [{ path, what: `the role ${role.path} does not trust pods.eks.amazonaws.com`, fix: 'Let it be assumed by that service, or use new WorkloadIdentity(...)' }];
    return missing.length === 0 ? [] : [{ path, what: `the role ${role.path} does not allow pods.eks.amazonaws.com ${missing.join(' and ')}`, fix: 'Allow both sts:AssumeRole and sts:TagSession' }];
  });
}

function byToken({ objects, resources }: Facts): Found[] {
  return objects.flatMap(({ path, value }) => {
    const arn = value.kind === 'ServiceAccount' ? value.metadata?.annotations?.[ANNOTATION] : undefined;
    const role = resources.named('AWS::IAM::Role', 'RoleName', arn?.split('/').pop());
    return role ? tokenProblems(path, value, role) : [];
  });
}

function tokenProblems(path: string, account: KubernetesObject, role: ResourceFacts): Found[] {
  const [namespace, name] = [namespaceOf(account), account.metadata?.name];
  const trust = JSON.stringify(at(role.properties, 'AssumeRolePolicyDocument'));
  const subjects = [...trust.matchAll(/system:serviceaccount:([^:"\\]+):([^"\\]+)/g)].map(([, ns, sa]) => [ns, sa]);
  if (isFilledIn(trust) && subjects.length === 0) return [];
  const trusted = subjects.some(([ns, sa]) => matches(ns, namespace) && matches(sa, name));
  return trusted ? [] : [{
    path, what: `ServiceAccount '${namespace}/${name}' takes on the role ${role.path}, which trusts ${subjects.map((each) => each.join('/')).join(', ') || 'no service account'}`, fix: `Trust system:serviceaccount:${namespace}:${name}, or use new WorkloadIdentity(...)`,
  }];
}

const matches = (pattern: string, text: string | undefined): boolean => isFilledIn(pattern) || new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`).test(text ?? '');
