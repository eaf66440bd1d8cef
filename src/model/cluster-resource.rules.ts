import { HELM_RELEASE_RESOURCE } from './custom-resource-types.data';
import { Dependency } from './dependency.rules';
import { feature, ClusterFeature } from '../catalog/capability.rules';
import { addonRow } from '../catalog/catalog.rules';

const orderAfter = (...names: ClusterFeature[]): Dependency[] => names.map((name) => ({ capability: feature(name), optional: true }));

/** A chart that waits needs nodes, and its hooks need names; add-ons make Services, for which the chart may bring a webhook. */
const AFTER_NODES: readonly Dependency[] = [{ capability: feature('nodes') }, ...orderAfter('cluster-dns', 'add-ons')];

/** Resources that bring something for pods to run on. */
export const RUNS_PODS = new Set(['AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile']);

/** Dependencies of a resource of a cluster, by its type, in whichever construct it is. Add-ons: {@link dependenciesOfAddon}. */
export const DEPENDENCIES_BY_TYPE: Readonly<Record<string, readonly Dependency[]>> = {
  // without pod networking a node never becomes ready
  'AWS::EKS::Nodegroup': [
    ...orderAfter('pod-network', 'service-network', 'pod-identity', 'node-monitoring'),
    { capability: feature('pod-network'), unordered: true },
    // CoreDNS runs on the nodes, and so comes after them
    { capability: feature('cluster-dns'), unordered: true },
  ],
  // credentials come from the agent, whenever it comes
  'AWS::EKS::PodIdentityAssociation': [{ capability: feature('pod-identity'), unordered: true }],
  [HELM_RELEASE_RESOURCE]: AFTER_NODES,
  'Custom::AWSCDK-EKS-HelmChart': AFTER_NODES,
};

/** What an EKS add-on comes after. */
export const dependenciesOfAddon = (name: string): readonly Dependency[] =>
  addonRow(name)?.phase === 'before nodes' ? [] : [{ capability: feature('nodes') }];
