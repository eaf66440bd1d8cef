import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { DEVICE_PLUGINS, DevicePluginKind } from './device-plugins.data';
import { chartSourceProblems } from '../../apply/chart-source';
import { HelmAddonOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { failOn, Problem, problemMessage, StrataError } from '../../errors/problems';
import { Inventory } from '../../model/inventory';
import { eksImageRepository } from '../ec2/eks-images';

/** Devices that pods see by a plugin alone. */
export enum Device {
  /** NVIDIA GPUs: `nvidia.com/gpu`. */
  NVIDIA = 'nvidia',
  /** Inferentia and Trainium: `aws.amazon.com/neuron`. */
  NEURON = 'neuron',
  /** Elastic Fabric Adapters: `vpc.amazonaws.com/efa`. */
  EFA = 'efa',
}

const pluginFor = (device: Device) => `device plugin ${device}` as const;

/** Properties of a {@link DevicePlugin}. */
export interface DevicePluginProps extends HelmAddonOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /** What it makes visible. */
  readonly device: Device;
}

/**
 * What makes the devices of nodes visible to pods, as a Helm chart. Nodes install it themselves, once for each cluster: make it by hand, before the
 * nodes, for another version or another source.
 *
 * Nodes of Auto Mode and, for GPUs, of Bottlerocket have it built in, and the plugin stays away from them.
 *
 * @example
 * new DevicePlugin(this, 'Nvidia', { cluster, device: Device.NVIDIA });
 */
export class DevicePlugin extends Construct {
  /** Says that something else makes the devices visible, like the NVIDIA GPU operator, so that nodes made after it install nothing. */
  static external(cluster: ICluster, device: Device): void {
    const inventory = Inventory.of(cluster);
    if (inventory._installed(pluginFor(device))) throw new StrataError(problemMessage(cluster.node.path, installed(device)));
    inventory._install(pluginFor(device), cluster);
  }

  /** Installs what is not there yet. @internal */
  public static _bring(cluster: ICluster, devices: Readonly<Record<DevicePluginKind, boolean>>): void {
    const inventory = Inventory.of(cluster);
    for (const device of Object.values(Device).filter((each) => devices[each] && !inventory._installed(pluginFor(each)))) {
      // below the cluster, whichever nodes are made first
      new DevicePlugin(cluster as unknown as Construct, DEVICE_PLUGINS[device].id, { cluster, device });
    }
  }

  constructor(scope: Construct, id: string, props: DevicePluginProps) {
    const { cluster, device } = props;
    const inventory = Inventory.of(cluster);
    const { chart, values } = DEVICE_PLUGINS[device];
    failOn(scope, id, [...(inventory._installed(pluginFor(device)) ? [installed(device)] : []), ...chartSourceProblems(props)]);
    super(scope, id);
    inventory._install(pluginFor(device), this);
    installChart(this, chart, props, () => values({ efaImage: eksImageRepository(this, 'aws-efa-k8s-device-plugin') }));
  }
}

const installed = (device: Device): Problem => ({
  what: `the device plugin for ${device} is there already`, limit: 'a cluster has one, which the first nodes with such devices install', fix: 'Make this before the nodes, once',
});
