import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct, IConstruct } from 'constructs';
import { part, ThingData } from '../catalog/thing.rules';
import { failOn, Problem, problemText } from '../errors/problems';
import { managedGroups, ScannedResource } from '../model/cluster-scan';
import { principalOf } from '../model/final-resource';
import { Inventory } from '../model/inventory';

const SOURCE = 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html';

/** The access entry of a role, whoever creates it: this library, or EKS with a managed node group. */
export const entryOf = (principalArn: string): ThingData => part(`entry ${principalOf(principalArn)}`);

/**
 * Lets nodes with a role join the cluster. A role has one entry, whoever asked first; where a managed node group of the app uses the role,
 * EKS creates it with the group, and none is created here. What starts nodes with the role follows {@link entryOf} it.
 */
export function nodeEntry(
  scope: Construct, id: string, cluster: eks.ICluster, principalArn: string, type: string, more: Partial<eks.CfnAccessEntryProps> = {},
): eks.CfnAccessEntry {
  return entryFor(scope, id, cluster, principalArn, type, more);
}

/** The same for the role of a managed node group to which EKS would give another type: the entry exists before the group does. */
export function entryBefore(
  group: eks.CfnNodegroup, scope: Construct, id: string, cluster: eks.ICluster, principalArn: string, type: string,
): void {
  const entry = entryFor(scope, id, cluster, principalArn, type);
  entry.existBefore(group);
  group.addResourceDependency(entry);
}

function entryFor(
  scope: Construct, id: string, cluster: eks.ICluster, principalArn: string, type: string, more: Partial<eks.CfnAccessEntryProps> = {},
): NodeEntry {
  const inventory = Inventory.of(cluster);
  const key = principalOf(principalArn);
  const other = inventory._data.accessEntries.get(key);
  failOn(scope, id, other ? [loginEntry(other.node.path)] : []);
  const entry = inventory._nodeEntry(key, () => {
    const made = new NodeEntry(scope, id, cluster, { clusterName: cluster.clusterName, principalArn, type, ...more });
    // registered, so that it does not count as the entry of an administrator
    inventory._provide(made, entryOf(principalArn));
    return made;
  }) as NodeEntry;
  failOn(scope, id, entry.type === type ? [] : [otherType(type, entry.type, entry.node.path)]);
  return entry;
}

const loginEntry = (path: string): Problem => ({
  what: `the role of the nodes has the access entry ${path}`,
  limit: 'a role has one access entry, and that of nodes takes no access policies',
  fix: 'Use a role of its own for each',
  source: SOURCE,
});

const otherType = (wanted: string, type: string | undefined, path: string): Problem => ({
  what: `the role has an access entry of the type ${type} in ${path}, and its nodes need ${wanted}`,
  limit: 'a role has one access entry, of one type',
  fix: 'Give each operating system and each kind of nodes a role of its own',
  source: SOURCE,
});

/** An entry that is in the template only where EKS does not create it. */
class NodeEntry extends eks.CfnAccessEntry {
  // managed groups that are created after it
  private readonly before = new Set<IConstruct>();
  private readonly groups: () => readonly ScannedResource[];

  constructor(scope: Construct, id: string, cluster: eks.ICluster, props: eks.CfnAccessEntryProps) {
    super(scope, id, props);
    this.groups = () => managedGroups(Inventory.of(cluster)._data, props.principalArn);
    // EKS changes entries of the type STANDARD alone: a tag of the app that changes would fail. Source: aws/aws-cdk, issue 29393
    this.addPropertyDeletionOverride('Tags');
    this.node.addValidation({ validate: () => this.problems().map(problemText) });
  }

  public existBefore(group: IConstruct): void {
    this.before.add(group);
  }

  protected shouldSynthesize(): boolean {
    return super.shouldSynthesize() && (this.before.size > 0 || this.groups().length === 0);
  }

  // what is wrong with an entry in the template is found by a rule, also for plain entries
  private problems(): Problem[] {
    if (this.before.size > 0) return [];
    const others = this.groups().filter((group) => typeByEks(group) !== this.type);
    return others.slice(0, 1).map((group) => otherType(this.type ?? 'STANDARD', typeByEks(group), group.resource.node.path));
  }
}

/** The type of the entry that EKS creates with a managed group: it does not look into an image of one's own. */
const typeByEks = (group: ScannedResource): string => (/^WINDOWS_/.test(group.text('AmiType') ?? '') ? 'EC2_WINDOWS' : 'EC2_LINUX');
