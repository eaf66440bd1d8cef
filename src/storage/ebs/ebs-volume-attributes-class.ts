import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { EbsVolumeType } from './ebs-volume-type';
import { ebsParameters } from './ebs.rules';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { failOn, Problem } from '../../errors/problems';
import { objectNameProblem } from '../../identity/names.rules';
import { isAutoMode, settleAutoMode } from '../../nodes/auto-mode/auto-mode';
import { clusterVersionOf } from '../../nodes/cluster-details';
import { checkProps } from '../../props/check-props';

/** Properties of {@link EbsVolumeAttributesClass}. */
export interface EbsVolumeAttributesClassProps {
  /** The cluster: Kubernetes 1.34 or newer. */
  readonly cluster: ICluster;
  /** Type and performance of the volumes. */
  readonly volumeType: EbsVolumeType;
  /**
   * Name of the VolumeAttributesClass. Immutable.
   *
   * @default - the id of the construct in lower case; on EKS Auto Mode with `-auto`
   */
  readonly volumeAttributesClassName?: string;
}

/** The first Kubernetes minor version that serves the kind. Source: Kubernetes 1.34 release notes. */
const FIRST_MINOR = 34;

/**
 * VolumeAttributesClass that changes the type and performance of EBS volumes in use: a PVC can change its `volumeAttributesClassName`. EBS
 * modifies a volume at most once in six hours.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
 *
 * @example
 * const fast = new EbsVolumeAttributesClass(this, 'Fast', {
 *   cluster,
 *   volumeType: EbsVolumeType.gp3({ iops: 6000, throughputMiBps: 500 }),
 * });
 *
 * new StatefulService(chart, 'db', {
 *   image: 'public.ecr.aws/docker/library/postgres:17',
 *   ports: { sql: 5432 },
 *   volumes: [new EmptyDirVolume('run', '/var/run/postgresql')],
 *   volumeClaimTemplates: [
 *     platform.storage.claim('data', {
 *       size: cdk8s.Size.gibibytes(20),
 *       mountPath: '/var/lib/postgresql',
 *       volumeAttributesClassName: fast.volumeAttributesClassName,
 *     }),
 *   ],
 * });
 */
export class EbsVolumeAttributesClass extends Construct {
  /** Name of the VolumeAttributesClass, for `claim(..., { volumeAttributesClassName })`. */
  public readonly volumeAttributesClassName: string;

  constructor(scope: Construct, id: string, props: EbsVolumeAttributesClassProps) {
    checkProps('EbsVolumeAttributesClassProps', scope, id, props, new.target !== EbsVolumeAttributesClass);
    const { cluster, volumeType, volumeAttributesClassName } = props;
    const auto = isAutoMode(cluster);
    // the driver is immutable, like the provisioner of a StorageClass
    const name = volumeAttributesClassName ?? `${id.toLowerCase()}${auto ? '-auto' : ''}`;
    failOn(
      scope,
      id,
      [objectNameProblem('volumeAttributesClassName', name), versionProblem(clusterVersionOf(cluster))].filter(
        (problem): problem is Problem => problem !== undefined,
      ),
    );
    super(scope, id);
    settleAutoMode(cluster, this);
    this.volumeAttributesClassName = name;
    const applied = new KubernetesObjects(this, 'Class', {
      cluster,
      objects: () => [
        {
          apiVersion: 'storage.k8s.io/v1',
          kind: 'VolumeAttributesClass',
          metadata: { name },
          driverName: auto ? 'ebs.csi.eks.amazonaws.com' : 'ebs.csi.aws.com',
          parameters: ebsParameters(volumeType._plan),
        },
      ],
    });
    this.node.defaultChild = applied.node.defaultChild;
  }
}

function versionProblem(version: string | undefined): Problem | undefined {
  const [, minor] = /^1\.(\d+)$/.exec(version ?? '') ?? [];
  return minor === undefined || Number(minor) >= FIRST_MINOR
    ? undefined
    : {
        finding: `the cluster has Kubernetes ${version}`,
        constraint: `VolumeAttributesClass requires Kubernetes 1.${FIRST_MINOR} or newer`,
        remediation: 'Upgrade the cluster, or use another StorageClass',
        source: 'https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/',
      };
}
