import { RELEASE } from './delivered.data';
import { Need } from './need.rules';
import { addonRow } from '../catalog/catalog.rules';
import { part, PartName } from '../catalog/thing.rules';

const follow = (...names: PartName[]): Need[] => names.map((name) => ({ thing: part(name), optional: true }));

/** A chart that waits needs nodes, and its hooks need names; add-ons make Services, for which the chart may bring a webhook. */
const AFTER_NODES: readonly Need[] = [{ thing: part('nodes') }, ...follow('cluster-dns', 'add-ons')];

/** Resources that bring something for pods to run on. */
export const RUNS_PODS = new Set(['AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile']);

/** What a resource of a cluster comes after, by its type, whoever made it. Add-ons: {@link needsOfAddon}. */
export const NEEDS_BY_TYPE: Readonly<Record<string, readonly Need[]>> = {
  // without pod networking a node never becomes ready
  'AWS::EKS::Nodegroup': [...follow('pod-network', 'service-network', 'pod-identity', 'node-monitoring'), { thing: part('pod-network'), unordered: true }],
  // credentials come from the agent, whenever it comes
  'AWS::EKS::PodIdentityAssociation': [{ thing: part('pod-identity'), unordered: true }],
  [RELEASE]: AFTER_NODES,
  'Custom::AWSCDK-EKS-HelmChart': AFTER_NODES,
};

/** What an EKS add-on comes after. */
export const needsOfAddon = (name: string): readonly Need[] => (addonRow(name)?.phase === 'before nodes' ? [] : [{ thing: part('nodes') }]);
