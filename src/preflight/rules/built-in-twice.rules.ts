import { Rule } from '../rule';

/** What Auto Mode has built in, by add-on or chart. Source: EKS User Guide, automode. */
const BUILT_IN = new Set(['vpc-cni', 'kube-proxy', 'coredns', 'eks-pod-identity-agent', 'eks-node-monitoring-agent', 'aws-ebs-csi-driver', 'aws-load-balancer-controller', 'karpenter', 'karpenter-crd', 'nvidia-device-plugin', 'neuron-helm-chart']);

export const builtInTwice: Rule = {
  id: 'built-in-twice',
  area: 'Infrastructure',
  severity: 'warning',
  finds: 'an add-on or chart that Auto Mode has built in',
  why: 'Auto Mode has it built in, and there are no other nodes that it could be for',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
  check: ({ autoMode, hasInstances, charts, addonNames }) => (!autoMode || hasInstances ? [] : [
    ...charts.map(({ path, value }) => ({ path, name: value.chart })), ...addonNames.map(({ path, value }) => ({ path, name: value })),
  ].filter(({ name }) => BUILT_IN.has(name)).map(({ path, name }) => ({ path, what: `${name} is installed`, fix: 'Leave it out' }))),
};
