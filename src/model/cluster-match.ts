import { CfnResource, Stage } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { ClusterModelData } from './cluster-model-data';
import { DEPENDENCIES_BY_TYPE, dependenciesOfAddon, RUNS_PODS } from './cluster-resource.rules';
import { isHelmRelease, isOfType, nodegroupRoleOf, scanCluster, ScannedResource } from './cluster-scan';
import { creatableByControllers } from './controller-permissions.rules';
import { finalResource, parsedJson, resourcesBelow } from './final-resource';
import {
  completeNamespaces,
  match,
  Matched,
  Provision,
  Requirement,
  unusedDeclarations,
  Verdict,
  verdictInScope,
  ModelScope,
} from './match.rules';
import { dependenciesOf, capabilitiesOf } from './object-dependencies.rules';
import { namespaceOfRelease, Release, releaseDependencies } from './release-dependencies.rules';
import { oncePerSynthesis } from './synthesis-pass';
import { keyOf, feature, CapabilityData } from '../catalog/capability.rules';
import { addonRow, chartRow, isCniPlugin, providedByChart, providedByComponent, thingsOf } from '../catalog/catalog.rules';
import { ChartRow } from '../catalog/charts.data';
import { ComponentRow } from '../catalog/component.rules';
import { CAPABILITY_KINDS, isAckKind } from '../catalog/eks-capabilities.data';
import { AUTO_MODE_KINDS } from '../kubernetes/kinds.data';
import { at, KubernetesObject, listAt, podSpecOf } from '../kubernetes/kubernetes-object.rules';

/** The match of one cluster, whose providers and requirers are resources of the template. */
export interface ClusterMatch {
  readonly matched: readonly Matched<CfnResource>[];
  readonly unusedDeclarations: readonly CapabilityData[];
  /** the verdict on any capability, also on one that no resource requires. */
  readonly verdictOf: (thing: CapabilityData) => Verdict;
  /** whether every chart and every object of the cluster is known. */
  readonly scopeComplete: boolean;
  /** releases that are the CNI plugin of the nodes. */
  readonly cniPlugins: readonly ScannedResource[];
}

/** Matches all that is provided to a cluster with all that is required of it. */
export function matchOf(data: ClusterModelData): ClusterMatch {
  return oncePerSynthesis(data.cluster, `match ${data.cluster.node.path}`, () => {
    const scanned = scanCluster(data);
    const registered = new Set(data.registrations.map(({ construct }) => construct));
    const known = [...registeredProvisions(data), ...scanned.flatMap(scannedProvisions)];
    const plugins = cniPluginsOf(data, scanned, known);
    const made = [
      ...known,
      ...plugins.map(({ resource }) => ({ capability: feature('pod-network'), provider: resource })),
      ...subnetProvisions(data),
      // an access entry that no construct registered was created by the user, for a principal that logs in
      ...scanned
        .filter((each) => isOfType('AWS::EKS::AccessEntry')(each) && !registered.has(each.resource))
        .map((each) => ({ capability: feature('administrator'), provider: each.resource })),
    ];
    const releases = scanned.filter(isHelmRelease).map((each) => ({ dependent: each.resource, release: releaseOf(each) }));
    const provisions = [
      ...made,
      ...releases.flatMap(({ dependent, release }) =>
        namespaceOfRelease(release, made).map((capability) => ({ capability, provider: dependent })),
      ),
    ];
    const withPods = new Set(scanned.filter(({ objects }) => objects.some((each) => podSpecOf(each))).map(({ resource }) => resource));
    const needed = [...registeredRequirements(data), ...scanned.flatMap((each) => scannedRequirements(each, plugins.includes(each)))];
    const ackKinds = needed.flatMap(({ capability }) => (isAckKind(capability) ? [capability] : []));
    provisions.push(
      ...scanned
        .filter((each) => isOfType('AWS::EKS::Capability')(each) && each.stringProperty('Type') === 'ACK')
        .flatMap(({ resource }) => ackKinds.map((capability) => ({ capability, provider: resource }))),
    );
    const requirements = [
      ...needed,
      ...releases.flatMap(({ dependent, release }) =>
        releaseDependencies(release, made, (provider) => withPods.has(provider)).map((need) => ({ ...need, dependent })),
      ),
    ];
    const external = data.externalDeclarations.map(({ thing }) => thing);
    const charts = scanned.filter(isHelmRelease);
    const unknownCharts = charts.filter((chart) => contentsOf(chart)?.contentsUnknown ?? contentsOf(chart) === undefined);
    const writtenByOthers = new Set(charts.map((chart) => chart.stringProperty('Namespace') ?? 'default'));
    const world: ModelScope = {
      complete: !data.imported && unknownCharts.length === 0 && !hasEksCapability(data) && !releases.some(hasExtraObjects),
      completeNamespaces: completeNamespaces(provisions, external, writtenByOthers),
      external: [...external, ...installedByEks(data)],
      mayCreate: creatableByControllers(scanned.flatMap(({ objects }) => objects)),
    };
    const described = new Set(data.registrations.filter(({ provides }) => provides.length > 0).map(({ construct }) => construct));
    const mayInstall = unknownCharts.map(({ resource }) => resource).filter((resource) => !described.has(resource));
    const provided = new Set(provisions.map(({ capability }) => keyOf(capability)));
    return {
      matched: match(requirements, provisions, world).map((each) => afterUnknownCharts(each, mayInstall)),
      unusedDeclarations: unusedDeclarations(requirements, external),
      verdictOf: (thing) => (provided.has(keyOf(thing)) ? 'provided' : verdictInScope(thing, world)),
      scopeComplete: world.complete,
      cniPlugins: plugins,
    };
  });
}

