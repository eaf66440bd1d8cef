import { Stack, Stage, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { builtImages } from './built-images';
import { Facts, FargateSelector, NetworkFacts } from './facts.rules';
import { ipPlanOf, isFirstOfNetwork } from './ip-plan';
import { keptClaims, keptInOwnSubnets } from './kept-file-systems';
import { publicParameters } from './public-parameters';
import { pathOfUser, resourcesOf } from './resource-facts';
import { Resources } from './resource-facts.rules';
import { cdkValidationOf, serviceInputsOf } from './service-inputs';
import { covers, part, POLICY_ENFORCER } from '../../catalog/thing.rules';
import { placeProblems } from '../../cluster/cluster-place';
import { partitionOf } from '../../cluster/partition';
import { clustersNamed } from '../../cluster/same-name';
import { Forms } from '../../kubernetes/form.rules';
import { groupKindOf, isFilledIn, listAt, textAt } from '../../kubernetes/kubernetes-object.rules';
import { hasAutoscaler } from '../../model/autoscaler';
import { Capacity } from '../../model/capacity.rules';
import { matchOf } from '../../model/cluster-match';
import { isHelmRelease, isOfType, scanCluster, ScannedResource } from '../../model/cluster-scan';
import { droppedEdges } from '../../model/edges';
import { givenProperty, identityOf, parsedJson, resourcesBelow } from '../../model/final-resource';
import { inventoriesBelow, InventoryData } from '../../model/inventory-data';
import { oncePerSynthesis } from '../../model/synthesis-pass';
import { networkTiersOf } from '../../network/network-tiers';
import { isAutoMode } from '../../nodes/auto-mode/auto-mode';
import { platformOfAmiType } from '../../nodes/tables/instance-types.rules';
import { nodePlacesOf } from '../placement/places';
import { Manifests } from '../reading/manifests.rules';

/** Reads all that rules look at from the finished tree. */
export function factsOf(data: InventoryData): Facts {
  const scanned = scanCluster(data);
  const groups = scanned.filter(isOfType('AWS::EKS::Nodegroup'));
  const match = matchOf(data);
  const forms = new Forms();
  const read = scanned.flatMap(({ resource, objects }) => objects.map((value) => ({ path: pathOf(resource), ...forms.formed(value) })));
  const objects = read.map(({ path, object }) => ({ path, value: object }));
  const resources = resourcesOf(data);
  const charts = scanned.filter(isHelmRelease).map((each) => ({ path: pathOf(each.resource), value: { release: textAt(each.properties, 'Release') ?? '', chart: each.text('Chart') ?? '', repository: textAt(each.properties, 'Repository') ?? '', values: valuesOf(each.properties.Values) } }));
  const addonSettings = scanned.filter(isOfType('AWS::EKS::Addon')).map((each) => ({ path: pathOf(each.resource), value: { name: each.text('AddonName') ?? '', values: valuesOf(each.properties.ConfigurationValues) } }));
  const isInstalled = (chart: string) => charts.some(({ value }) => value.chart === chart);
  const offered = data.capacity.flatMap((offer) => offer());
  const architectures = [...groups.map(({ properties }) => platformOfAmiType(textAt(properties, 'AmiType'))?.architecture), ...offered.flatMap(architecturesOf)];
  const places = nodePlacesOf(data, resources, objects, isInstalled('karpenter'));
  return {
    cluster: data.cluster.node.path,
    absent: match.matched.filter(({ verdict, requirement }) => verdict === 'absent' && !requirement.optional)
      .map(({ requirement: { thing, object, by } }) => ({ path: pathOf(by), value: { thing, object } })),
    objects,
    unique: scanned.flatMap((each) => uniqueNames(each).map((value) => ({ path: pathOf(each.resource), value }))),
    fargate: scanned.filter(isOfType('AWS::EKS::FargateProfile')).flatMap(selectorsOf),
    capacity: data.imported || groups.length > offered.filter((each) => each.type === 'nodes' && each.nodeType === 'managed').length ? undefined : offered,
    podIdentities: scanned.filter(isOfType('AWS::EKS::PodIdentityAssociation')).map((each) => ({ path: pathOf(each.resource), value: { namespace: each.text('Namespace') ?? '', name: each.text('ServiceAccount') ?? '' } })),
    hasInstances: groups.length > 0 || data.imported || offered.some(({ type }) => type !== 'fargate'),
    architectures: places === undefined || architectures.includes(undefined) ? undefined : [...new Set(architectures as string[])],
    images: builtImages(data.cluster),
    network: networkOf(data.cluster),
    charts,
    addonNames: scanned.filter(isOfType('AWS::EKS::Addon')).map((each) => ({ path: pathOf(each.resource), value: each.text('AddonName') ?? '' })),
    addonSettings,
    imageParameters: inventoriesBelow(data.cluster)[0] === data ? publicParameters(Stage.of(data.cluster)!) : [],
    givenInstanceTypes: [...data.givenInstanceTypes],
    sameName: sameNameOf(data),
    elsewhere: scanned.flatMap(({ resource }) =>
      placeProblems(resource, data.cluster).map(({ what, fix }) => ({ path: pathOf(resource), value: { what, fix } }))),
    unreachableApis: match.matched.flatMap(({ verdict, requirement: { thing, by } }) =>
      (verdict === 'absent' && thing.type === 'part' && thing.name.startsWith('aws-api ') ? [{ path: pathOf(by), value: thing.name.replace('aws-api ', '') }] : [])),
    ipPlan: isFirstOfNetwork(data) ? ipPlanOf(data) : [],
    autoMode: isAutoMode(data.cluster),
    resourceCounts: countsOf(data),
    keptClaims: keptClaims(scanned),
    keptInOwnSubnets: isFirstOfNetwork(data) ? keptInOwnSubnets(Stage.of(data.cluster)!) : [],
    external: data.external.map(({ thing }) => thing),
    manifests: new Manifests(objects),
    verdictOf: match.verdictOf,
    closed: match.closed,
    ipFamily: ipFamilyOf(data.cluster, resources),
    version: versionOf(resources),
    region: regionOf(data.cluster),
    partition: partitionOf(data.cluster),
    places,
    autoscaled: hasAutoscaler(data) || (match.closed ? false : undefined),
    enforcesPolicies: policiesEnforced(data, { closed: match.closed, objects, addonSettings }),
    resources,
    inputs: serviceInputsOf(data),
    cdkValidation: cdkValidationOf(data.cluster),
    unreadable: scanned.flatMap(({ resource, unreadable }) => unreadable.map((value) => ({ path: pathOf(resource), value }))),
    malformed: read.flatMap(({ path, object, problems }) => problems.map((problem) => ({ path, value: { object, problem } }))),
    mutators: mutatorsOf(data, objects),
    droppedOrders: droppedEdges(data).map(({ from, to }) => ({
      from: pathOf(from), to: pathOf(to), kinds: scanned.find(({ resource }) => resource === from)?.objects.map(groupKindOf) ?? [],
    })),
  };
}

function sameNameOf({ cluster, imported }: InventoryData): Facts['sameName'] {
  const { name } = imported ? {} as { name?: string } : cluster.node.defaultChild as eks.CfnCluster;
  if (name === undefined || Token.isUnresolved(name)) return [];
  const { path } = cluster.node;
  const named = clustersNamed(name, Stack.of(cluster));
  const inventories = cluster.node.root.node.findAll().filter(Stage.isStage).flatMap((stage) => inventoriesBelow(stage));
  const known = new Set(inventories.map((each) => each.cluster.node.path));
  // of two clusters that both have rules, the later one says it
  const isBefore = (index: number) => index < named.findIndex((each) => each.path === path);
  return named.filter((each, index) => each.path !== path && (isBefore(index) || !known.has(each.path))).map((value) => ({ path, value }));
}

function versionOf(resources: Resources): string | undefined {
  const version = textAt(resources.ofType('AWS::EKS::Cluster')[0]?.properties, 'Version');
  return version !== undefined && /^\d+\.\d+$/.test(version) ? version : undefined;
}

// that of an imported cluster is known where it is told
function ipFamilyOf({ ipFamily }: eks.ICluster, resources: Resources): Facts['ipFamily'] {
  const own = resources.ofType('AWS::EKS::Cluster')[0];
  const family = own ? textAt(own.properties, 'KubernetesNetworkConfig', 'IpFamily') ?? 'ipv4' : ipFamily;
  return family === 'ipv4' || family === 'ipv6' ? family : undefined;
}

const regionOf = (cluster: IConstruct): string | undefined => (Token.isUnresolved(Stack.of(cluster).region) ? undefined : Stack.of(cluster).region);

/** Whether policies are enforced: by vpc-cni when it is told to; another CNI, and that of Auto Mode, may or may not. */
function policiesEnforced(data: InventoryData, { closed, objects, addonSettings }: Pick<Facts, 'closed' | 'objects' | 'addonSettings'>): boolean | undefined {
  const declared = data.external.some(({ thing }) => covers(thing, POLICY_ENFORCER) || covers(thing, part('pod-network')));
  if (declared || !closed || isAutoMode(data.cluster)) return undefined;
  const settings = addonSettings.find(({ value }) => value.name === 'vpc-cni');
  if (settings && typeof settings.value.values !== 'object') return settings.value.values === undefined ? false : undefined;
  const enabled = textAt(settings?.value.values, 'enableNetworkPolicy');
  if (enabled !== undefined && isFilledIn(enabled)) return undefined;
  return enabled === 'true' || objects.some(({ value }) => value.metadata?.name === 'amazon-vpc-cni' && textAt(value, 'data', 'enable-network-policy-controller') === 'true');
}

const PODS = new Set(['pods', '*', '*/*', 'deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'replicasets']);

/** Webhooks that may change pods, deployed or declared. */
function mutatorsOf(data: InventoryData, objects: Facts['objects']): string[] {
  const deployed = objects.filter(({ value }) => groupKindOf(value) === 'admissionregistration.k8s.io/MutatingWebhookConfiguration'
    && listAt(value, 'webhooks').some((webhook) => listAt(webhook, 'rules').some((rule) => listAt(rule, 'resources').some((resource) => PODS.has(String(resource))))));
  const declared = data.external.flatMap(({ thing }) => (thing.type === 'object' && thing.kind === 'MutatingWebhookConfiguration' ? [thing.name] : []));
  return [...deployed.map(({ value }) => value.metadata?.name ?? ''), ...declared];
}

// the construct that a user wrote: the resource's path without what this library and CDK put below it
const pathOf = (resource: IConstruct): string => pathOfUser(resource.node.path);

function uniqueNames(scanned: ScannedResource): string[] {
  if (isHelmRelease(scanned)) return [`Helm release '${textAt(scanned.properties, 'Namespace') ?? 'default'}/${textAt(scanned.properties, 'Release')}'`];
  if (isOfType('AWS::EKS::AccessEntry')(scanned)) return [`access entry of ${identityOf(givenProperty(scanned.resource, 'PrincipalArn')) ?? scanned.text('PrincipalArn')}`];
  return isOfType('AWS::EKS::Addon')(scanned) ? [`EKS add-on '${scanned.text('AddonName')}'`] : [];
}

const ARCHITECTURES: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'arm64' };

// groups that EKS manages are read from their resource
function architecturesOf(capacity: Capacity): (string | undefined)[] {
  switch (capacity.type) {
    case 'fargate': return ['x86_64'];
    case 'nodes': return capacity.nodeType === 'managed' ? [] : [capacity.architecture];
    case 'elastic': return capacity.requirements.find(({ key, operator }) => key === 'kubernetes.io/arch' && operator === 'In')?.values.map((value) => ARCHITECTURES[value]) ?? [undefined];
  }
}

// settings may be YAML as well, of which nobody here reads more than that it is a text
function valuesOf(values: unknown): unknown {
  if (typeof values !== 'string') return undefined;
  try {
    return parsedJson(values);
  } catch {
    return values;
  }
}

function countsOf({ cluster }: InventoryData): Record<string, number> {
  return oncePerSynthesis(cluster, 'resource counts', () => {
    const counts: Record<string, number> = {};
    for (const { cfnResourceType } of resourcesBelow(Stage.of(cluster)!)) counts[cfnResourceType] = (counts[cfnResourceType] ?? 0) + 1;
    return counts;
  });
}

function selectorsOf({ properties }: ScannedResource): FargateSelector[] {
  return listAt(properties, 'Selectors').map((selector) => ({
    namespace: textAt(selector, 'Namespace') ?? '',
    labels: Object.fromEntries(listAt(selector, 'Labels').map((label) => [textAt(label, 'Key') ?? '', textAt(label, 'Value') ?? ''])),
  }));
}

function networkOf(cluster: eks.ICluster): NetworkFacts | undefined {
  let vpc: ec2.IVpc;
  try {
    vpc = cluster.vpc;
  } catch {
    return undefined; // an imported cluster that was not told its VPC
  }
  const zones = new Set(vpc.publicSubnets.map(({ availabilityZone }) => JSON.stringify(availabilityZone)));
  const subnets = [...vpc.publicSubnets, ...vpc.privateSubnets];
  return {
    path: vpc.node.path,
    publicZones: zones.size,
    untaggable: subnets.filter((subnet) => !ec2.Subnet.isVpcSubnet(subnet)).length,
    reachesInternet: networkTiersOf(vpc).reachesInternet,
  };
}
