import { Rule } from '../../rule';

export const cniWaitsForNodes: Rule = {
  id: 'cni-waits-for-nodes',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Helm release of a CNI plugin that waits for its pods',
  reason:
    'nodes are not Ready without a CNI plugin, so they are created after the release; its pods stay Pending, and the release times out',
  source: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
  check: ({ waitingCniPlugins, capacity }) =>
    waitingCniPlugins.map(({ path, value }) => ({
      path,
      finding: `Helm release '${value}' is the CNI plugin of the nodes, and waits for its pods`,
      remediation: 'Set wait: { rollouts: false } (HelmChart of aws-eks-v2: remove wait)',
      // there may be other nodes
      ...(capacity === undefined ? { severity: 'warning' as const } : {}),
    })),
};
