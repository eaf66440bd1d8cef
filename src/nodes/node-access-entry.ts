import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct, IConstruct } from 'constructs';
import { feature, CapabilityData } from '../catalog/capability.rules';
import { failOn, Problem, problemText } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';
import { nodegroupsWithRole, ScannedResource } from '../model/cluster-scan';
import { principalKeyOf } from '../model/final-resource';

const SOURCE = 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html';

/** The access entry of a role, created by this library, or by EKS with a managed node group. */
export const nodeAccessCapability = (principalArn: string): CapabilityData => feature(`entry ${principalKeyOf(principalArn)}`);

/**
 * Lets nodes with a role join the cluster. A role has one entry, also if several groups use it; if a managed node group of the app uses it,
 * EKS creates it with the group, and none is created here. Resources that launch nodes with the role depend on
 * {@link nodeAccessCapability}.
 */
export function nodeAccessEntry(
  scope: Construct,
  id: string,
  cluster: eks.ICluster,
  principalArn: string,
  type: string,
  more: Partial<eks.CfnAccessEntryProps> = {},
): eks.CfnAccessEntry {
  return sharedNodeAccessEntry(scope, id, cluster, principalArn, type, more);
}

/** The same for the role of a managed node group to which EKS would give another type: the entry exists before the group does. */
export function nodeAccessEntryBefore(
  group: eks.CfnNodegroup,
  scope: Construct,
  id: string,
  cluster: eks.ICluster,
  principalArn: string,
  type: string,
): void {
  const entry = sharedNodeAccessEntry(scope, id, cluster, principalArn, type);
  entry.addDependent(group);
  group.addResourceDependency(entry);
}

function sharedNodeAccessEntry(
  scope: Construct,
  id: string,
  cluster: eks.ICluster,
  principalArn: string,
  type: string,
  more: Partial<eks.CfnAccessEntryProps> = {},
): NodeAccessEntry {
  const inventory = ClusterModel.of(cluster);
  const key = principalKeyOf(principalArn);
  const other = inventory._data.accessEntries.get(key);
  failOn(scope, id, other ? [loginEntry(other.node.path)] : []);
  const entry = inventory._nodeEntry(key, () => {
    const made = new NodeAccessEntry(scope, id, cluster, { clusterName: cluster.clusterName, principalArn, type, ...more });
    // registered, so that it does not count as the entry of an administrator
    inventory._provide(made, nodeAccessCapability(principalArn));
    return made;
  }) as NodeAccessEntry;
  failOn(scope, id, entry.type === type ? [] : [otherType(type, entry.type, entry.node.path)]);
  return entry;
}

const loginEntry = (path: string): Problem => ({
  finding: `the node role already has the access entry ${path}`,
  constraint: 'a principal has one access entry, and the entry of a node role does not support access policies',
  remediation: 'Use a separate role for each',
  source: SOURCE,
});

const otherType = (wanted: string, type: string | undefined, path: string): Problem => ({
  finding: `the role has an access entry of type ${type} in ${path}, and the nodes require type ${wanted}`,
  constraint: 'a principal has one access entry, of one type',
  remediation: 'Use a separate role for each operating system and node type',
  source: SOURCE,
});

/** An entry that is in the template only where EKS does not create it. */
class NodeAccessEntry extends eks.CfnAccessEntry {
  // managed groups that are created after it
  private readonly dependents = new Set<IConstruct>();
  private readonly nodegroups: () => readonly ScannedResource[];

  constructor(scope: Construct, id: string, cluster: eks.ICluster, props: eks.CfnAccessEntryProps) {
    super(scope, id, props);
    this.nodegroups = () => nodegroupsWithRole(ClusterModel.of(cluster)._data, props.principalArn);
    // EKS updates only entries of the type STANDARD: an update of tags would fail. Source: aws/aws-cdk, issue 29393
    this.addPropertyDeletionOverride('Tags');
    this.node.addValidation({ validate: () => this.problems().map(problemText) });
  }

  public addDependent(group: IConstruct): void {
    this.dependents.add(group);
  }

  protected shouldSynthesize(): boolean {
    return super.shouldSynthesize() && (this.dependents.size > 0 || this.nodegroups().length === 0);
  }

  // what is wrong with an entry in the template is found by a rule, also for plain entries
  private problems(): Problem[] {
    if (this.dependents.size > 0) return [];
    const others = this.nodegroups().filter((group) => typeByEks(group) !== this.type);
    return others.slice(0, 1).map((group) => otherType(this.type ?? 'STANDARD', typeByEks(group), group.resource.node.path));
  }
}

/** The type of the entry that EKS creates with a managed group: EKS does not know the operating system of a custom AMI. */
const typeByEks = (group: ScannedResource): string =>
  /^WINDOWS_/.test(group.stringProperty('AmiType') ?? '') ? 'EC2_WINDOWS' : 'EC2_LINUX';
