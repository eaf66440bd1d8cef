import { stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/**
 * Drivers without CreateSnapshot. Source: kubernetes-sigs/aws-efs-csi-driver, pkg/driver/controller.go, CreateSnapshot;
 * awslabs/mountpoint-s3-csi-driver, pkg/driver/controller.go.
 */
const WITHOUT_SNAPSHOTS: Readonly<Record<string, string>> = { 'efs.csi.aws.com': 'EFS', 's3.csi.aws.com': 'S3' };

export const snapshotUnsupported: Rule = {
  id: 'snapshot-unsupported',
  area: 'Storage',
  severity: 'error',
  description: 'VolumeSnapshot of a class whose driver has no snapshots',
  reason: 'the driver has no snapshotter: the VolumeSnapshot never becomes ready, and volumes that are restored from it stay Pending',
  source: 'https://kubernetes.io/docs/concepts/storage/volume-snapshots/',
  check: ({ manifests }) =>
    manifests.ofKind('snapshot.storage.k8s.io/VolumeSnapshot').flatMap(({ path, value }) => {
      const name = stringAt(value, 'spec', 'volumeSnapshotClassName');
      const ofClass = manifests.find('snapshot.storage.k8s.io/VolumeSnapshotClass', undefined, name)?.value;
      const driver = stringAt(ofClass, 'driver') ?? '';
      const service = WITHOUT_SNAPSHOTS[driver];
      return service === undefined
        ? []
        : [
            {
              path,
              finding: `${describeObject(value)} has the class '${name}', whose driver ${driver} has no snapshots`,
              remediation: `Use AWS Backup for ${service}, and snapshots for volumes of EBS, ONTAP and OpenZFS`,
            },
          ];
    }),
};
