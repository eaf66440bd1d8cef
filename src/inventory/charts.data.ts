import { part, ThingData } from './thing.rules';

/** What a Helm chart brings to the cluster. */
export interface ChartContents {
  /** whether nothing but the listed things (and namespaced things of its own release) comes with it. */
  readonly complete: boolean;
  readonly provides: readonly ThingData[];
  /** it brings definitions alone: no node has to be there. */
  readonly runsNoPods?: true;
  /** what it comes after beside what every chart comes after. */
  readonly follows?: readonly ThingData[];
}

/**
 * Charts whose contents are known without rendering them, by chart name.
 *
 * A chart that is not here makes the cluster an open world: it may bring any class.
 */
export const CHART_CONTENTS: Readonly<Record<string, ChartContents>> = {
  // source: kubernetes-sigs/aws-load-balancer-controller v3.5.0, helm chart 3.5.0 (crds/, templates/ingressclass.yaml)
  'aws-load-balancer-controller': {
    complete: true,
    // its webhook answers for every Service, also for that of Karpenter
    follows: [part('karpenter')],
    provides: [
      { type: 'part', name: 'load-balancer-webhook' },
      { type: 'object', group: 'networking.k8s.io', kind: 'IngressClass', name: 'alb' },
      ...['IngressClassParams', 'TargetGroupBinding', 'ALBTargetControlConfig']
        .map((kind): ThingData => ({ type: 'kind', group: 'elbv2.k8s.aws', kind })),
      ...['LoadBalancerConfiguration', 'TargetGroupConfiguration', 'ListenerRuleConfiguration']
        .map((kind): ThingData => ({ type: 'kind', group: 'gateway.k8s.aws', kind })),
    ],
  },
  // source: aws/karpenter-provider-aws 1.14, charts karpenter-crd and karpenter
  'karpenter-crd': {
    complete: true,
    runsNoPods: true,
    provides: [
      ...['NodePool', 'NodeClaim', 'NodeOverlay'].map((kind): ThingData => ({ type: 'kind', group: 'karpenter.sh', kind })),
      { type: 'kind', group: 'karpenter.k8s.aws', kind: 'EC2NodeClass' },
      { type: 'kind', group: 'autoscaling.x-k8s.io', kind: 'CapacityBuffer' },
    ],
  },
  'karpenter': { complete: true, provides: [part('karpenter')] },
  // source: NVIDIA/k8s-device-plugin, aws-neuron/neuron-helm-charts, aws/eks-charts: DaemonSets and what they need
  'nvidia-device-plugin': { complete: true, provides: [] },
  'neuron-helm-chart': { complete: true, provides: [] },
  'aws-efa-k8s-device-plugin': { complete: true, provides: [] },
  // source: kubernetes/autoscaler, chart cluster-autoscaler 9.59.0
  'cluster-autoscaler': { complete: true, provides: [] },
  // source: kubernetes-sigs/metrics-server chart 3.13.1 (templates/apiservice.yaml)
  'metrics-server': { complete: true, provides: [{ type: 'part', name: 'metrics' }] },
};

/** What an EKS add-on brings, by its name. Source: EKS User Guide, workloads-add-ons-available-eks. */
export const ADDON_PROVIDES: Readonly<Record<string, readonly ThingData[]>> = {
  'vpc-cni': [part('pod-network')],
  'kube-proxy': [part('service-network')],
  'coredns': [part('cluster-dns'), part('add-ons')],
  'eks-pod-identity-agent': [part('pod-identity')],
  'eks-node-monitoring-agent': [part('node-monitoring')],
  'metrics-server': [part('metrics'), part('add-ons')],
  'aws-ebs-csi-driver': [part('ebs-driver')],
};