/**
 * Releases that are the CNI plugin of the nodes: they come before the nodes, which are not ready without them. Where vpc-cni or Auto Mode
 * brings pod networking, nodes are ready without them.
 */
function cniPluginsOf(
  data: ClusterModelData,
  scanned: readonly ScannedResource[],
  known: readonly Provision<CfnResource>[],
): readonly ScannedResource[] {
  const network = keyOf(feature('pod-network'));
  const releases = scanned.filter(isHelmRelease);
  const providers = new Set(known.flatMap(({ capability, provider }) => (keyOf(capability) === network ? [provider] : [])));
  const described = releases.filter(({ resource }) => providers.has(resource));
  if (providers.size > 0 || installedByEks(data).some((each) => keyOf(each) === network)) return described;
  return releases.filter((each) => isCniPlugin(contentsOf(each), releaseOf(each).values));
}

/** An object of a kind that nothing is known to provide comes after the charts of unknown contents, one of which installs its CRD. */
function afterUnknownCharts(matched: Matched<CfnResource>, charts: readonly CfnResource[]): Matched<CfnResource> {
  const { requirement, verdict, providers } = matched;
  if (requirement.capability.type !== 'kind' || verdict !== 'unknown' || providers.length > 0) return matched;
  return { requirement: { ...requirement, late: 'unknown contents' }, verdict, providers: charts };
}

// a GitOps engine or a controller of AWS that EKS runs creates objects that are not in this app
const hasEksCapability = ({ cluster }: ClusterModelData): boolean =>
  oncePerSynthesis(cluster, 'capabilities', () =>
    resourcesBelow(Stage.of(cluster)!).some(({ cfnResourceType }) => cfnResourceType === 'AWS::EKS::Capability'),
  );

// what EKS puts into a cluster by itself, unless it is told not to
function installedByEks({ cluster, imported }: ClusterModelData): CapabilityData[] {
  if (imported) return [];
  const { properties } = finalResource(cluster.node.defaultChild as CfnResource);
  return [
    ...(at(properties, 'BootstrapSelfManagedAddons') === false
      ? []
      : [feature('pod-network'), feature('service-network'), feature('cluster-dns')]),
    ...(at(properties, 'ComputeConfig', 'Enabled') === true ? [feature('pod-identity'), ...AUTO_MODE_KINDS] : []),
    // the built-in pools (system, general-purpose), which eks.Cluster of aws-eks-v2 has by default, provide nodes
    ...(at(properties, 'ComputeConfig', 'Enabled') === true && listAt(properties, 'ComputeConfig', 'NodePools').length > 0
      ? [feature('nodes')]
      : []),
  ];
}

function registeredProvisions(data: ClusterModelData): Provision<CfnResource>[] {
  return data.registrations.flatMap(({ construct, provides }) =>
    (provides.length === 0 ? [] : resourcesBelow(construct)).flatMap((provider) =>
      provides.map((capability) => ({ capability, provider })),
    ),
  );
}

function registeredRequirements(data: ClusterModelData): Requirement<CfnResource>[] {
  return data.registrations.flatMap(({ construct, requires }) =>
    (requires.length === 0 ? [] : resourcesBelow(construct)).flatMap((dependent) =>
      requires.map((dependency) => ({ ...dependency, dependent })),
    ),
  );
}

/**
 * The subnets of the cluster's network, by what makes them usable: routes and their associations. CloudFormation deletes a subnet that
 * nothing depends on at once, also while a load balancer has interfaces in it. Source: EC2 API Reference, DeleteSubnet
 * (DependencyViolation).
 */
function subnetProvisions({ cluster }: ClusterModelData): Provision<CfnResource>[] {
  const vpc = vpcOf(cluster);
  if (!vpc) return [];
  const ofSubnets = (subnets: readonly IConstruct[], types: readonly string[]) =>
    subnets.flatMap((subnet) => resourcesBelow(subnet)).filter(({ cfnResourceType }) => types.includes(cfnResourceType));
  const association = 'AWS::EC2::SubnetRouteTableAssociation';
  return [...ofSubnets(vpc.publicSubnets, [association, 'AWS::EC2::Route']), ...ofSubnets(vpc.privateSubnets, [association])].map(
    (provider) => ({ capability: feature('load-balancer-subnets'), provider }),
  );
}

function vpcOf(cluster: ICluster): IVpc | undefined {
  try {
    return cluster.vpc;
  } catch {
    return undefined; // an imported cluster that was not told its network
  }
}

