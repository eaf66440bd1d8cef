import { createHash } from 'crypto';
import { isPublic } from './ec2';
import { trustsService } from './iam';
import { Caller, first, list, missing, named, Service, text } from './service';
import { at, listAt, stringAt } from '../../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../../handler/api-fields';
import { Account, Item } from '../account';
import { ClusterWorld } from '../cluster';
import { NodeGroup } from '../nodes';
import { addonObjects } from '../stand-ins';

const MINUTE = 60_000;

const clusterOf = (account: Account, properties: Fields): ClusterWorld | undefined => account.clusters.get(text(properties, 'ClusterName'));

const noCluster = (properties: Fields, account: Account): string | undefined =>
  clusterOf(account, properties) ? undefined : `No cluster found for name: ${text(properties, 'ClusterName')}. (ResourceNotFoundException)`;

/** Lets time pass until something holds, or the service gives up. */
async function stabilized(account: Account, minutes: number, problem: () => string | undefined): Promise<void> {
  for (let tick = 0; ; tick++) {
    await account.time.sleep(MINUTE / 2);
    const why = problem();
    if (why === undefined) return;
    if (tick > minutes * 2) throw new Error(why);
  }
}

const CLUSTER: Service = {
  id: named('Name'),
  uses: ({ ResourcesVpcConfig }) => [...listAt(ResourcesVpcConfig, 'SubnetIds'), ...listAt(ResourcesVpcConfig, 'SecurityGroupIds')],
  attributes: (_, id, { account }) => ({
    Arn: account.arn('eks', `cluster/${id}`),
    Endpoint: `https://${id.toLowerCase()}.eks.amazonaws.com`,
    CertificateAuthorityData: 'Y2VydGlmaWNhdGU=',
    ClusterSecurityGroupId: account.fresh('sg-'),
    OpenIdConnectIssuerUrl: `https://oidc.eks.${account.region}.amazonaws.com/id/${createHash('md5').update(id).digest('hex').toUpperCase()}`,
    Id: id,
  }),
  refusal: ({ RoleArn, ResourcesVpcConfig }, caller) => {
    const subnets = listAt(ResourcesVpcConfig, 'SubnetIds');
    const zones = new Set(subnets.map((id) => caller.account.get('AWS::EC2::Subnet', id)?.attributes.AvailabilityZone));
    return first(
      trustsService(caller.account.byArn(RoleArn), 'eks.amazonaws.com')
        ? undefined
        : `The provided role doesn't have the Amazon EKS Managed Policies, or EKS may not assume ${String(RoleArn)}`,
      missing(caller, 'AWS::EC2::Subnet', subnets),
      zones.size < 2 ? 'Subnets specified must be in at least two different AZs' : undefined,
    );
  },
  made: (item, { account }) => {
    const GroupId = String(item.attributes.ClusterSecurityGroupId);
    account.add({
      type: 'AWS::EC2::SecurityGroup',
      id: GroupId,
      properties: {},
      attributes: { GroupId },
      madeBy: `EKS ${item.id}`,
      uses: [],
    });
    const cluster = new ClusterWorld(account, item);
    account.clusters.set(item.id, cluster);
    account.onNewCluster(cluster);
  },
  changed: ({ id }, _, { account }) => account.clusters.get(id)?.bring(),
  // Source: EKS API Reference, DeleteCluster: ResourceInUseException
  kept: ({ id }, account) => {
    const inside = account
      .all()
      .filter(
        ({ type, properties }) => ['AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile'].includes(type) && properties.ClusterName === id,
      );
    return inside.length > 0
      ? `Cluster has nodegroups or Fargate profiles attached: ${inside.map((each) => each.id).join(', ')} (ResourceInUseException)`
      : undefined;
  },
  gone: async ({ id, attributes }, account) => {
    account.clusters.get(id)?.close();
    await account.clusters
      .get(id)
      ?.server.stop()
      .catch(() => undefined);
    account.clusters.delete(id);
    const group = account.get('AWS::EC2::SecurityGroup', attributes.ClusterSecurityGroupId);
    if (group) account.remove(group);
  },
};

