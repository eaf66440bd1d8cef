import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { DEVICE_PLUGINS, DevicePluginKind } from './device-plugins.data';
import { chartSourceProblems } from '../../apply/chart-source';
import { HelmAddonOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { failOn, Problem, problemMessage, StrataError } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { checkProps } from '../../props/check-props';
import { eksImageRepository } from '../ec2/eks-images';

/** Devices that pods can use only with a device plugin. */
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
  /** Devices that the plugin advertises. */
  readonly device: NodeDevice;
}

/**
 * A device plugin as a Helm chart: it advertises devices of nodes as extended resources. The first nodes with such devices install it, once
 * for each cluster: for another version or source, create it before the nodes.
 *
 * Nodes of Auto Mode and, for GPUs, of Bottlerocket have it built in, and the plugin does not run on them.
 *
 * @example
 * new DevicePlugin(this, 'Nvidia', { cluster, device: NodeDevice.NVIDIA });
 */
export class DevicePlugin extends Construct {
  /**
   * Declares that another component advertises the devices, like the NVIDIA GPU operator: nodes that are created later do not install the
   * plugin.
   */
  static declareExternal(cluster: ICluster, device: NodeDevice): void {
    const inventory = ClusterModel.of(cluster);
    if (inventory._installed(pluginFor(device))) throw new StrataError(problemMessage(cluster.node.path, alreadyInstalled(device)));
    inventory._install(pluginFor(device), cluster);
  }

  /** Installs the plugins that are not installed yet. @internal */
  public static _installMissing(cluster: ICluster, devices: Readonly<Record<DevicePluginKind, boolean>>): void {
    const inventory = ClusterModel.of(cluster);
    for (const device of Object.values(NodeDevice).filter((each) => devices[each] && !inventory._installed(pluginFor(each)))) {
      // a child of the cluster, so that its id does not depend on which nodes are created first
      new DevicePlugin(cluster as unknown as Construct, DEVICE_PLUGINS[device].id, { cluster, device });
    }
  }

  constructor(scope: Construct, id: string, props: DevicePluginProps) {
    checkProps('DevicePluginProps', scope, id, props, new.target !== DevicePlugin);
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
