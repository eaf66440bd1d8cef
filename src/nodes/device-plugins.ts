import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { DEVICE_PLUGINS, DevicePluginKind } from './device-plugins.data';
import { eksImageRepository } from './eks-images';
import { HelmRelease } from '../cluster/helm-release';
import { Inventory } from '../inventory/inventory';

/**
 * Installs what makes the devices of nodes visible to pods: once for each cluster, wherever its nodes are made. Nodes of Auto Mode and of
 * Bottlerocket (for GPUs) have it built in, and the plugins stay away from them.
 */
export function devicesFor(cluster: ICluster, devices: Readonly<Record<DevicePluginKind, boolean>>): void {
  const scope = cluster as unknown as Construct;
  for (const kind of Object.keys(DEVICE_PLUGINS) as DevicePluginKind[]) {
    const { id, chart, repository, version, release, values } = DEVICE_PLUGINS[kind];
    if (!devices[kind] || Inventory.of(cluster)._data.switches.has(`own-${kind}`) || cluster.node.tryFindChild(id)) continue;
    new HelmRelease(scope, id, {
      cluster, chart, repository, version, release, namespace: 'kube-system', values: () => values({ efaImage: eksImageRepository(scope, 'aws-efa-k8s-device-plugin') }),
    });
  }
}