/** What a node group's launch template and properties say about its nodes. */
function groupOf(item: Item, account: Account): NodeGroup {
  const { properties } = item;
  const template = account.get('AWS::EC2::LaunchTemplate', at(properties, 'LaunchTemplate', 'Id'));
  const types = list(properties, 'InstanceTypes').map(String);
  const amiType = text(properties, 'AmiType');
  return {
    key: item.id,
    kind: 'managed',
    instanceType: types[0] ?? stringAt(template, 'properties', 'LaunchTemplateData', 'InstanceType') ?? 't3.medium',
    os: /WINDOWS/.test(amiType) || isWindowsEntry(account, properties) ? 'windows' : 'linux',
    labels: {
      'eks.amazonaws.com/nodegroup': item.id.split('/')[1],
      'eks.amazonaws.com/capacityType': text(properties, 'CapacityType') || 'ON_DEMAND',
      ...(properties.Labels as Record<string, string> | undefined),
    },
    taints: (list(properties, 'Taints') as { Key: string; Value?: string; Effect: string }[]).map(({ Key, Value, Effect }) => ({
      key: Key,
      value: Value,
      effect: TAINT_EFFECTS[Effect],
    })),
    subnets: list(properties, 'Subnets').map(String),
    role: text(properties, 'NodeRole'),
    min: Number(at(properties, 'ScalingConfig', 'MinSize') ?? 1),
    max: Number(at(properties, 'ScalingConfig', 'MaxSize') ?? 1),
  };
}

const TAINT_EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: 'NoSchedule',
  NO_EXECUTE: 'NoExecute',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
};

const entryOf = (account: Account, properties: Fields, principal: unknown): Item | undefined =>
  account
    .of('AWS::EKS::AccessEntry')
    .find((entry) => entry.properties.ClusterName === properties.ClusterName && entry.properties.PrincipalArn === principal);

const isWindowsEntry = (account: Account, properties: Fields): boolean =>
  entryOf(account, properties, properties.NodeRole)?.properties.Type === 'EC2_WINDOWS';

const desiredOf = (properties: Fields): number => Number(at(properties, 'ScalingConfig', 'DesiredSize'));

const NODEGROUP: Service = {
  id: (properties, caller) => `${text(properties, 'ClusterName')}/${named('NodegroupName')(properties, caller)}`,
  uses: (properties) => list(properties, 'Subnets'),
  attributes: (properties, id) => ({ Id: id, Arn: id, NodegroupName: id.split('/')[1], ClusterName: properties.ClusterName }),
  refusal: (properties, caller) =>
    first(
      noCluster(properties, caller.account),
      missing(caller, 'AWS::EC2::Subnet', list(properties, 'Subnets')),
      missing(caller, 'AWS::EC2::LaunchTemplate', [at(properties, 'LaunchTemplate', 'Id')]),
      trustsService(caller.account.byArn(properties.NodeRole), 'ec2.amazonaws.com')
        ? undefined
        : 'Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of ' +
            `${text(properties, 'NodeRole')}`,
    ),
  made: async (item, { account }) => {
    const { properties } = item;
    const cluster = clusterOf(account, properties)!;
    // EKS makes the entry of the role where there is none, for Windows only where the AMI type says so. Source: EKS User Guide, creating
    // access entries
    if (!entryOf(account, properties, properties.NodeRole)) {
      const Type = /WINDOWS/.test(text(properties, 'AmiType')) ? 'EC2_WINDOWS' : 'EC2_LINUX';
      account.add({
        type: 'AWS::EKS::AccessEntry',
        id: `${cluster.name}|${text(properties, 'NodeRole')}`,
        properties: { ...properties, PrincipalArn: properties.NodeRole, Type },
        attributes: {},
        madeBy: `EKS ${cluster.name}`,
        uses: [],
      });
    }
    const group = groupOf(item, account);
    const problem = cluster.joinProblem(properties.NodeRole, group.subnets);
    if (problem) throw new Error(`NodeCreationFailure: ${problem}`);
    cluster.launch(group, desiredOf(properties));
    await account.time.sleep(2 * MINUTE);
  },
  changed: async (item, before, { account }) => {
    const cluster = clusterOf(account, item.properties)!;
    const group = groupOf(item, account);
    const size = [...cluster.nodes.values()].filter((node) => node.group.key === item.id).length;
    const scaling = ({ ScalingConfig }: Fields) => JSON.stringify(ScalingConfig);
    const wanted = scaling(before) === scaling(item.properties) ? size : desiredOf(item.properties);
    // other settings roll the nodes
    cluster.terminate(({ key }) => key === item.id);
    cluster.launch(group, wanted);
    await account.time.sleep(2 * MINUTE);
  },
  gone: (item, account) => {
    const cluster = clusterOf(account, item.properties);
    cluster?.terminate(({ key }) => key === item.id);
    cluster?.groups.delete(item.id);
    // the entry that EKS made itself goes with the last node group of the role
    const { ClusterName, NodeRole } = item.properties;
    const entry = entryOf(account, item.properties, NodeRole);
    const others = account
      .of('AWS::EKS::Nodegroup')
      .filter(({ id, properties }) => id !== item.id && properties.ClusterName === ClusterName && properties.NodeRole === NodeRole);
    if (entry?.madeBy.startsWith('EKS ') && others.length === 0) account.remove(entry);
  },
};

