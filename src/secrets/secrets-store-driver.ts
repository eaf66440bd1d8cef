import { Duration } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ManagedAddon } from '../addons/managed-addon';
import { deepMerge } from '../apply/deep-merge.rules';
import { feature } from '../catalog/capability.rules';
import { failOn } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';

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
  readonly addonVersion?: string;
  /**
   * Settings of the add-on, merged over those of this construct.
   *
   * @default - none
   */
  readonly configurationValues?: { [key: string]: any };
}

const ID = 'SecretsStoreDriver';
const ADDON = 'aws-secrets-store-csi-driver-provider';

/**
 * What mounts secrets of AWS into pods: the Secrets Store CSI driver with its provider for AWS, an EKS add-on. `MountedSecrets` install it
 * themselves, once
 * for each cluster: make it by hand, before them, for other settings. It has no permissions: pods read their secrets as themselves.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-eks-installation.html
 */
export class SecretsStoreDriver extends Construct {
  /** Installs it where it is not there yet. @internal */
  public static _install(cluster: ICluster): void {
    const inventory = ClusterModel.of(cluster);
    if (inventory._isExternal(feature('secrets-driver')) || inventory._installed(`add-on ${ADDON}`)) return;
    inventory._assumeWithout(feature('secrets-driver'), new SecretsStoreDriver(cluster as unknown as Construct, ID, { cluster }));
  }

  /** The add-on. */
  public readonly addon: ManagedAddon;

  constructor(
    scope: Construct,
    id: string,
    { cluster, rotationInterval = Duration.hours(1), addonVersion, configurationValues = {} }: SecretsStoreDriverProps,
  ) {
    failOn(
      scope,
      id,
      ClusterModel.of(cluster)._installed(`add-on ${ADDON}`)
        ? [
            {
              finding: 'the driver of secrets is there already',
              constraint: 'a cluster has one, which the first MountedSecrets install',
              remediation: 'Make this before them, once',
            },
          ]
        : [],
    );
    super(scope, id);
    const settings = {
      'secrets-store-csi-driver': { enableSecretRotation: true, rotationPollInterval: `${rotationInterval.toSeconds()}s` },
    };
    this.addon = new ManagedAddon(this, 'Addon', {
      cluster,
      addonName: ADDON,
      addonVersion,
      configurationValues: deepMerge(settings, configurationValues),
    });
  }
}
