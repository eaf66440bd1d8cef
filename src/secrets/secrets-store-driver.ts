import { Duration } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ManagedAddon } from '../addons/managed-addon';
import { deepMerge } from '../cluster/deep-merge.rules';
import { failOn } from '../errors/problems';

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
const INSTALLED = Symbol.for('cdk-eks-strata.secrets-store-driver');
type Holder = ICluster & { [INSTALLED]?: SecretsStoreDriver };

/**
 * What mounts secrets of AWS into pods: the Secrets Store CSI driver with its provider for AWS, an EKS add-on. `MountedSecrets` install it themselves, once
 * for each cluster: make it by hand, before them, for other settings. It has no permissions: pods read their secrets as themselves.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-eks-installation.html
 */
export class SecretsStoreDriver extends Construct {
  /** Installs it where it is not there yet. @internal */
  public static _of(cluster: ICluster): SecretsStoreDriver {
    return (cluster as Holder)[INSTALLED] ?? new SecretsStoreDriver(cluster as unknown as Construct, ID, { cluster });
  }

  /** The add-on. */
  public readonly addon: ManagedAddon;

  constructor(scope: Construct, id: string, { cluster, rotationInterval = Duration.hours(1), version, configuration = {} }: SecretsStoreDriverProps) {
    failOn(scope, id, INSTALLED in cluster ? [{ what: 'the driver of secrets is there already', limit: 'a cluster has one, which the first MountedSecrets install', fix: 'Make this before them, once' }] : []);
    super(scope, id);
    Object.defineProperty(cluster, INSTALLED, { value: this });
    const settings = { 'secrets-store-csi-driver': { enableSecretRotation: true, rotationPollInterval: `${rotationInterval.toSeconds()}s` } };
    this.addon = new ManagedAddon(this, 'Addon', { cluster, addonName: 'aws-secrets-store-csi-driver-provider', version, configuration: deepMerge(settings, configuration) });
  }
}