const ADDON: Service = {
  id: (properties) => `${text(properties, 'ClusterName')}|${text(properties, 'AddonName')}`,
  attributes: (_, id) => ({ Arn: id }),
  refusal: (properties, { account }) =>
    first(
      noCluster(properties, account),
      properties.ServiceAccountRoleArn === undefined || account.byArn(properties.ServiceAccountRoleArn)
        ? undefined
        : `Role ${text(properties, 'ServiceAccountRoleArn')} does not exist`,
      ...listAt(properties, 'PodIdentityAssociations').map((each) =>
        account.byArn(at(each, 'RoleArn')) ? undefined : `Role ${String(at(each, 'RoleArn'))} does not exist`,
      ),
      addonObjects(text(properties, 'AddonName'), properties)
        ? undefined
        : `Addon ${text(properties, 'AddonName')} specified is not supported (InvalidParameterException)`,
    ),
  made: async (item, { account }) => {
    const { properties } = item;
    const cluster = clusterOf(account, properties)!;
    applyAddon(cluster, account, properties);
    // an add-on whose pods do not run is degraded, and CREATE_FAILED after 20 minutes. Source: EKS User Guide, add-ons, status
    await stabilized(account, 20, () => unready(cluster, text(properties, 'AddonName'), properties));
  },
  changed: async (item, _, { account }) => {
    const cluster = clusterOf(account, item.properties)!;
    applyAddon(cluster, account, item.properties);
    await stabilized(account, 20, () => unready(cluster, text(item.properties, 'AddonName'), item.properties));
  },
  gone: (item, account) => {
    const cluster = clusterOf(account, item.properties);
    if (!cluster || item.properties.PreserveOnDelete === true) return;
    for (const { apiVersion, kind, metadata } of addonObjects(text(item.properties, 'AddonName'), item.properties) ?? []) {
      const found = cluster.store.find(kind, metadata?.namespace ? `${metadata.namespace}/${metadata.name}` : (metadata?.name ?? ''));
      if (found && found.apiVersion === apiVersion) cluster.drop(found);
    }
    for (const association of account.of('AWS::EKS::PodIdentityAssociation')) {
      if (association.madeBy === `add-on ${item.id}`) account.remove(association);
    }
  },
};

function applyAddon(cluster: ClusterWorld, account: Account, properties: Fields): void {
  const name = text(properties, 'AddonName');
  const namespace = addonObjects(name, properties)?.find(({ metadata }) => metadata?.namespace)?.metadata?.namespace;
  // EKS creates the namespace of an add-on. Source: EKS User Guide, community add-ons
  if (namespace && !cluster.store.find('Namespace', namespace)) {
    cluster.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, 'eks');
  }
  for (const object of addonObjects(name, properties) ?? []) {
    cluster.store.put(object as unknown as Fields, 'eks');
    if (object.kind === 'CustomResourceDefinition') cluster.store.settle();
  }
  for (const { ServiceAccount, RoleArn } of list(properties, 'PodIdentityAssociations') as { ServiceAccount: string; RoleArn: string }[]) {
    const Namespace =
      stringAt(
        addonObjects(name, properties)?.find(({ kind, metadata }) => kind === 'ServiceAccount' && metadata?.name === ServiceAccount),
        'metadata',
        'namespace',
      ) ?? 'kube-system';
    const id = `${cluster.name} ${Namespace}/${ServiceAccount}`;
    if (account.get('AWS::EKS::PodIdentityAssociation', id)) continue;
    account.add({
      type: 'AWS::EKS::PodIdentityAssociation',
      id,
      properties: { ClusterName: cluster.name, Namespace, ServiceAccount, RoleArn },
      attributes: {},
      madeBy: `add-on ${cluster.name}|${name}`,
      uses: [],
    });
  }
}

