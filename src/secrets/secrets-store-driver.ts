import { Duration } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { ManagedAddon } from '../addons/managed-addon';
import { deepMerge } from '../apply/deep-merge.rules';
import { feature } from '../catalog/capability.rules';
import { failOn } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';
import { checkProps } from '../props/check-props';

/** Properties of {@link SecretsStoreDriver}. */
export interface SecretsStoreDriverProps {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Interval at which the driver reads new values and updates mounted files. Each time, it calls the AWS API for each pod.
   *
   * @default Duration.hours(1)
   */
  readonly rotationInterval?: Duration;
  /**
   * Version of the add-on.
   *
   * @default - the newest version that this library knows
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
 * The EKS add-on with the Secrets Store CSI driver and its AWS provider, which mounts secrets of AWS into pods. The first `MountedSecrets`
 * of a cluster installs it: create it before them to change its settings. It has no IAM permissions: it reads secrets with the role of
 * each pod.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-eks-installation.html
 *
 * @example
 * new SecretsStoreDriver(this, 'SecretsStoreDriver', { cluster, rotationInterval: cdk.Duration.minutes(10) });
 */
export class SecretsStoreDriver extends Construct {
  /** Installs it if it is not installed yet. @internal */
  public static _install(cluster: ICluster): void {
    const inventory = ClusterModel.of(cluster);
    if (inventory._isExternal(feature('secrets-driver')) || inventory._installed(`add-on ${ADDON}`)) return;
    inventory._assumeWithout(feature('secrets-driver'), new SecretsStoreDriver(cluster as unknown as Construct, ID, { cluster }));
  }

  /** The add-on. */
  public readonly addon: ManagedAddon;

  constructor(scope: Construct, id: string, props: SecretsStoreDriverProps) {
    checkProps('SecretsStoreDriverProps', scope, id, props, new.target !== SecretsStoreDriver);
    const { cluster, rotationInterval = Duration.hours(1), addonVersion, configurationValues = {} } = props;
    failOn(
      scope,
      id,
      ClusterModel.of(cluster)._installed(`add-on ${ADDON}`)
        ? [
            {
              finding: `the EKS add-on ${ADDON} is already installed`,
              constraint: 'an add-on can be installed only once on a cluster, and the first MountedSecrets installs it',
              remediation: 'Create one SecretsStoreDriver, before the first MountedSecrets',
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
