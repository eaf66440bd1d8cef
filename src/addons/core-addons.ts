import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { CORE_ADDONS } from './addon.data';
import { ManagedAddon } from './managed-addon';

/** Properties of {@link CoreAddons}. */
export interface CoreAddonsProps {
  /** The cluster, made without the self-managed add-ons (`bootstrapSelfManagedAddons: false`). */
  readonly cluster: ICluster;
  /**
   * Versions by add-on name, for those that should not follow the table of this library.
   *
   * @default - by the cluster's Kubernetes version
   */
  readonly versions?: { [addonName: string]: string };
}

/** What every cluster needs: vpc-cni, kube-proxy, coredns, the Pod Identity and node monitoring agents, and metrics-server. */
export class CoreAddons extends Construct {
  /** The add-ons, by name. */
  public readonly addons: { [addonName: string]: ManagedAddon };

  constructor(scope: Construct, id: string, { cluster, versions = {} }: CoreAddonsProps) {
    super(scope, id);
    this.addons = Object.fromEntries(CORE_ADDONS.map((addonName) =>
      [addonName, new ManagedAddon(this, addonName, { cluster, addonName, version: versions[addonName] })]));
  }
}
