import { CHART_VERSIONS } from '../inventory/chart-versions.data';

/** Devices that need a plugin of their own. */
export type DevicePluginKind = 'nvidia' | 'neuron' | 'efa';

/** A device plugin as a Helm chart. */
export interface DevicePluginRow {
  readonly id: string;
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly release: string;
  readonly values: (images: { readonly efaImage: string }) => Record<string, unknown>;
}

// it runs wherever its devices are, whatever keeps other pods away
const EVERYWHERE = [{ operator: 'Exists' }];
// Auto Mode has the plugins built in
const NOT_ON_AUTO = { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['auto'] };
const onNodesWith = (...matchExpressions: readonly object[]) => (
  { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } } }
);

/**
 * Source: NVIDIA/k8s-device-plugin (values; the Amazon Linux image labels its nodes `nvidia.com/gpu.present`, Bottlerocket has the plugin
 * itself); aws-neuron/neuron-helm-charts; aws/eks-charts.
 */
export const DEVICE_PLUGINS: Readonly<Record<DevicePluginKind, DevicePluginRow>> = {
  nvidia: {
    id: 'NvidiaDevicePlugin',
    chart: 'nvidia-device-plugin',
    repository: 'https://nvidia.github.io/k8s-device-plugin',
    version: CHART_VERSIONS['nvidia-device-plugin'].version,
    release: 'nvidia-device-plugin',
    values: () => ({ tolerations: EVERYWHERE, affinity: onNodesWith({ key: 'nvidia.com/gpu.present', operator: 'In', values: ['true'] }, NOT_ON_AUTO) }),
  },
  neuron: {
    id: 'NeuronDevicePlugin',
    chart: 'neuron-helm-chart',
    repository: 'oci://public.ecr.aws/neuron/neuron-helm-chart',
    version: CHART_VERSIONS['neuron-helm-chart'].version,
    release: 'neuron',
    values: () => ({ npd: { enabled: false }, devicePlugin: { tolerations: EVERYWHERE } }),
  },
  efa: {
    id: 'EfaDevicePlugin',
    chart: 'aws-efa-k8s-device-plugin',
    repository: 'https://aws.github.io/eks-charts',
    version: CHART_VERSIONS['aws-efa-k8s-device-plugin'].version,
    release: 'aws-efa-k8s-device-plugin',
    values: ({ efaImage }) => ({ image: { repository: efaImage }, tolerations: EVERYWHERE }),
  },
};
