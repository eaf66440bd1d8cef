import { at, groupKindOf, KubernetesObject, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { describeObject, numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const DRIVER = 'efs.csi.aws.com';
const NFS_PORT = 2049;
const GROUP = 'AWS::EC2::SecurityGroup';

export const fileSystemUnreachable: Rule = {
  id: 'file-system-unreachable',
  area: 'Storage',
  severity: 'warning',
  description: 'EFS file system in another VPC than the nodes, or whose security groups allow no connection to its mount targets',
  reason: `nodes mount an EFS file system on port ${NFS_PORT} of its mount targets: without a rule, mounts time out and pods do not start`,
  source: 'https://docs.aws.amazon.com/efs/latest/ug/network-access.html',
  check: (facts) =>
    facts.objects.flatMap(({ path, value }) => {
      const system = fileSystemOf(value, facts);
      const targets = facts.resources
        .allOf('AWS::EFS::MountTarget')
        .filter(({ properties }) => system !== undefined && facts.resources.find(properties.FileSystemId)?.id === system.id);
      if (system === undefined || targets.length === 0) return [];
      const elsewhere = otherVpcOf(targets, facts);
      if (elsewhere !== undefined && !JSON.stringify(value).includes('mounttargetip')) {
        return [
          {
            path,
            finding: `${describeObject(value)} uses the file system ${system.path}, whose mount targets are in the VPC ${elsewhere} only`,
            remediation: 'Use a file system with mount targets in the VPC of the cluster, or connect the VPCs and set mounttargetip',
          },
        ];
      }
      return !targets.every((target) => isClosed(target, facts.resources))
        ? []
        : [
            {
              path,
              finding:
                `${describeObject(value)} uses the file system ${system.path}, ` +
                `and no rule of its security groups allows port ${NFS_PORT}`,
              remediation: 'Allow the nodes: fileSystem.connections.allowDefaultPortFrom(cluster)',
            },
          ];
    }),
};

const CONNECTIONS = ['AWS::EC2::VPCPeeringConnection', 'AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'];

/** The VPC of all mount targets, if it is another one of the app than that of the cluster, and the app does not connect them. */
function otherVpcOf(targets: readonly ResourceFacts[], { resources, resourceCounts }: Facts): string | undefined {
  const [cluster] = resources.ofType('AWS::EKS::Cluster');
  const own = vpcsOf(listAt(cluster?.properties, 'ResourcesVpcConfig', 'SubnetIds'), resources);
  const [vpc, another] = vpcsOf(
    targets.map(({ properties }) => properties.SubnetId),
    resources,
  );
  const isOther = own.length === 1 && vpc !== undefined && another === undefined && own[0] !== vpc;
  return isOther && !CONNECTIONS.some((type) => resourceCounts[type]) ? vpc : undefined;
}

/** The VPCs of subnets; empty if not all are of the app. */
function vpcsOf(subnets: readonly unknown[], resources: Resources): string[] {
  const vpcs = subnets.map((subnet) => resources.find(resources.find(subnet)?.properties.VpcId));
  return vpcs.every((each) => each?.type === 'AWS::EC2::VPC') ? [...new Set(vpcs.map((each) => each!.path))] : [];
}

/** The file system of the app of a StorageClass or PersistentVolume. */
function fileSystemOf(object: KubernetesObject, { referencesIn, resources }: Facts): ResourceFacts | undefined {
  const kind = groupKindOf(object);
  if (kind !== 'storage.k8s.io/StorageClass' && kind !== '/PersistentVolume') return undefined;
  const read = referencesIn(object);
  const [driver, id] =
    kind === '/PersistentVolume'
      ? [at(read, 'spec', 'csi', 'driver'), at(read, 'spec', 'csi', 'volumeHandle')]
      : [at(read, 'provisioner'), at(read, 'parameters', 'fileSystemId')];
  const found = driver === DRIVER ? resources.find(id) : undefined;
  return found?.type === 'AWS::EFS::FileSystem' ? found : undefined;
}

// without a list, a mount target has the default security group of the VPC
function isClosed({ properties }: ResourceFacts, resources: Resources): boolean {
  const given = listAt(properties, 'SecurityGroups');
  const groups = resources.findAll(given).filter(({ type }) => type === GROUP);
  if (given.length === 0 || groups.length < given.length) return false;
  const ids = new Set(groups.map(({ id }) => id));
  const separate = resources.allOf('AWS::EC2::SecurityGroupIngress').filter(({ properties: rule }) => {
    const group = resources.find(rule.GroupId);
    // a rule of a group that is known at deploy may be of one of these
    return group === undefined || ids.has(group.id);
  });
  const inline = groups.flatMap((group) => listAt(group.properties, 'SecurityGroupIngress'));
  const isUnreadable = groups.some(({ properties: group }) => !Array.isArray(group.SecurityGroupIngress ?? []));
  return !isUnreadable && ![...separate.map((rule) => rule.properties), ...inline].some(allowsNfs);
}

function allowsNfs(rule: unknown): boolean {
  const [from, to] = [numberAt(rule, 'FromPort'), numberAt(rule, 'ToPort')];
  return from === undefined || to === undefined || (from <= NFS_PORT && NFS_PORT <= to) || from === -1;
}
