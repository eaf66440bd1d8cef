/** A toleration as in a pod. */
interface PodToleration {
  readonly key?: string;
  readonly operator: 'Exists';
  readonly effect?: string;
}

/** The pods of one workload of an add-on or chart, as far as the scheduler reads them. */
export interface ComponentPods {
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly name: string;
  readonly replicas?: number;
  /** sum over its containers. */
  readonly requests?: Readonly<Record<string, string>>;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly PodToleration[];
  /** required node affinity, one term. */
  readonly affinity?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
  readonly hostPorts?: readonly number[];
  /** values of the chart or add-on: where nodeSelector, tolerations, affinity and resources are, a path that all pods share, and the replicas. */
  readonly values: {
    readonly at: readonly string[];
    readonly shared?: readonly string[];
    readonly replicas?: readonly string[];
    readonly resources?: readonly string[];
    /** the pods exist unless this value is false. */
    readonly enabled?: readonly string[];
    /** given tolerations are added to those above; without it they replace them. */
    readonly addsTolerations?: true;
    /** replicas are what an autoscaler decides where this value is true. */
    readonly autoscaling?: readonly string[];
  };
}

const LINUX = { 'kubernetes.io/os': 'linux' };
const ALL: readonly PodToleration[] = [{ operator: 'Exists' }];
const CRITICAL: PodToleration = { key: 'CriticalAddonsOnly', operator: 'Exists' };
const NO_EXECUTE: PodToleration = { operator: 'Exists', effect: 'NoExecute' };
const NOT_ON = (...types: string[]) => ({ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: types });
const OS = { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] };
const ARCH = { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] };

/**
 * Pods of EKS add-ons.
 *
 * Source: the manifests and charts of test/simulator/tables/sources.csv at their tags. Where EKS packages an add-on itself, its pods may tolerate
 * `CriticalAddonsOnly` beside what the chart of the project says: all rows do.
 */
