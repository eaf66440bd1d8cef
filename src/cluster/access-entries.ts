import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { placeProblems } from './cluster-place';
import { part } from '../catalog/thing.rules';
import { failOn, Problem, problemText } from '../errors/problems';
import { principalOf } from '../model/final-resource';
import { Inventory } from '../model/inventory';

const POLICIES = Symbol.for('cdk-eks-strata.access-policies');

interface KnownEntry extends eks.AccessEntry {
  /** policies by their ARN: each stands once, with all of its namespaces. */
  readonly [POLICIES]: Map<string, MergedPolicy>;
}

class MergedPolicy implements eks.IAccessPolicy {
  private readonly namespaces = new Set<string>();
  private everywhere = false;

  constructor(public readonly policy: string) {}

  public get accessScope(): eks.AccessScope {
    return this.everywhere ? { type: eks.AccessScopeType.CLUSTER } : { type: eks.AccessScopeType.NAMESPACE, namespaces: [...this.namespaces] };
  }

  public add({ type, namespaces = [] }: eks.AccessScope): void {
    if (type === eks.AccessScopeType.CLUSTER) this.everywhere = true;
    namespaces.forEach((namespace) => this.namespaces.add(namespace));
  }
}

/** What somebody is allowed beside access policies. */
export interface AccessEntryOptions extends eks.GrantAccessOptions {
  readonly groups?: readonly string[];
  readonly username?: string;
}

/**
 * The access entry of a principal: a second one would be refused at deploy, so that whoever asks later adds to the one that is there.
 */
export function accessEntryFor(
  scope: Construct, id: string, cluster: eks.ICluster, principal: string, policies: readonly eks.IAccessPolicy[], options: AccessEntryOptions = {},
): eks.AccessEntry {
  const { groups = [], username, accessEntryType: type } = options;
  const inventory = Inventory.of(cluster);
  const key = principalOf(principal);
  if (policies.length + groups.length === 0 && username === undefined) failOn(scope, id, [NOTHING]);
  failOn(scope, id, [...placeProblems(scope, cluster), ...(inventory._data.nodeEntries.has(key) ? [NODE_ROLE] : [])]);
  const entry = inventory._accessEntry(key, () => {
    const made = new eks.AccessEntry(scope, id, { cluster, principal, accessPolicies: [] });
    const created = made.node.defaultChild as eks.CfnAccessEntry;
    const merged = new Map<string, MergedPolicy>();
    Object.defineProperty(made, POLICIES, { value: merged });
    inventory._provide(created, part('administrator'));
    // another statement may name the policies
    made.node.addValidation({ validate: () => (merged.size + (created.kubernetesGroups ?? []).length > 0 ? [] : [problemText(NOTHING)]) });
    return made;
  }) as KnownEntry;
  const given = entry[POLICIES];
  const resource = entry.node.defaultChild as eks.CfnAccessEntry;
  for (const { policy, accessScope } of policies) {
    const merged = given.get(policy) ?? new MergedPolicy(policy);
    merged.add(accessScope);
    if (!given.has(policy)) entry.addAccessPolicies([merged]);
    given.set(policy, merged);
  }
  if (username !== undefined && resource.username !== undefined && resource.username !== username) failOn(scope, id, [otherName(username, resource)]);
  if (type !== undefined && resource.type !== undefined && resource.type !== type) failOn(scope, id, [otherType(type, resource)]);
  resource.type = type ?? resource.type;
  resource.username = username ?? resource.username;
  const all = [...new Set([...resource.kubernetesGroups ?? [], ...groups])];
  if (all.length > 0) resource.kubernetesGroups = all;
  return entry;
}

const SOURCE = 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html';

const NODE_ROLE: Problem = {
  what: 'principal is the role of nodes', limit: 'a role has one access entry, and that of nodes takes no access policies', fix: 'Use a role of its own', source: SOURCE,
};
const NOTHING: Problem = {
  what: 'levels and groups are empty', limit: 'an access entry without any lets its principal log in and do nothing', fix: 'Give one, like levels: [AccessLevel.view()]', source: SOURCE,
};
const otherType = (type: string, resource: eks.CfnAccessEntry): Problem => ({
  what: `accessEntryType is ${type}, and ${resource.node.path.replace(/\/Resource$/, '')} gives the same principal ${resource.type}`,
  limit: 'a principal has one access entry, of one type',
  fix: 'Leave one of them out',
  source: SOURCE,
});
const otherName = (username: string, resource: eks.CfnAccessEntry): Problem => ({
  what: `username is '${username}', and ${resource.node.path.replace(/\/Resource$/, '')} gives the same principal '${resource.username}'`, limit: 'a principal has one access entry, with one name', fix: 'Leave one of them out', source: SOURCE,
});
