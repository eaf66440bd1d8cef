import { Rule } from '../../rule';

export const podNetworkMissing: Rule = {
  id: 'pod-network-missing',
  area: 'Infrastructure',
  severity: 'warning',
  finds: 'nodes of a cluster in which nobody installs a CNI',
  why: 'the cluster was made without the add-ons that EKS installs by itself, and a node without pod networking never becomes ready',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html',
  check: ({ absent }) => absent.filter(({ value: { thing } }) => thing.type === 'part' && thing.name === 'pod-network').map(({ path }) => ({
    path,
    what: 'its nodes have no pod networking',
    fix: "Add new CoreAddons(this, 'Addons', { cluster }), or declare another CNI: Inventory.of(cluster).external(Thing.podNetwork(), { reason })",
  })),
};