export const ADDON_PODS: Readonly<Record<string, readonly ComponentPods[]>> = {
  'vpc-cni': [
    {
      kind: 'DaemonSet', name: 'aws-node', requests: { cpu: '50m' }, tolerations: ALL, affinity: [OS, ARCH, NOT_ON('fargate', 'hybrid', 'auto')], hostPorts: [61678],
      values: { at: [] },
    },
  ],
  'kube-proxy': [
    { kind: 'DaemonSet', name: 'kube-proxy', requests: { cpu: '100m' }, tolerations: ALL, affinity: [OS, ARCH, NOT_ON('fargate', 'auto')], values: { at: [] } },
  ],
  'eks-pod-identity-agent': [
    {
      kind: 'DaemonSet', name: 'eks-pod-identity-agent', tolerations: ALL, affinity: [OS, ARCH, NOT_ON('fargate', 'hybrid', 'auto')], hostPorts: [80, 2703],
      values: { at: [] },
    },
  ],
  'eks-node-monitoring-agent': [
    {
      kind: 'DaemonSet', name: 'eks-node-monitoring-agent', requests: { cpu: '10m', memory: '30Mi' }, nodeSelector: LINUX, tolerations: ALL,
      affinity: [ARCH, NOT_ON('fargate', 'auto', 'hybrid')], values: { at: ['monitoringAgent'] },
    },
  ],
  'coredns': [
    {
      kind: 'Deployment', name: 'coredns', replicas: 2, requests: { cpu: '100m', memory: '70Mi' },
      tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }, CRITICAL], affinity: [OS, ARCH],
      values: { at: [], replicas: ['replicaCount'], autoscaling: ['autoScaling', 'enabled'] },
    },
  ],
  'metrics-server': [
    {
      kind: 'Deployment', name: 'metrics-server', replicas: 2, requests: { cpu: '100m', memory: '200Mi' }, tolerations: [CRITICAL],
      values: { at: [], replicas: ['replicas'] },
    },
  ],
  'aws-ebs-csi-driver': [
    {
      kind: 'Deployment', name: 'ebs-csi-controller', replicas: 2, requests: { cpu: '50m', memory: '192Mi' }, nodeSelector: LINUX, tolerations: [CRITICAL, NO_EXECUTE],
      values: { at: ['controller'], replicas: ['controller', 'replicaCount'], resources: [], addsTolerations: true },
    },
    {
      kind: 'DaemonSet', name: 'ebs-csi-node', requests: { cpu: '30m', memory: '104Mi' }, nodeSelector: LINUX, tolerations: [NO_EXECUTE],
      affinity: [NOT_ON('fargate', 'auto', 'hybrid')], values: { at: ['node'], resources: [], addsTolerations: true },
    },
  ],
  'aws-efs-csi-driver': [
    {
      kind: 'Deployment', name: 'efs-csi-controller', replicas: 2, nodeSelector: LINUX, tolerations: [CRITICAL, { key: 'efs.csi.aws.com/agent-not-ready', operator: 'Exists' }],
      values: { at: ['controller'], replicas: ['controller', 'replicaCount'] },
    },
    { kind: 'DaemonSet', name: 'efs-csi-node', nodeSelector: LINUX, tolerations: ALL, affinity: [NOT_ON('fargate', 'hybrid')], hostPorts: [9809], values: { at: ['node'] } },
  ],
  'aws-fsx-csi-driver': [
    {
      kind: 'Deployment', name: 'fsx-csi-controller', replicas: 2, requests: { cpu: '40m', memory: '136Mi' }, nodeSelector: LINUX, tolerations: [CRITICAL, NO_EXECUTE],
      values: { at: ['controller'], replicas: ['controller', 'replicaCount'], resources: [], addsTolerations: true },
    },
  ],
  'aws-mountpoint-s3-csi-driver': [
    { kind: 'Deployment', name: 's3-csi-controller', replicas: 1, nodeSelector: LINUX, tolerations: [CRITICAL], values: { at: ['controller'] } },
  ],
  'snapshot-controller': [
    { kind: 'Deployment', name: 'snapshot-controller', replicas: 2, tolerations: [CRITICAL], values: { at: [], replicas: ['replicaCount'] } },
  ],
  'external-dns': [{ kind: 'Deployment', name: 'external-dns', replicas: 1, tolerations: [CRITICAL], values: { at: [] } }],
  'cert-manager': [
    { kind: 'Deployment', name: 'cert-manager', replicas: 1, nodeSelector: LINUX, tolerations: [CRITICAL], values: { at: [], replicas: ['replicaCount'] } },
    {
      kind: 'Deployment', name: 'cert-manager-webhook', replicas: 1, nodeSelector: LINUX, tolerations: [CRITICAL],
      values: { at: ['webhook'], replicas: ['webhook', 'replicaCount'] },
    },
    {
      kind: 'Deployment', name: 'cert-manager-cainjector', replicas: 1, nodeSelector: LINUX, tolerations: [CRITICAL],
      values: { at: ['cainjector'], replicas: ['cainjector', 'replicaCount'], enabled: ['cainjector', 'enabled'] },
    },
  ],
};

/** Namespaces of add-ons outside of kube-system. Source: EKS User Guide, community-addons. */
export const ADDON_NAMESPACES: Readonly<Record<string, string>> = { 'external-dns': 'external-dns', 'cert-manager': 'cert-manager' };