// what a user makes with plain aws-eks-v2 counts, too
function scannedProvisions(scanned: ScannedResource): Provision<CfnResource>[] {
  const provider = scanned.resource;
  const things = [
    ...scanned.objects.flatMap(capabilitiesOf),
    ...providedByRelease(scanned),
    ...(RUNS_PODS.has(scanned.type) ? [feature('nodes')] : []),
    // EKS creates the access entry of the role with the group
    ...(isOfType('AWS::EKS::Nodegroup')(scanned) ? [feature(`entry ${nodegroupRoleOf(scanned)}`)] : []),
    ...(isOfType('AWS::EKS::PodIdentityAssociation')(scanned)
      ? [feature(`identity ${scanned.stringProperty('Namespace')}/${scanned.stringProperty('ServiceAccount')}`)]
      : []),
    ...(isOfType('AWS::EKS::Capability')(scanned) ? thingsOf({ kinds: CAPABILITY_KINDS[scanned.stringProperty('Type') ?? ''] }) : []),
    ...(isOfType('AWS::EKS::Addon')(scanned) ? providedBySome(addonRow(scanned.stringProperty('AddonName') ?? '')) : []),
  ];
  return things.map((capability) => ({ capability, provider }));
}

function providedByRelease(scanned: ScannedResource): CapabilityData[] {
  const row = contentsOf(scanned);
  if (!row) return [];
  const { Values: values } = scanned.properties;
  // not in the template: uploaded, with everything that a construct sets
  return row.crds && values === undefined && scanned.uploadedValues !== undefined
    ? providedByComponent(row)
    : providedByChart(row, values === undefined ? {} : (valuesIn(values) ?? ''));
}

const providedBySome = (row: ComponentRow | undefined): CapabilityData[] => (row ? providedByComponent(row) : []);

function scannedRequirements(scanned: ScannedResource, isPlugin: boolean): Requirement<CfnResource>[] {
  const chart = contentsOf(scanned);
  const byType = isOfType('AWS::EKS::Addon')(scanned)
    ? dependenciesOfAddon(scanned.stringProperty('AddonName') ?? '')
    : (DEPENDENCIES_BY_TYPE[scanned.type] ?? []);
  const groups = isOfType('AWS::EKS::AccessEntry')(scanned) ? listAt(scanned.properties, 'KubernetesGroups') : [];
  const afterWebhook =
    isHelmRelease(scanned) && !chart?.beforeLoadBalancerWebhook ? [{ capability: feature('load-balancer-webhook'), optional: true }] : [];
  const ordered = thingsOf(chart?.orderAfter ?? {}).map((capability) => ({ capability, optional: true }));
  const ofType = chart?.crdsOnly || isPlugin ? [] : [...byType, ...afterWebhook, ...ordered];
  return [
    ...ofType.map((need) => ({ ...need, dependent: scanned.resource })),
    // the groups of Kubernetes (system:) are for nodes, and need no binding
    ...groups
      .map(String)
      .filter((group) => !group.startsWith('system:'))
      .map((group) => ({ capability: feature(`group ${group}`), unordered: true, dependent: scanned.resource })),
    ...scanned.objects.flatMap((from) =>
      dependenciesOf(from).map((need) => ({ ...need, dependent: scanned.resource, object: nameOf(from) })),
    ),
  ];
}

function releaseOf(scanned: ScannedResource): Release {
  const { CreateNamespace: creates, Values: values } = scanned.properties;
  return {
    namespace: scanned.stringProperty('Namespace') ?? 'default',
    createsNamespace: creates === true || creates === 'true',
    values: valuesIn(values),
    identity: contentsOf(scanned)?.identity,
  };
}

/** A value of many charts with manifests that the release applies as they are. */
const EXTRA_OBJECTS = /^extra(Objects|Manifests|Deploy|Resources)$/;

const hasExtraObjects = ({ release }: { readonly release: Release }): boolean =>
  Object.entries((release.values ?? {}) as object).some(
    ([name, value]) => EXTRA_OBJECTS.test(name) && typeof value === 'object' && value !== null && Object.keys(value).length > 0,
  );

function valuesIn(values: unknown): unknown {
  try {
    return typeof values === 'string' ? parsedJson(values) : values;
  } catch {
    return undefined; // not JSON: a release of plain aws-eks-v2
  }
}

const nameOf = ({ kind, metadata }: KubernetesObject): string =>
  `${kind} '${metadata?.namespace ? `${metadata.namespace}/` : ''}${metadata?.name}'`;

function contentsOf(scanned: ScannedResource): ChartRow | undefined {
  if (!isHelmRelease(scanned)) return undefined;
  return chartRow((scanned.resource as Named)[CHART_NAME] ?? scanned.stringProperty('Chart') ?? '');
}

const CHART_NAME = Symbol.for('cdk-eks-strata.chart-name');
type Named = IConstruct & { [CHART_NAME]?: string };

/** Says which chart a release is, where its properties do not: a chart that is uploaded has no name. */
export function setChartName(release: IConstruct, name: string): void {
  Object.defineProperty(release, CHART_NAME, { value: name });
}