function unready(cluster: ClusterWorld, name: string, properties: Fields): string | undefined {
  const deployments = (addonObjects(name, properties) ?? [])
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ metadata }) => cluster.store.find('Deployment', `${metadata?.namespace}/${metadata?.name}`));
  const waiting = deployments.filter(
    (deployment) => Number(at(deployment, 'status', 'availableReplicas') ?? 0) < Number(at(deployment, 'spec', 'replicas') ?? 1),
  );
  if (waiting.length === 0) return undefined;
  return (
    `Addon ${name} is DEGRADED (InsufficientNumberOfReplicas): ${waiting.map((each) => each?.metadata.name).join(', ')}; ` +
    `${cluster.pods.whyPending().join('; ')}`
  );
}

/** Source: EKS API Reference, CreateAccessEntry: ResourceInUseException; the principal is validated. */
const ACCESS_ENTRY: Service = {
  made: joinHybridNodes,
  gone: (item, account) => clusterOf(account, item.properties)?.terminate(({ key }) => key === `hybrid ${item.id}`),
  id: (properties) => `${text(properties, 'ClusterName')}|${text(properties, 'PrincipalArn')}`,
  attributes: (_, id) => ({ AccessEntryArn: id }),
  refusal: (properties, { account }, before) =>
    first(
      noCluster(properties, account),
      // a role that no stack made is there already
      !account.isDeleted(text(properties, 'PrincipalArn'))
        ? undefined
        : `The specified principalArn is invalid: invalid principal (${text(properties, 'PrincipalArn')})`,
      before || !entryOf(account, properties, properties.PrincipalArn)
        ? undefined
        : 'The specified access entry resource is already in use on this cluster. (ResourceInUseException)',
    ),
};

/** Machines outside of AWS that their operators join as soon as their role may: two of them. */
function joinHybridNodes(item: Item, { account }: Caller): void {
  if (item.properties.Type !== 'HYBRID_LINUX') return;
  const group: NodeGroup = {
    key: `hybrid ${item.id}`,
    kind: 'hybrid',
    instanceType: 'm6i.2xlarge',
    os: 'linux',
    labels: { 'eks.amazonaws.com/compute-type': 'hybrid' },
    taints: [],
    subnets: [],
    min: 2,
    max: 2,
  };
  clusterOf(account, item.properties)!.launch(group, 2);
}

const PROFILE: Service = {
  id: (properties, caller) => `${text(properties, 'ClusterName')}|${named('FargateProfileName')(properties, caller)}`,
  uses: (properties) => list(properties, 'Subnets'),
  attributes: (_, id) => ({ Arn: id }),
  refusal: (properties, caller) =>
    first(
      noCluster(properties, caller.account),
      missing(caller, 'AWS::EC2::Subnet', list(properties, 'Subnets')),
      trustsService(caller.account.byArn(properties.PodExecutionRoleArn), 'eks-fargate-pods.amazonaws.com')
        ? undefined
        : 'Misconfigured PodExecutionRole Trust Policy; Please add the eks-fargate-pods.amazonaws.com Service Principal',
      list(properties, 'Subnets').some((id) => isPublic(caller.account, id))
        ? 'Subnet provided in Fargate Profile is not a private subnet'
        : undefined,
    ),
  made: async (item, { account }) => {
    const { properties } = item;
    clusterOf(account, properties)!.profiles.set(item.id, {
      name: item.id,
      selectors: list(properties, 'Selectors') as never,
      subnets: list(properties, 'Subnets').map(String),
    });
    await account.time.sleep(2 * MINUTE);
  },
  gone: (item, account) => {
    const cluster = clusterOf(account, item.properties);
    cluster?.profiles.delete(item.id);
    cluster?.terminate(({ key }) => key.startsWith(`fargate ${item.id} `));
  },
};

/** Source: EKS API Reference, CreatePodIdentityAssociation: ResourceInUseException. */
const ASSOCIATION: Service = {
  id: (properties) => `${text(properties, 'ClusterName')} ${text(properties, 'Namespace')}/${text(properties, 'ServiceAccount')}`,
  attributes: (_, id) => ({ AssociationArn: id, AssociationId: id }),
  refusal: (properties, { account }) =>
    first(
      noCluster(properties, account),
      trustsService(account.byArn(properties.RoleArn), 'pods.eks.amazonaws.com')
        ? undefined
        : `Trust policy of role ${text(properties, 'RoleArn')} does not allow pods.eks.amazonaws.com`,
    ),
};

