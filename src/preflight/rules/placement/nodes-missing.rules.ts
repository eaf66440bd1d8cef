import { Rule } from '../../rule';

export const nodesMissing: Rule = {
  id: 'nodes-missing',
  area: 'Placement',
  severity: 'warning',
  finds: 'add-ons, charts and pods in a cluster without anything that runs them',
  why: 'nothing in this app runs pods: unless nodes come from elsewhere, an add-on never becomes active and a chart never ready, and the deploy fails when their time is over',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-compute.html',
  check: ({ absent, cluster }) => {
    const waiting = absent.filter(({ value: { thing } }) => thing.type === 'part' && thing.name === 'nodes').map(({ path, value: { object } }) => object ?? path);
    const named = [...new Set(waiting)];
    return named.length === 0 ? [] : [{
      path: cluster,
      what: `${named.slice(0, 5).join(', ')}${named.length > 5 ? ` and ${named.length - 5} more` : ''} ${named.length === 1 ? 'needs' : 'need'} nodes, and there are none`,
      fix: "Add new ManagedNodes(this, 'Nodes', { cluster }), or declare what exists: Inventory.of(cluster).external(Thing.nodes(), { reason })",
    }];
  },
};
