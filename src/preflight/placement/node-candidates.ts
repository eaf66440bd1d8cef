import { Stack, Stage, Token } from 'aws-cdk-lib';
import { poolCandidate, NodeCandidate, candidatesOf, REGION } from './node-candidate.rules';
import { nodePoolCandidates, nodegroupCandidate, withEksLabels, zonesOf } from './template-candidates.rules';
import { keyOf, feature } from '../../catalog/capability.rules';
import { at, listAt } from '../../kubernetes/kubernetes-object.rules';
import { CapacityRequirement } from '../../model/capacity.rules';
import { ClusterModelData } from '../../model/cluster-model-data';
import { resourcesBelow } from '../../model/final-resource';
import { Facts } from '../facts/facts.rules';
import { Resources } from '../facts/resource-facts.rules';

/** Everything on which pods may land, made with this library or not; nothing where there may be nodes that this app does not know. */
export function nodeCandidatesOf(
  data: ClusterModelData,
  resources: Resources,
  { objects, referencesIn }: Pick<Facts, 'objects' | 'referencesIn'>,
  hasKarpenter: boolean,
): NodeCandidate[] | undefined {
  if (data.imported || data.externalDeclarations.some(({ thing }) => keyOf(thing) === keyOf(feature('nodes')))) return undefined;
  const capacity = data.capacity.flatMap((read) => read());
  const selfManaged = capacity.filter((each) => each.type === 'nodes' && each.nodeType === 'selfManaged').length;
  const scalingGroups = resourcesBelow(Stage.of(data.cluster)!).filter(
    ({ cfnResourceType }) => cfnResourceType === 'AWS::AutoScaling::AutoScalingGroup',
  ).length;
  // groups of plain CDK join by themselves
  if (scalingGroups > selfManaged) return undefined;
  const builtIn = builtInPools(data, resources);
  if (builtIn === undefined) return undefined;
  const isBelow = (path: string, name: string) => path === name || path.startsWith(`${name}/`);
  const raw = resources
    .ofType('AWS::EKS::Nodegroup')
    .filter(({ id }) => !capacity.some(({ name }) => isBelow(id, name)))
    .map((group) => nodegroupCandidate(group, resources));
  // a pool is its NodePool object, from whichever chart
  const pools = nodePoolCandidates(objects, (nodeClass) => zonesOfNodeClass(referencesIn(nodeClass), resources));
  // without a NodePool in the app, the pools of Karpenter are created outside of it
  if (hasKarpenter && pools.length === 0) return undefined;
  const groups = resources.ofType('AWS::EKS::Nodegroup');
  const ofEks = capacity
    .filter(({ type }) => type === 'nodes')
    .flatMap(candidatesOf)
    .map((place) => {
      const group = groups.find(({ id }) => isBelow(id, place.name));
      return group ? withEksLabels(place, group) : place;
    });
  const { region } = Stack.of(data.cluster);
  return [...ofEks, ...raw, ...pools, ...builtIn].map((place) => inRegion(place, region));
}

// machines of hybrid nodes are elsewhere
const inRegion = (place: NodeCandidate, region: string): NodeCandidate =>
  Token.isUnresolved(region) || !place.labelsKnown ? place : { ...place, labels: { [REGION]: [region], ...place.labels } };

/** What both pools of EKS take. Source: EKS User Guide, set-builtin-node-pools. */
const BUILT_IN: readonly CapacityRequirement[] = [
  { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
  { key: 'eks.amazonaws.com/instance-category', operator: 'In', values: ['c', 'm', 'r'] },
  { key: 'eks.amazonaws.com/instance-generation', operator: 'Gt', values: ['4'] },
];
const ARCHITECTURES: Readonly<Record<string, readonly string[]>> = { 'general-purpose': ['amd64'], system: ['amd64', 'arm64'] };

// nothing where the cluster has some, and their names are known at deploy
function builtInPools({ cluster }: ClusterModelData, resources: Resources): NodeCandidate[] | undefined {
  const config = at(cluster.node.defaultChild, 'computeConfig');
  if (Token.isUnresolved(config) || Token.isUnresolved(at(config, 'nodePools'))) return undefined;
  if (at(config, 'enabled') !== true) return [];
  const resource = resources.ofType('AWS::EKS::Cluster').find(({ id }) => id === cluster.node.defaultChild?.node.path);
  // the default NodeClass has the subnets of the cluster, whose zones are immutable. Source: aws/containers-roadmap#2793; EKS User Guide,
  // network-reqs
  const zones = zonesOf(listAt(resource?.properties, 'ResourcesVpcConfig', 'SubnetIds'), resources);
  return listAt(config, 'nodePools')
    .map(String)
    .map((name) => {
      return poolCandidate({
        type: 'elastic',
        nodeType: 'autoMode',
        name: `the pool ${name} of Auto Mode`,
        os: 'linux',
        labels: { 'karpenter.sh/nodepool': name },
        taints: name === 'system' ? [{ key: 'CriticalAddonsOnly', effect: 'NoSchedule' }] : [],
        requirements: [...BUILT_IN, { key: 'kubernetes.io/arch', operator: 'In', values: ARCHITECTURES[name] ?? ['amd64', 'arm64'] }],
        zones,
        limits: {},
      });
    });
}

/** The zones of a NodeClass that selects subnets of the app by id; nothing where it selects others, too. */
function zonesOfNodeClass(nodeClass: unknown, resources: Resources): string[] | undefined {
  const terms = listAt(nodeClass, 'spec', 'subnetSelectorTerms');
  return zonesOf(
    terms.map((term) => at(term, 'id')),
    resources,
  );
}
