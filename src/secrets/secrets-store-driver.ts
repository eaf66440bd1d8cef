import { Duration } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ManagedAddon } from '../addons/managed-addon';
import { deepMerge } from '../apply/deep-merge.rules';
import { part } from '../catalog/thing.rules';
import { failOn } from '../errors/problems';
import { Inventory } from '../model/inventory';

/** Properties of {@link SecretsStoreDriver}. */
export interface SecretsStoreDriverProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * How often it looks for new values: mounted files change then, processes read them again. Each look costs calls of the API for each pod.
   *
   * @default Duration.hours(1)
   */
  readonly rotationInterval?: Duration;
  /**
   * Version of the add-on.
   *
   * @default - the newest that this library knows
   */
  readonly version?: string;
  /**
   * Settings of the add-on, merged over those of this construct.
   *
   * @default - none
   */
  readonly configuration?: { [key: string]: any };
}

const ID = 'SecretsStoreDriver';
const ADDON = 'aws-secrets-store-csi-driver-provider';

/**
 * What mounts secrets of AWS into pods: the Secrets Store CSI driver with its provider for AWS, an EKS add-on. `MountedSecrets` install it themselves, once
 * for each cluster: make it by hand, before them, for other settings. It has no permissions: pods read their secrets as themselves.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-eks-installation.html
 */
export class SecretsStoreDriver extends Construct {
  /** Installs it where it is not there yet. @internal */
  public static _install(cluster: ICluster): void {
    const inventory = Inventory.of(cluster);
    if (inventory._isExternal(part('secrets-driver')) || inventory._installed(`add-on ${ADDON}`)) return;
    inventory._assumeWithout(part('secrets-driver'), new SecretsStoreDriver(cluster as unknown as Construct, ID, { cluster }));
  }

  /** The add-on. */
  public readonly addon: ManagedAddon;

  constructor(scope: Construct, id: string, { cluster, rotationInterval = Duration.hours(1), version, configuration = {} }: SecretsStoreDriverProps) {
    failOn(scope, id, Inventory.of(cluster)._installed(`add-on ${ADDON}`) ? [{ what: 'the driver of secrets is there already', limit: 'a cluster has one, which the first MountedSecrets install', fix: 'Make this before them, once' }] : []);
    super(scope, id);
    const settings = { 'secrets-store-csi-driver': { enableSecretRotation: true, rotationPollInterval: `${rotationInterval.toSeconds()}s` } };
    this.addon = new ManagedAddon(this, 'Addon', { cluster, addonName: ADDON, version, configuration: deepMerge(settings, configuration) });
  }
}