const SCALING_GROUP: Service = {
  id: named('AutoScalingGroupName'),
  uses: (properties) => list(properties, 'VPCZoneIdentifier'),
  refusal: (properties, caller) =>
    first(
      missing(caller, 'AWS::EC2::Subnet', list(properties, 'VPCZoneIdentifier')),
      missing(caller, 'AWS::EC2::LaunchTemplate', [templateIdOf(properties)]),
    ),
  made: async (item, { account }) => {
    await launchInstances(item, account);
    await account.time.sleep(2 * MINUTE);
  },
  changed: async (item, _, { account }) => {
    clusterNamedBy(item, account)?.terminate(({ key }) => key === item.id);
    await launchInstances(item, account);
  },
  gone: (item, account) => clusterNamedBy(item, account)?.terminate(({ key }) => key === item.id),
};

const templateIdOf = (properties: Fields): unknown =>
  at(properties, 'LaunchTemplate', 'LaunchTemplateId') ??
  at(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification', 'LaunchTemplateId');

// instances join the cluster that their user data names, with the role of their profile
function clusterNamedBy({ properties }: Item, account: Account): ClusterWorld | undefined {
  const userData = userDataOf(at(account.get('AWS::EC2::LaunchTemplate', templateIdOf(properties)), 'properties', 'LaunchTemplateData'));
  return [...account.clusters.values()].find(({ name }) =>
    new RegExp(`"name": "${name}"|cluster-name = "${name}"|-EKSClusterName ['"]?${name}\\b`).test(userData),
  );
}

const userDataOf = (data: unknown): string => Buffer.from(stringAt(data, 'UserData') ?? '', 'base64').toString();

async function launchInstances(item: Item, account: Account): Promise<void> {
  const { properties } = item;
  const cluster = clusterNamedBy(item, account);
  if (!cluster) throw new Error('the user data of the instances names no cluster');
  const data = at(account.get('AWS::EC2::LaunchTemplate', templateIdOf(properties)), 'properties', 'LaunchTemplateData');
  const profile = account
    .of('AWS::IAM::InstanceProfile')
    .find(
      ({ attributes, id }) => attributes.Arn === at(data, 'IamInstanceProfile', 'Arn') || id === at(data, 'IamInstanceProfile', 'Name'),
    );
  const role = account.get('AWS::IAM::Role', list(profile?.properties ?? {}, 'Roles')[0]);
  const subnets = list(properties, 'VPCZoneIdentifier').map(String);
  const problem = cluster.joinProblem(role?.attributes.Arn, subnets);
  if (problem) throw new Error(`Group did not stabilize: ${problem}`);
  const overrides = listAt(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'Overrides').map((each) => stringAt(each, 'InstanceType'));
  const userData = userDataOf(data);
  const group: NodeGroup = {
    key: item.id,
    kind: 'self-managed',
    instanceType: overrides.find(Boolean) ?? stringAt(data, 'InstanceType') ?? 't3.medium',
    os: 'linux',
    labels: labelsIn(userData),
    taints: taintsIn(userData),
    subnets,
    min: Number(properties.MinSize ?? 0),
    max: Number(properties.MaxSize ?? 0),
  };
  cluster.launch(group, Number(properties.DesiredCapacity ?? properties.MinSize ?? 1));
}

const labelsIn = (userData: string): Record<string, string> =>
  Object.fromEntries(
    (/--node-labels=([^\s"']+)/.exec(userData)?.[1] ?? '')
      .split(',')
      .filter(Boolean)
      .map((each) => each.split('=') as [string, string]),
  );

const taintsIn = (userData: string): NodeGroup['taints'] =>
  [...(/--register-with-taints=([^\s"']+)/.exec(userData)?.[1] ?? '').split(',').filter(Boolean)].map((each) => {
    const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?:(.+)$/.exec(each) ?? [];
    return { key, value: value ?? '', effect };
  });

export const EKS: Readonly<Record<string, Service>> = {
  'AWS::EKS::Cluster': CLUSTER,
  'AWS::EKS::Nodegroup': NODEGROUP,
  'AWS::EKS::Addon': ADDON,
  'AWS::EKS::AccessEntry': ACCESS_ENTRY,
  'AWS::EKS::FargateProfile': PROFILE,
  'AWS::EKS::PodIdentityAssociation': ASSOCIATION,
  'AWS::EKS::IdentityProviderConfig': {
    id: (properties) => `${text(properties, 'ClusterName')}/${text(properties, 'Type')}`,
    refusal: (properties, { account }) => noCluster(properties, account),
  },
  'AWS::AutoScaling::AutoScalingGroup': SCALING_GROUP,
};
