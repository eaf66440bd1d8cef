import { nodes, on, onFargate, pool, workload } from './given';
import { Failing, Given } from '../case';

const DEDICATED = nodes({ taints: [{ key: 'dedicated', effect: 'NoSchedule' }] });
const WINDOWS = nodes({ os: 'windows' });
const TAINT = 'fits no node: App/Nodes has untolerated taint dedicated:NoSchedule';

/** An EKS add-on, as its resource and in what is read of it. */
const addon = (name: string, values?: object, more: Partial<Given['facts']> = {}): Given => ({
  resources: { 'App/Addon': ['AWS::EKS::Addon', { AddonName: name, ConfigurationValues: values && JSON.stringify(values) }] },
  facts: {
    addonNames: [{ path: 'App/Addon', value: name }],
    addonSettings: [{ path: 'App/Addon', value: { name, values } }],
    ...more,
  },
});

const cluster = (properties: Record<string, unknown>, more: Given['facts']): Given => ({
  resources: { 'App/Cluster': ['AWS::EKS::Cluster', { Name: 'shop', ...properties }] },
  facts: more,
});

const chart = (name: string, values: object, more: Given['facts']): Given => ({
  facts: {
    helmReleases: [
      {
        path: 'App/Chart',
        value: { release: name, namespace: 'kube-system', chart: name, repository: 'https://charts.example.com', values },
      },
    ],
    ...more,
  },
});

const onlyFargate = (namespace: string) => ({ ...onFargate(namespace, {}, { capacity: [], hasInstances: false }).facts });

/** Pods of add-ons and charts that stay Pending. */
export const ADDONS_FAIL: readonly Failing[] = [
  {
    name: 'CoreDNS, and all nodes have a taint',
    ...addon('coredns', undefined, on(DEDICATED).facts),
    found: [`Deployment 'kube-system/coredns' of the EKS add-on coredns ${TAINT}`],
  },
  {
    name: 'the controller of a CSI driver on Windows alone',
    ...addon('aws-efs-csi-driver', undefined, on(WINDOWS).facts),
    found: [
      "Deployment 'kube-system/efs-csi-controller' of the EKS add-on aws-efs-csi-driver fits no node: App/Nodes didn't match Pod's node " +
        'affinity/selector kubernetes.io/os=linux',
    ],
  },
  {
    name: 'tolerations of another taint',
    ...addon('metrics-server', { tolerations: [{ key: 'other', operator: 'Exists' }] }, on(DEDICATED).facts),
    found: [`Deployment 'kube-system/metrics-server' of the EKS add-on metrics-server ${TAINT}`],
  },
  {
    name: 'a node selector in the settings that no node has',
    ...addon('coredns', { nodeSelector: { tier: 'system' } }, on(nodes()).facts),
    found: [
      "Deployment 'kube-system/coredns' of the EKS add-on coredns fits no node: App/Nodes didn't match Pod's node affinity/selector " +
        'tier=system',
    ],
  },
  {
    name: 'requests in the settings that no node has room for',
    ...addon('coredns', { resources: { requests: { cpu: '3' } } }, on(nodes()).facts),
    found: [
      "Deployment 'kube-system/coredns' of the EKS add-on coredns requests 3 vCPU and fits no node: App/Nodes has insufficient cpu " +
        '(m6i.large has 1.93 vCPU)',
    ],
  },
  {
    name: 'CoreDNS that EKS installs with the cluster',
    ...cluster({}, on(DEDICATED).facts),
    found: [`Deployment 'kube-system/coredns' of the self-managed add-on coredns ${TAINT}`],
  },
  {
    name: 'a chart on nodes with a taint',
    ...chart('aws-load-balancer-controller', {}, on(DEDICATED).facts),
    found: [`Deployment 'kube-system/aws-load-balancer-controller' of the chart aws-load-balancer-controller ${TAINT}`],
  },
  {
    name: 'Karpenter on its own nodes alone',
    ...chart('karpenter', {}, on(pool({ labels: { 'karpenter.sh/nodepool': 'default' } })).facts),
    found: [
      "Deployment 'kube-system/karpenter' of the chart karpenter fits no node: App/Pool didn't match Pod's node affinity/selector " +
        'karpenter.sh/nodepool DoesNotExist',
    ],
  },
  {
    name: 'an add-on in a namespace that no Fargate profile selects',
    ...addon('metrics-server', undefined, onlyFargate('shop')),
    found: [
      "Deployment 'kube-system/metrics-server' of the EKS add-on metrics-server is selected by no Fargate profile, and the cluster has " +
        'no nodes',
    ],
  },
  {
    name: 'CoreDNS that is kept on nodes, of which there are none',
    ...addon('coredns', undefined, onlyFargate('kube-system')),
    found: [
      "Deployment 'kube-system/coredns' of the EKS add-on coredns runs on nodes (eks.amazonaws.com/compute-type: ec2), and the cluster " +
        'has only Fargate profiles',
    ],
  },
  {
    name: 'pods of a user in a namespace that no Fargate profile selects',
    manifests: workload(),
    facts: onlyFargate('kube-system'),
    found: ["Deployment 'shop/web' is selected by no Fargate profile, and the cluster has no nodes"],
  },
];

/** Pods of add-ons and charts that fit. */
export const ADDONS_PASS: readonly Given[] = [
  {
    name: 'CoreDNS with a toleration of the taint',
    ...addon('coredns', { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }, on(DEDICATED).facts),
  },
  {
    name: 'CoreDNS tolerates CriticalAddonsOnly',
    ...addon('coredns', undefined, on(nodes({ taints: [{ key: 'CriticalAddonsOnly', effect: 'NoSchedule' }] })).facts),
  },
  { name: 'CoreDNS on Fargate', ...addon('coredns', { computeType: 'Fargate' }, onlyFargate('kube-system')) },
  { name: 'no replicas', ...addon('metrics-server', { replicas: 0 }, on(DEDICATED).facts) },
  { name: 'a cluster without the add-ons of EKS', ...cluster({ BootstrapSelfManagedAddons: false }, on(DEDICATED).facts) },
  { name: 'CoreDNS that EKS installs, on usual nodes', ...cluster({}, on(nodes()).facts) },
  {
    name: 'a chart whose values tolerate the taint',
    ...chart('aws-load-balancer-controller', { tolerations: [{ operator: 'Exists' }] }, on(DEDICATED).facts),
  },
  {
    name: 'values that CloudFormation fills in',
    ...chart('cluster-autoscaler', { tolerations: '<known-at-deploy>' }, on(DEDICATED).facts),
  },
  { name: 'a chart that is not known', ...chart('grafana', {}, on(DEDICATED).facts) },
  {
    name: 'Karpenter on a group beside its nodes',
    ...chart('karpenter', {}, on(nodes(), pool({ labels: { 'karpenter.sh/nodepool': 'default' } })).facts),
  },
];
