import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ebsDriverOf, grantDriverKey, hasEbsDriver } from './ebs-driver';
import { StorageClaim, StorageClaimOptions } from './storage-claim';
import { AppliedObjects } from '../cluster/applied-objects';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem, problemMessage, StrataError } from '../errors/problems';
import { objectNameProblem } from '../identity/names.rules';
import { Inventory } from '../inventory/inventory';
import { part } from '../inventory/thing.rules';
import { isAutoMode } from '../nodes/auto-mode';

/** Properties of {@link EbsStorage}. */
export interface EbsStorageProps {
  /** The cluster. */
  readonly cluster: eks.ICluster;
  /**
   * Name of the StorageClass: 1–253 lower-case letters, digits, hyphens or dots. It can never change.
   *
   * @default 'gp3'
   */
  readonly storageClassName?: string;
  /**
   * Whether claims that name no class get this one. One class of a cluster may be the default.
   *
   * @default true
   */
  readonly isDefault?: boolean;
  /**
   * Key that encrypts the volumes.
   *
   * @default - the account's key for EBS (alias aws/ebs)
   */
  readonly encryptionKey?: IKey;
  /**
   * How the role of the driver is bounded and where it lies, or one that exists. The first class of a cluster says it for all.
   *
   * @default - a role of its own
   */
  readonly driverRoleOptions?: RoleOptions;
}

/** EBS volumes: the driver with a role of its own, and a class of encrypted gp3 volumes, made where the pod is. */
export class EbsStorage extends Construct {
  /** Name of the StorageClass. */
  public readonly storageClassName: string;

  constructor(scope: Construct, id: string, props: EbsStorageProps) {
    const { cluster, storageClassName = 'gp3', isDefault = true, encryptionKey } = props;
    failOn(scope, id, [objectNameProblem('storageClassName', storageClassName), driverRoleProblem(props)].filter((problem): problem is Problem => problem !== undefined));
    super(scope, id);
    this.storageClassName = storageClassName;
    const auto = isAutoMode(cluster);
    if (!auto) {
      const driver = ebsDriverOf(cluster, props.driverRoleOptions);
      if (encryptionKey && driver.identity) grantDriverKey(driver.identity.role, encryptionKey);
    } else if (encryptionKey) {
      // there the cluster itself is the driver
      grantDriverKey((cluster as unknown as eks.Cluster).role, encryptionKey);
    }
    const storageClass = new AppliedObjects(this, 'StorageClass', {
      cluster,
      objects: () => [{
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: storageClassName, ...(isDefault ? { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } : {}) },
        provisioner: auto ? 'ebs.csi.eks.amazonaws.com' : 'ebs.csi.aws.com',
        // every parameter is a text, source: aws-ebs-csi-driver docs/parameters.md
        parameters: { type: 'gp3', encrypted: 'true', ...(encryptionKey ? { kmsKeyId: encryptionKey.keyArn } : {}) },
        // a volume lives in one zone: it is made when it is known where the pod runs
        volumeBindingMode: 'WaitForFirstConsumer',
        ...(auto ? { allowedTopologies: [{ matchLabelExpressions: [{ key: 'eks.amazonaws.com/compute-type', values: ['auto'] }] }] } : {}),
        allowVolumeExpansion: true,
        reclaimPolicy: 'Delete',
      }],
    });
    if (!auto) Inventory.of(cluster)._require(storageClass.node.defaultChild as Construct, part('ebs-driver'));
  }

  /** A volume for one pod. A Deployment that mounts it must have one replica; name it after what it holds. */
  claim(name: string, options: StorageClaimOptions): StorageClaim {
    const problem = objectNameProblem('name', name) ?? (options.path.startsWith('/') ? undefined : {
      what: `path is '${options.path}'`, limit: 'it is absolute', fix: `Write '/${options.path}'`,
    });
    if (problem) throw new StrataError(problemMessage(`${this.node.path}.claim`, problem));
    return StorageClaim._of(name, this.storageClassName, options);
  }
}

function driverRoleProblem({ cluster, driverRoleOptions }: EbsStorageProps): Problem | undefined {
  if (!driverRoleOptions || (!isAutoMode(cluster) && !hasEbsDriver(cluster))) return undefined;
  return { what: 'driverRoleOptions is given', limit: isAutoMode(cluster) ? 'Auto Mode has the driver built in' : 'the first class of the cluster made the driver', fix: 'Leave it out, or give it to the first class' };
}
