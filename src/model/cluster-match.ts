import { CfnResource, Stage } from 'aws-cdk-lib';
import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { NEEDS_BY_TYPE, needsOfAddon, RUNS_PODS } from './cluster-resource.rules';
import { isHelmRelease, isOfType, roleOfGroup, scanCluster, ScannedResource } from './cluster-scan';
import { finalResource, resourcesBelow } from './final-resource';
import { InventoryData } from './inventory-data';
import { neededBy, providedBy } from './manifest.rules';
import { closedNamespaces, match, Matched, Provision, Requirement, unneededDeclarations, Verdict, verdictWithoutProvider, World } from './match.rules';
import { oncePerSynthesis } from './synthesis-pass';
import { writersOf } from './writers.rules';
import { addonRow, chartRow, providedByComponent, thingsOf } from '../catalog/catalog.rules';
import { ChartRow } from '../catalog/charts.data';
import { ComponentRow } from '../catalog/component.rules';
import { keyOf, part, ThingData } from '../catalog/thing.rules';
import { KINDS_OF_AUTO_MODE } from '../kubernetes/kinds.data';
import { at, KubernetesObject, listAt } from '../kubernetes/kubernetes-object.rules';

/** The match of one cluster, whose providers and requirers are resources of the template. */
export interface ClusterMatch {
  readonly matched: readonly Matched<CfnResource>[];
  readonly unneeded: readonly ThingData[];
  /** what the match says of a thing that nobody asks for. */
  readonly verdictOf: (thing: ThingData) => Verdict;
  /** whether every chart and every object of the cluster is known. */
  readonly closed: boolean;
}

/** Matches all that is provided to a cluster with all that is required of it. */
export function matchOf(data: InventoryData): ClusterMatch {
  return oncePerSynthesis(data.cluster, `match ${data.cluster.node.path}`, () => {
    const scanned = scanCluster(data);
    const registered = new Set(data.registrations.map(({ construct }) => construct));
    const provisions = [
      ...registeredProvisions(data), ...scanned.flatMap(scannedProvisions), ...subnetProvisions(data),
      // an access entry that nobody registered was made by the user, for somebody who logs in
      ...scanned.filter((each) => isOfType('AWS::EKS::AccessEntry')(each) && !registered.has(each.resource)).map((each) => ({ thing: part('administrator'), by: each.resource })),
    ];
    const requirements = [...registeredRequirements(data), ...scanned.flatMap(scannedRequirements)];
    const external = data.external.map(({ thing }) => thing);
    const charts = scanned.filter(isHelmRelease);
    const unknownCharts = charts.filter((chart) => contentsOf(chart) === undefined);
    const writtenByOthers = new Set(charts.map((chart) => chart.text('Namespace') ?? 'default'));
    const world: World = {
      clusterClosed: !data.imported && unknownCharts.length === 0 && !hasCapability(data),
      closedNamespaces: closedNamespaces(provisions, external, writtenByOthers),
      external: [...external, ...installedByEks(data)],
      mayWrite: writersOf(scanned.flatMap(({ objects }) => objects)),
    };
    const provided = new Set(provisions.map(({ thing }) => keyOf(thing)));
    return {
      matched: match(requirements, provisions, world),
      unneeded: unneededDeclarations(requirements, external),
      verdictOf: (thing) => (provided.has(keyOf(thing)) ? 'provided' : verdictWithoutProvider(thing, world)),
      closed: world.clusterClosed,
    };
  });
}

// a GitOps engine or a controller of AWS that EKS runs makes objects that nobody here sees
const hasCapability = ({ cluster }: InventoryData): boolean =>
  oncePerSynthesis(cluster, 'capabilities', () => resourcesBelow(Stage.of(cluster)!).some(({ cfnResourceType }) => cfnResourceType === 'AWS::EKS::Capability'));

// what EKS puts into a cluster by itself, unless it is told not to
function installedByEks({ cluster, imported }: InventoryData): ThingData[] {
  if (imported) return [];
  const { properties } = finalResource(cluster.node.defaultChild as CfnResource);
  return [
    ...(at(properties, 'BootstrapSelfManagedAddons') === false ? [] : [part('pod-network'), part('service-network'), part('cluster-dns')]),
    ...(at(properties, 'ComputeConfig', 'Enabled') === true ? [part('pod-identity'), ...KINDS_OF_AUTO_MODE] : []),
  ];
}