/** Pods of Helm charts, with the defaults of their values. Source: the charts of test/simulator/tables/sources.csv at their tags. */
export const CHART_PODS: Readonly<Record<string, readonly ComponentPods[]>> = {
  'aws-load-balancer-controller': [
    { kind: 'Deployment', name: 'aws-load-balancer-controller', replicas: 2, values: { at: [], replicas: ['replicaCount'], autoscaling: ['autoscaling', 'enabled'] } },
  ],
  // without its required anti-affinity, for which there is a rule
  'karpenter': [
    {
      kind: 'Deployment', name: 'karpenter', replicas: 2, nodeSelector: LINUX, tolerations: [CRITICAL], affinity: [{ key: 'karpenter.sh/nodepool', operator: 'DoesNotExist' }],
      values: { at: [], replicas: ['replicas'], resources: ['controller', 'resources'] },
    },
  ],
  'cluster-autoscaler': [{ kind: 'Deployment', name: 'cluster-autoscaler', replicas: 1, values: { at: [], replicas: ['replicaCount'] } }],
  'cert-manager': [
    { kind: 'Deployment', name: 'cert-manager', replicas: 1, nodeSelector: LINUX, values: { at: [], replicas: ['replicaCount'], shared: ['global'] } },
    {
      kind: 'Deployment', name: 'cert-manager-webhook', replicas: 1, nodeSelector: LINUX,
      values: { at: ['webhook'], replicas: ['webhook', 'replicaCount'], shared: ['global'] },
    },
    {
      kind: 'Deployment', name: 'cert-manager-cainjector', replicas: 1, nodeSelector: LINUX,
      values: { at: ['cainjector'], replicas: ['cainjector', 'replicaCount'], enabled: ['cainjector', 'enabled'], shared: ['global'] },
    },
  ],
  'external-dns': [{ kind: 'Deployment', name: 'external-dns', replicas: 1, values: { at: [], shared: ['global'] } }],
  'external-secrets': [
    { kind: 'Deployment', name: 'external-secrets', replicas: 1, values: { at: [], replicas: ['replicaCount'], shared: ['global'] } },
    {
      kind: 'Deployment', name: 'external-secrets-webhook', replicas: 1,
      values: { at: ['webhook'], replicas: ['webhook', 'replicaCount'], enabled: ['webhook', 'create'], shared: ['global'] },
    },
    {
      kind: 'Deployment', name: 'external-secrets-cert-controller', replicas: 1,
      values: { at: ['certController'], replicas: ['certController', 'replicaCount'], enabled: ['certController', 'create'], shared: ['global'] },
    },
  ],
  'keda': [
    {
      kind: 'Deployment', name: 'keda-operator', replicas: 1, nodeSelector: LINUX, requests: { cpu: '100m', memory: '100Mi' },
      values: { at: [], replicas: ['operator', 'replicaCount'], resources: ['resources', 'operator'] },
    },
    {
      kind: 'Deployment', name: 'keda-operator-metrics-apiserver', replicas: 1, nodeSelector: LINUX, requests: { cpu: '100m', memory: '100Mi' },
      values: { at: [], replicas: ['metricsServer', 'replicaCount'], resources: ['resources', 'metricServer'], enabled: ['metricsServer', 'enabled'] },
    },
    {
      kind: 'Deployment', name: 'keda-admission-webhooks', replicas: 1, nodeSelector: LINUX, requests: { cpu: '100m', memory: '100Mi' },
      values: { at: [], replicas: ['webhooks', 'replicaCount'], resources: ['resources', 'webhooks'], enabled: ['webhooks', 'enabled'] },
    },
  ],
  'metrics-server': [
    { kind: 'Deployment', name: 'metrics-server', replicas: 1, requests: { cpu: '100m', memory: '200Mi' }, values: { at: [], replicas: ['replicas'] } },
  ],
  'aws-gateway-controller-chart': [
    {
      kind: 'Deployment', name: 'aws-gateway-controller-chart', replicas: 2, nodeSelector: LINUX, requests: { cpu: '50m', memory: '64Mi' },
      values: { at: ['deployment'], replicas: ['deployment', 'replicas'], resources: ['resources'] },
    },
  ],
  'vertical-pod-autoscaler': ['admissionController', 'recommender', 'updater'].map((part): ComponentPods => ({
    kind: 'Deployment', name: `vertical-pod-autoscaler-${part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, replicas: 2,
    values: { at: [part], replicas: [part, 'replicas'], enabled: [part, 'enabled'] },
  })),
  'trident-operator': [
    { kind: 'Deployment', name: 'trident-operator', replicas: 1, requests: { cpu: '10m', memory: '40Mi' }, affinity: [OS, ARCH], values: { at: [], resources: [] } },
  ],
  'aws-fsx-openzfs-csi-driver': [
    {
      kind: 'Deployment', name: 'fsx-openzfs-csi-controller', replicas: 2, nodeSelector: LINUX, tolerations: [CRITICAL, NO_EXECUTE],
      values: { at: ['controller'], replicas: ['controller', 'replicaCount'], resources: [], addsTolerations: true },
    },
  ],
};
