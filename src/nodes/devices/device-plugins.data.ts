import { InstalledChart } from '../../catalog/charts.data';

/** Devices that need a plugin of their own. */
export type DevicePluginKind = 'nvidia' | 'neuron' | 'efa';

/** A device plugin as a Helm chart. */
export interface DevicePluginRow {
  readonly id: string;
  readonly chart: InstalledChart;
  readonly values: (images: { readonly efaImage: string }) => Record<string, unknown>;
}

// it runs on every node with its devices, regardless of taints
const EVERYWHERE = [{ operator: 'Exists' }];
// Auto Mode has the plugins built in
const NOT_ON_AUTO = { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['auto'] };
const onNodesWith = (...terms: readonly (readonly object[])[]) => (
  { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms.map((matchExpressions) => ({ matchExpressions })) } } }
);

/**
 * Label of nodes with NVIDIA GPUs. nodeadm sets it from Kubernetes 1.35 on; groups and pools set it for every version, so that no node
 * loses it, and with it the plugin, in an upgrade. Source: awslabs/amazon-eks-ami, nodeadm/internal/kubelet/config.go and
 * nodeadm/doc/api-concepts.md, July 2026.
 */
export const GPU_LABEL = 'nvidia.com/gpu.present';

/**
 * Source: NVIDIA/k8s-device-plugin, deployments/helm/nvidia-device-plugin/values.yaml at 0.20.0 (its own affinity asks for the same label,
 * or for one of Node Feature Discovery, which is not installed); Bottlerocket has the plugin itself; aws-neuron/neuron-helm-charts;
 * aws/eks-charts.
 */
export const DEVICE_PLUGINS: Readonly<Record<DevicePluginKind, DevicePluginRow>> = {
  nvidia: {
    id: 'NvidiaDevicePlugin',
    chart: 'nvidia-device-plugin',
    values: () => ({ tolerations: EVERYWHERE, affinity: onNodesWith([{ key: GPU_LABEL, operator: 'In', values: ['true'] }, NOT_ON_AUTO]) }),
  },
  neuron: {
    id: 'NeuronDevicePlugin',
    chart: 'neuron-helm-chart',
    values: () => ({ npd: { enabled: false }, devicePlugin: { tolerations: EVERYWHERE } }),
  },
  efa: {
    id: 'EfaDevicePlugin',
    chart: 'aws-efa-k8s-device-plugin',
    values: ({ efaImage }) => ({ image: { repository: efaImage }, tolerations: EVERYWHERE }),
  },
};
