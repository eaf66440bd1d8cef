import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { DEVICE_PLUGINS, DevicePluginKind } from './device-plugins.data';
import { chartSourceProblems } from '../../apply/chart-source';
import { HelmAddonOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { failOn, Problem, problemMessage, StrataError } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { eksImageRepository } from '../ec2/eks-images';

/** Devices that pods see by a plugin alone. */
export enum NodeDevice {
  /** NVIDIA GPUs: `nvidia.com/gpu`. */
  NVIDIA = 'nvidia',
  /** Inferentia and Trainium: `aws.amazon.com/neuron`. */
  NEURON = 'neuron',
  /** Elastic Fabric Adapters: `vpc.amazonaws.com/efa`. */
  EFA = 'efa',
}

const pluginFor = (device: NodeDevice) => `device plugin ${device}` as const;

/** Properties of a {@link DevicePlugin}. */
export interface DevicePluginProps extends HelmAddonOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /** What it makes visible. */
  readonly device: NodeDevice;
}

/**
 * What makes the devices of nodes visible to pods, as a Helm chart. Nodes install it themselves, once for each cluster: make it by hand,
 * before the nodes, for another version or another source.
 *
 * Nodes of Auto Mode and, for GPUs, of Bottlerocket have it built in, and the plugin stays away from them.
 *
 * @example
 * new DevicePlugin(this, 'Nvidia', { cluster, device: NodeDevice.NVIDIA });
 */
export class DevicePlugin extends Construct {
  /** Says that something else makes the devices visible, like the NVIDIA GPU operator, so that nodes made after it install nothing. */
  static declareExternal(cluster: ICluster, device: NodeDevice): void {
    const inventory = ClusterModel.of(cluster);
    if (inventory._installed(pluginFor(device))) throw new StrataError(problemMessage(cluster.node.path, alreadyInstalled(device)));
    inventory._install(pluginFor(device), cluster);
  }

  /** Installs what is not there yet. @internal */
  public static _installMissing(cluster: ICluster, devices: Readonly<Record<DevicePluginKind, boolean>>): void {
    const inventory = ClusterModel.of(cluster);
    for (const device of Object.values(NodeDevice).filter((each) => devices[each] && !inventory._installed(pluginFor(each)))) {
      // below the cluster, whichever nodes are made first
      new DevicePlugin(cluster as unknown as Construct, DEVICE_PLUGINS[device].id, { cluster, device });
    }
  }

  constructor(scope: Construct, id: string, props: DevicePluginProps) {
    const { cluster, device } = props;
    const inventory = ClusterModel.of(cluster);
    const { chart, values } = DEVICE_PLUGINS[device];
    failOn(scope, id, [...(inventory._installed(pluginFor(device)) ? [alreadyInstalled(device)] : []), ...chartSourceProblems(props)]);
    super(scope, id);
    inventory._install(pluginFor(device), this);
    installChart(this, chart, props, () => values({ efaImage: eksImageRepository(this, 'aws-efa-k8s-device-plugin') }));
  }
}

const alreadyInstalled = (device: NodeDevice): Problem => ({
  finding: `the device plugin for ${device} is already installed`,
  constraint: 'a cluster has one, which the first nodes with such devices install',
  remediation: 'Create DevicePlugin once, before the nodes',
});
