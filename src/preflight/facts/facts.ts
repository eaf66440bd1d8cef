import { CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { brokenTokensOf } from './broken-tokens';
import { builtImages } from './built-images';
import { isAppliedIn } from './cdk-manifests';
import { chartFactsOf } from './chart-facts';
import { customSchemasOf } from './custom-schemas';
import { CycleStep, Facts, FargateSelector } from './facts.rules';
import { ipPlanOf, isFirstOfNetwork } from './ip-plan';
import { networkOf } from './network-facts';
import { objectReferences } from './object-references';
import { publicParameters } from './public-parameters';
import { pathOfUser, resourcesOf } from './resource-facts';
import { isTrue, Resources } from './resource-facts.rules';
import { retainedFileSystems, retainedPvcs, retainedUsers, retainedWithoutKey } from './retained-storage';
import { cdkValidationOf, serviceInputsOf } from './service-inputs';
import { tokenIdentitiesOf } from './token-identities';
import { covers, feature, NETWORK_POLICY_ENFORCER } from '../../catalog/capability.rules';
import { environmentProblems } from '../../cluster/cluster-environment';
import { clustersNamed } from '../../cluster/cluster-name-conflicts';
import { partitionOf } from '../../cluster/partition';
import { insertMarkers } from '../../handler/substitutions.rules';
import { DEPLOY_TIME_VALUE, groupKindOf, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { SchemaValidator } from '../../kubernetes/schema-validation.rules';
import { hasAutoscaler } from '../../model/autoscaler';
import { Capacity } from '../../model/capacity.rules';
import { matchOf } from '../../model/cluster-match';
import { clusterModelsIn, ClusterModelData } from '../../model/cluster-model-data';
import { isHelmRelease, isOfType, MANIFEST, scanCluster, ScannedResource } from '../../model/cluster-scan';
import { clustersOfApp } from '../../model/clusters-of-app';
import { HELM_RELEASE_RESOURCE } from '../../model/custom-resource-types.data';
import { droppedEdges } from '../../model/edges';
import { givenProperty, literalNameOf, parsedJson, resourcesBelow } from '../../model/final-resource';
import { resourceGraphOf } from '../../model/resource-graph';
import { oncePerSynthesis } from '../../model/synthesis-pass';
import { undeployedCharts } from '../../model/undeployed-workloads';
import { hasAutoMode } from '../../nodes/auto-mode/auto-mode';
import { platformOfAmiType } from '../../nodes/tables/instance-types.rules';
import { nodeCandidatesOf } from '../placement/node-candidates';
import { Manifests } from '../reading/workloads.rules';

/** Reads the input of rules from the final construct tree, once per synthesis. */
export const factsOf = (data: ClusterModelData): Facts =>
  oncePerSynthesis(data.cluster, `facts ${data.cluster.node.path}`, () => readFacts(data));

function readFacts(data: ClusterModelData): Facts {
  const scanned = scanCluster(data);
  const isFirst = clusterModelsIn(data.cluster)[0] === data;
  const groups = scanned.filter(isOfType('AWS::EKS::Nodegroup'));
  const match = matchOf(data);
  const forms = new SchemaValidator(customSchemasOf(scanned));
  const read = scanned.flatMap((from) =>
    from.objects.map((value, index) => ({ from, index, path: pathOf(from.resource), ...forms.validate(value) })),
  );
  const referencesIn = objectReferences(read);
  const objects = read.map(({ path, object }) => ({ path, value: object }));
  const resources = resourcesOf(data);
  const charts = scanned.filter(isHelmRelease).map((each) => ({
    path: pathOf(each.resource),
    value: {
      release: stringAt(each.properties, 'Release') ?? '',
      namespace: stringAt(each.properties, 'Namespace'),
      chart: each.stringProperty('Chart') ?? '',
      repository: stringAt(each.properties, 'Repository') ?? '',
      version: stringAt(each.properties, 'Version'),
      ...(isUnpinned(each) ? { unpinned: true as const } : {}),
      values:
        each.properties.Values === undefined
          ? uploadedValuesOf(each.uploadedValues)
          : valuesOf(each.properties.Values, each.properties.Substitutions),
    },
  }));
  const addonSettings = scanned.filter(isOfType('AWS::EKS::Addon')).map((each) => ({
    path: pathOf(each.resource),
    value: { name: each.stringProperty('AddonName') ?? '', values: valuesOf(each.properties.ConfigurationValues) },
  }));
  const isInstalled = (chart: string) => charts.some(({ value }) => value.chart === chart);
  const offered = data.capacity.flatMap((offer) => offer());
  const architectures = [
    ...groups.map(({ properties }) => platformOfAmiType(stringAt(properties, 'AmiType'))?.architecture),
    ...offered.flatMap(architecturesOf),
  ];
  const places = nodeCandidatesOf(data, resources, { objects, referencesIn }, isInstalled('karpenter'));
  return {
    cluster: data.cluster.node.path,
    missing: match.matched
      .filter(({ verdict, requirement }) => verdict === 'absent' && !requirement.optional)
      .map(({ requirement: { capability, object: requiredBy, dependent } }) => ({
        path: pathOf(dependent),
        value: { capability, requiredBy },
      })),
    objects,
    referencesIn,
    singletons: scanned.flatMap((each) => singletonsOf(each).map((value) => ({ path: pathOf(each.resource), value }))),
    fargateSelectors: scanned.filter(isOfType('AWS::EKS::FargateProfile')).flatMap(fargateSelectorsOf),
    capacity:
      data.imported || groups.length > offered.filter((each) => each.type === 'nodes' && each.nodeType === 'managed').length
        ? undefined
        : offered,
    podIdentities: scanned.filter(isOfType('AWS::EKS::PodIdentityAssociation')).map((each) => ({
      path: pathOf(each.resource),
      value: { namespace: each.stringProperty('Namespace') ?? '', name: each.stringProperty('ServiceAccount') ?? '' },
    })),
    tokenIdentities: tokenIdentitiesOf({ objects, resources, referencesIn }),
    hasInstances: groups.length > 0 || data.imported || offered.some(({ type }) => type !== 'fargate'),
    architectures: places === undefined || architectures.includes(undefined) ? undefined : [...new Set(architectures as string[])],
    builtImages: builtImages(data.cluster),
    network: networkOf(data.cluster),
    undeployedCharts: clustersOfApp(data.cluster)[0] === data ? undeployedCharts(data.cluster, isAppliedIn(data)) : [],
    helmReleases: charts,
    waitingCniPlugins: match.cniPlugins.filter(waitsForRollouts).map((each) => ({
      path: pathOf(each.resource),
      value: `${stringAt(each.properties, 'Namespace') ?? 'default'}/${stringAt(each.properties, 'Release')}`,
    })),
    addonNames: scanned
      .filter(isOfType('AWS::EKS::Addon'))
      .map((each) => ({ path: pathOf(each.resource), value: each.stringProperty('AddonName') ?? '' })),
    addonSettings,
    imageParameters: isFirst ? publicParameters(Stage.of(data.cluster)!) : [],
    customInstanceTypes: [...data.customInstanceTypes],
    clusterNameConflicts: clusterNameConflictsOf(data),
    misplacedResources: scanned.flatMap(({ resource }) =>
      environmentProblems(resource, data.cluster).map(({ finding, remediation }) => ({
        path: pathOf(resource),
        value: { finding, remediation },
      })),
    ),
    unreachableApis: match.matched.flatMap(({ verdict, requirement: { capability, dependent } }) =>
      verdict === 'absent' && capability.type === 'feature' && capability.name.startsWith('aws-api ')
        ? [{ path: pathOf(dependent), value: capability.name.replace('aws-api ', '') }]
        : [],
    ),
    ipPlan: isFirstOfNetwork(data) ? ipPlanOf(data) : [],
    autoMode: hasAutoMode(data),
    resourceCounts: countsOf(data),
    retainedPvcs: retainedPvcs(scanned),
    retainedFileSystems: isFirstOfNetwork(data) ? retainedFileSystems(Stage.of(data.cluster)!) : [],
    retainedUsers: isFirst ? retainedUsers(Stage.of(data.cluster)!) : [],
    retainedWithoutKey: isFirst ? retainedWithoutKey(Stage.of(data.cluster)!) : [],
    defaultPodSecurity: new Map(data.deployedCharts.flatMap(({ defaultLevels }) => [...defaultLevels()])),
    externalDeclarations: data.externalDeclarations.map(({ thing }) => thing),
    manifests: new Manifests(objects),
    verdictOf: match.verdictOf,
    scopeComplete: match.scopeComplete,
    ipFamily: ipFamilyOf(data.cluster, resources),
    version: versionOf(resources),
    region: regionOf(data.cluster),
    partition: partitionOf(data.cluster),
    nodeCandidates: places,
    hasNodeAutoscaler: hasAutoscaler(data) || (match.scopeComplete ? false : undefined),
    enforcesNetworkPolicies: networkPoliciesEnforced(data, { scopeComplete: match.scopeComplete, objects, addonSettings }),
    resources,
    serviceInputs: serviceInputsOf(data),
    cdkValidation: cdkValidationOf(data.cluster),
    brokenTokens: brokenTokensOf(data),
    ...chartFactsOf(data, scanned),
    unreadable: scanned.flatMap(({ resource, unreadable }) => unreadable.map((value) => ({ path: pathOf(resource), value }))),
    malformed: read.flatMap(({ path, object, violations }) => violations.map((problem) => ({ path, value: { object, problem } }))),
    createdByKubectl: new Map(
      read
        .filter(({ from }) => from.type === MANIFEST)
        .map(({ from, object }) => [object, { overwrites: isTrue(from.properties.Overwrite) }]),
    ),
    mutatingWebhooks: mutatingWebhooksOf(data, objects),
    droppedDependencies: droppedEdges(data).map(({ from, to, cycle }) => ({
      from: pathOf(from),
      to: pathOf(to),
      kinds: scanned.find(({ resource }) => resource === from)?.objects.map(groupKindOf) ?? [],
      ...(cycle ? { cycle: cycleSteps(cycle) } : {}),
    })),
    circularDependencies: isFirst ? resourceGraphOf(data.cluster).cycles().map(cycleSteps) : [],
  };
}

// a chart of this library has a version, an archive or a digest; one of plain aws-eks-v2 may be uploaded
function isUnpinned({ type, properties }: ScannedResource): boolean {
  const { Version, Chart, ChartAssetURL, Repository } = properties;
  const isDigest = [Chart, Repository].some((each) => typeof each === 'string' && each.includes('@sha256:'));
  return type !== HELM_RELEASE_RESOURCE && Version === undefined && ChartAssetURL === undefined && !isDigest;
}

// Helm of plain aws-eks-v2 waits on request
function waitsForRollouts({ type, properties }: ScannedResource): boolean {
  return type === HELM_RELEASE_RESOURCE ? !listAt(properties, 'NotWaitedFor').includes('rollouts') : isTrue(properties.Wait);
}

function cycleSteps(resources: readonly CfnResource[]): CycleStep[] {
  return resources.map((resource, index) => ({
    path: pathOf(resource),
    type: resource.cfnResourceType,
    by: resourceGraphOf(resource).refersTo(resource, resources[(index + 1) % resources.length]) ? 'reference' : 'DependsOn',
  }));
}

function clusterNameConflictsOf({ cluster, imported }: ClusterModelData): Facts['clusterNameConflicts'] {
  const { name } = imported ? ({} as { name?: string }) : (cluster.node.defaultChild as eks.CfnCluster);
  if (name === undefined || Token.isUnresolved(name)) return [];
  const { path } = cluster.node;
  const named = clustersNamed(name, Stack.of(cluster));
  const inventories = clustersOfApp(cluster);
  const known = new Set(inventories.map((each) => each.cluster.node.path));
  // of two checked clusters, the later one reports the conflict
  const isBefore = (index: number) => index < named.findIndex((each) => each.path === path);
  return named.filter((each, index) => each.path !== path && (isBefore(index) || !known.has(each.path))).map((value) => ({ path, value }));
}

function versionOf(resources: Resources): string | undefined {
  const version = stringAt(resources.ofType('AWS::EKS::Cluster')[0]?.properties, 'Version');
  return version !== undefined && /^\d+\.\d+$/.test(version) ? version : undefined;
}

// an imported cluster may declare it
function ipFamilyOf({ ipFamily }: eks.ICluster, resources: Resources): Facts['ipFamily'] {
  const own = resources.ofType('AWS::EKS::Cluster')[0];
  const family = own ? (stringAt(own.properties, 'KubernetesNetworkConfig', 'IpFamily') ?? 'ipv4') : ipFamily;
  return family === 'ipv4' || family === 'ipv6' ? family : undefined;
}

const regionOf = (cluster: IConstruct): string | undefined =>
  Token.isUnresolved(Stack.of(cluster).region) ? undefined : Stack.of(cluster).region;

/** Whether NetworkPolicies are enforced: by vpc-cni if it is enabled; undefined for another CNI and Auto Mode. */
function networkPoliciesEnforced(
  data: ClusterModelData,
  { scopeComplete, objects, addonSettings }: Pick<Facts, 'scopeComplete' | 'objects' | 'addonSettings'>,
): boolean | undefined {
  const declared = data.externalDeclarations.some(
    ({ thing }) => covers(thing, NETWORK_POLICY_ENFORCER) || covers(thing, feature('pod-network')),
  );
  if (declared || !scopeComplete || hasAutoMode(data)) return undefined;
  const settings = addonSettings.find(({ value }) => value.name === 'vpc-cni');
  if (settings && typeof settings.value.values !== 'object') return settings.value.values === undefined ? false : undefined;
  const enabled = stringAt(settings?.value.values, 'enableNetworkPolicy');
  if (enabled !== undefined && isDeployTimeValue(enabled)) return undefined;
  return (
    enabled === 'true' ||
    objects.some(
      ({ value }) => value.metadata?.name === 'amazon-vpc-cni' && stringAt(value, 'data', 'enable-network-policy-controller') === 'true',
    )
  );
}

const PODS = new Set(['pods', '*', '*/*', 'deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'replicasets']);

/** Webhooks that may change pods, deployed or declared. */
function mutatingWebhooksOf(data: ClusterModelData, objects: Facts['objects']): string[] {
  const deployed = objects.filter(
    ({ value }) =>
      groupKindOf(value) === 'admissionregistration.k8s.io/MutatingWebhookConfiguration' &&
      listAt(value, 'webhooks').some((webhook) =>
        listAt(webhook, 'rules').some((rule) => listAt(rule, 'resources').some((resource) => PODS.has(String(resource)))),
      ),
  );
  const declared = data.externalDeclarations.flatMap(({ thing }) =>
    thing.type === 'object' && thing.kind === 'MutatingWebhookConfiguration' ? [thing.name] : [],
  );
  return [...deployed.map(({ value }) => value.metadata?.name ?? ''), ...declared];
}

// path of the construct of the user: without the ids that this library and CDK append
const pathOf = (resource: IConstruct): string => pathOfUser(resource.node.path);

function singletonsOf(scanned: ScannedResource): string[] {
  if (isHelmRelease(scanned)) {
    return [`Helm release '${stringAt(scanned.properties, 'Namespace') ?? 'default'}/${stringAt(scanned.properties, 'Release')}'`];
  }
  if (isOfType('AWS::EKS::AccessEntry')(scanned)) {
    return [`access entry of ${literalNameOf(givenProperty(scanned.resource, 'PrincipalArn')) ?? scanned.stringProperty('PrincipalArn')}`];
  }
  return isOfType('AWS::EKS::Addon')(scanned) ? [`EKS add-on '${scanned.stringProperty('AddonName')}'`] : [];
}

const ARCHITECTURES: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'arm64' };

// managed node groups are read from their resource
function architecturesOf(capacity: Capacity): (string | undefined)[] {
  switch (capacity.type) {
    case 'fargate':
      return ['x86_64'];
    case 'nodes':
      return capacity.nodeType === 'managed' ? [] : [capacity.architecture];
    case 'elastic':
      return (
        capacity.requirements
          .find(({ key, operator }) => key === 'kubernetes.io/arch' && operator === 'In')
          ?.values.map((value) => ARCHITECTURES[value]) ?? [undefined]
      );
  }
}

// a list with one item
const uploadedValuesOf = (values: unknown): unknown =>
  values === undefined ? undefined : listAt({ values: parsedJson(values) }, 'values')[0];

// configuration values may be YAML, which is kept as a string
// those of a release have placeholders for what CloudFormation inserts
function valuesOf(values: unknown, inserted?: unknown): unknown {
  if (typeof values !== 'string') return undefined;
  try {
    return inserted === undefined
      ? parsedJson(values)
      : insertMarkers(JSON.parse(values), (name) => stringAt(inserted, name) ?? DEPLOY_TIME_VALUE);
  } catch {
    return values;
  }
}

function countsOf({ cluster }: ClusterModelData): Record<string, number> {
  return oncePerSynthesis(cluster, 'resource counts', () => {
    const counts: Record<string, number> = {};
    // a synthesis adds the metadata
    const resources = resourcesBelow(Stage.of(cluster)!).filter(({ cfnResourceType }) => cfnResourceType !== 'AWS::CDK::Metadata');
    for (const { cfnResourceType } of resources) counts[cfnResourceType] = (counts[cfnResourceType] ?? 0) + 1;
    return counts;
  });
}

function fargateSelectorsOf({ properties }: ScannedResource): FargateSelector[] {
  return listAt(properties, 'Selectors').map((selector) => ({
    namespace: stringAt(selector, 'Namespace') ?? '',
    labels: Object.fromEntries(listAt(selector, 'Labels').map((label) => [stringAt(label, 'Key') ?? '', stringAt(label, 'Value') ?? ''])),
  }));
}