function registeredProvisions(data: InventoryData): Provision<CfnResource>[] {
  return data.registrations.flatMap(({ construct, provides }) =>
    (provides.length === 0 ? [] : resourcesBelow(construct)).flatMap((by) => provides.map((thing) => ({ thing, by }))));
}

function registeredRequirements(data: InventoryData): Requirement<CfnResource>[] {
  return data.registrations.flatMap(({ construct, requires }) =>
    (requires.length === 0 ? [] : resourcesBelow(construct)).flatMap((by) => requires.map((need) => ({ ...need, by }))));
}

/**
 * The subnets of the cluster's network, by what makes them usable: routes and their associations. CloudFormation deletes a subnet that nothing depends on at
 * once, also while a load balancer has interfaces in it. Source: EC2 API Reference, DeleteSubnet (DependencyViolation).
 */
function subnetProvisions({ cluster }: InventoryData): Provision<CfnResource>[] {
  const vpc = vpcOf(cluster);
  if (!vpc) return [];
  const ofSubnets = (subnets: readonly IConstruct[], types: readonly string[]) =>
    subnets.flatMap((subnet) => resourcesBelow(subnet)).filter(({ cfnResourceType }) => types.includes(cfnResourceType));
  const association = 'AWS::EC2::SubnetRouteTableAssociation';
  return [...ofSubnets(vpc.publicSubnets, [association, 'AWS::EC2::Route']), ...ofSubnets(vpc.privateSubnets, [association])]
    .map((by) => ({ thing: part('load-balancer-subnets'), by }));
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
  const by = scanned.resource;
  const things = [
    ...scanned.objects.flatMap(providedBy),
    ...providedBySome(contentsOf(scanned)),
    ...(RUNS_PODS.has(scanned.type) ? [part('nodes')] : []),
    // EKS creates the access entry of the role with the group
    ...(isOfType('AWS::EKS::Nodegroup')(scanned) ? [part(`entry ${roleOfGroup(scanned)}`)] : []),
    ...(isOfType('AWS::EKS::PodIdentityAssociation')(scanned) ? [part(`identity ${scanned.text('Namespace')}/${scanned.text('ServiceAccount')}`)] : []),
    ...(isOfType('AWS::EKS::Addon')(scanned) ? providedBySome(addonRow(scanned.text('AddonName') ?? '')) : []),
  ];
  return things.map((thing) => ({ thing, by }));
}

const providedBySome = (row: ComponentRow | undefined): ThingData[] => (row ? providedByComponent(row) : []);

function scannedRequirements(scanned: ScannedResource): Requirement<CfnResource>[] {
  const chart = contentsOf(scanned);
  const byType = isOfType('AWS::EKS::Addon')(scanned) ? needsOfAddon(scanned.text('AddonName') ?? '') : NEEDS_BY_TYPE[scanned.type] ?? [];
  const groups = isOfType('AWS::EKS::AccessEntry')(scanned) ? listAt(scanned.properties, 'KubernetesGroups') : [];
  const afterWebhook = isHelmRelease(scanned) && !chart?.beforeLoadBalancerWebhook ? [{ thing: part('load-balancer-webhook'), optional: true }] : [];
  const ordered = thingsOf(chart?.orderAfter ?? {}).map((thing) => ({ thing, optional: true }));
  const ofType = chart?.crdsOnly ? [] : [...byType, ...afterWebhook, ...ordered];
  return [
    ...ofType.map((need) => ({ ...need, by: scanned.resource })),
    // those of Kubernetes are for nodes, and nobody binds them
    ...groups.map(String).filter((group) => !group.startsWith('system:')).map((group) => ({ thing: part(`group ${group}`), unordered: true, by: scanned.resource })),
    ...scanned.objects.flatMap((from) => neededBy(from).map((need) => ({ ...need, by: scanned.resource, object: nameOf(from) }))),
  ];
}

const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind} '${metadata?.namespace ? `${metadata.namespace}/` : ''}${metadata?.name}'`;

function contentsOf(scanned: ScannedResource): ChartRow | undefined {
  if (!isHelmRelease(scanned)) return undefined;
  return chartRow((scanned.resource as Named)[CHART_NAME] ?? scanned.text('Chart') ?? '');
}

const CHART_NAME = Symbol.for('cdk-eks-strata.chart-name');
type Named = IConstruct & { [CHART_NAME]?: string };

/** Says which chart a release is, where its properties do not: a chart that is uploaded has no name. */
export function nameChart(release: IConstruct, name: string): void {
  Object.defineProperty(release, CHART_NAME, { value: name });
}
