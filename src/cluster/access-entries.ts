import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { environmentProblems } from './cluster-environment';
import { ClusterFeature, feature } from '../catalog/capability.rules';
import { failOn, Problem, problemText } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';
import { principalKeyOf } from '../model/final-resource';

const POLICIES = Symbol.for('cdk-eks-strata.access-policies');

interface SharedAccessEntry extends eks.AccessEntry {
  /** policies by their ARN: each stands once, with all of its namespaces. */
  readonly [POLICIES]: Map<string, MergedPolicy>;
}

class MergedPolicy implements eks.IAccessPolicy {
  private readonly namespaces = new Set<string>();
  private clusterWide = false;

  constructor(public readonly policy: string) {}

  public get accessScope(): eks.AccessScope {
    return this.clusterWide
      ? { type: eks.AccessScopeType.CLUSTER }
      : { type: eks.AccessScopeType.NAMESPACE, namespaces: [...this.namespaces] };
  }

  public add({ type, namespaces = [] }: eks.AccessScope): void {
    if (type === eks.AccessScopeType.CLUSTER) this.clusterWide = true;
    namespaces.forEach((namespace) => this.namespaces.add(namespace));
  }
}

/** Permissions of an access entry in addition to access policies. */
export interface AccessEntryOptions extends eks.GrantAccessOptions {
  readonly groups?: readonly string[];
  readonly username?: string;
  /** what the entry provides, where its principal is not a person or pipeline that logs in. @default 'administrator' */
  readonly provides?: ClusterFeature;
}

/**
 * The access entry of a principal: a second entry would be refused at deploy, so that later grants are added to the first.
 */
export function accessEntryFor(
  scope: Construct,
  id: string,
  cluster: eks.ICluster,
  principal: string,
  policies: readonly eks.IAccessPolicy[],
  options: AccessEntryOptions = {},
): eks.AccessEntry {
  const { groups = [], username, accessEntryType: type } = options;
  const inventory = ClusterModel.of(cluster);
  const key = principalKeyOf(principal);
  if (policies.length + groups.length === 0 && username === undefined) failOn(scope, id, [NOTHING]);
  failOn(scope, id, [...environmentProblems(scope, cluster), ...(inventory._data.nodeAccessEntries.has(key) ? [NODE_ROLE] : [])]);
  const entry = inventory._accessEntry(key, () => {
    const made = new eks.AccessEntry(scope, id, { cluster, principal, accessPolicies: [] });
    const created = made.node.defaultChild as eks.CfnAccessEntry;
    const merged = new Map<string, MergedPolicy>();
    Object.defineProperty(made, POLICIES, { value: merged });
    inventory._provide(created, feature(options.provides ?? 'administrator'));
    // another statement may name the policies
    made.node.addValidation({ validate: () => (merged.size + (created.kubernetesGroups ?? []).length > 0 ? [] : [problemText(NOTHING)]) });
    return made;
  }) as SharedAccessEntry;
  const given = entry[POLICIES];
  const resource = entry.node.defaultChild as eks.CfnAccessEntry;
  for (const { policy, accessScope } of policies) {
    const merged = given.get(policy) ?? new MergedPolicy(policy);
    merged.add(accessScope);
    if (!given.has(policy)) entry.addAccessPolicies([merged]);
    given.set(policy, merged);
  }
  if (username !== undefined && resource.username !== undefined && resource.username !== username) {
    failOn(scope, id, [otherName(username, resource)]);
  }
  if (type !== undefined && resource.type !== undefined && resource.type !== type) failOn(scope, id, [otherType(type, resource)]);
  resource.type = type ?? resource.type;
  resource.username = username ?? resource.username;
  const all = [...new Set([...(resource.kubernetesGroups ?? []), ...groups])];
  if (all.length > 0) resource.kubernetesGroups = all;
  return entry;
}

const SOURCE = 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html';

const NODE_ROLE: Problem = {
  finding: 'principal is a node role',
  constraint: 'a principal has one access entry, and the entry of a node role does not support access policies',
  remediation: 'Use a separate role',
  source: SOURCE,
};
const NOTHING: Problem = {
  finding: 'accessPolicies and kubernetesGroups are empty',
  constraint: 'an access entry without them grants no permissions',
  remediation: 'Set one of them, like accessPolicies: [ClusterAccessPolicy.view()]',
  source: SOURCE,
};
const otherType = (type: string, resource: eks.CfnAccessEntry): Problem => ({
  finding: `accessEntryType is ${type}, and ${resource.node.path.replace(/\/Resource$/, '')} gives the same principal ${resource.type}`,
  constraint: 'a principal has one access entry, of one type',
  remediation: 'Set the same accessEntryType in both, or remove one of them',
  source: SOURCE,
});
const otherName = (username: string, resource: eks.CfnAccessEntry): Problem => ({
  finding:
    `username is '${username}', and ${resource.node.path.replace(/\/Resource$/, '')} ` + `gives the same principal '${resource.username}'`,
  constraint: 'a principal has one access entry, with one username',
  remediation: 'Set the same username in both, or remove one of them',
  source: SOURCE,
});
