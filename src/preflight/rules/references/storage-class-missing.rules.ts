import { object } from '../../../catalog/capability.rules';
import { chartRow } from '../../../catalog/catalog.rules';
import { at, isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { missingObjects, mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { classNameOf } from '../../reading/volumes.rules';
import { Rule, Violation } from '../../rule';

export const storageClassMissing: Rule = {
  id: 'storage-class-missing',
  area: 'References',
  severity: 'error',
  description: 'PersistentVolumeClaim that references a StorageClass that does not exist',
  reason: 'the PVC and its pods stay Pending while the StorageClass does not exist (storageclass.storage.k8s.io "<name>" not found)',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  check: (facts) => [
    ...missingObjects(facts, 'storage.k8s.io', 'StorageClass', remediationOf, ({ name }) => mayBeOnVolumes(name, facts)),
    ...inValues(facts),
  ],
};

const remediationOf = (name: string): string =>
  `Add new EbsStorage(this, 'Storage', { cluster, storageClassName: '${name}' }), set storageClassName to a class that exists, ` +
  `or declare it: ClusterModel.of(cluster).declareExternal(ClusterCapability.storageClass('${name}'), { reason })`;

/** Charts of which this library does not know whether they create classes. */
const OF_STORAGE = /csi|storage|provisioner|rook|ceph|longhorn|openebs|portworx|topolvm|nfs|minio|trident/;

/** Classes in the values of charts. Whether the chart creates a PVC may depend on other values, and other charts do not create classes. */
function inValues(facts: Facts): Violation[] {
  const { helmReleases, resources, verdictOf } = facts;
  const mayHaveMore =
    resources.ofType('AWS::EKS::Cluster').length === 0 ||
    helmReleases.some(({ value: { chart } }) => OF_STORAGE.test(chart) && chartRow(chart) === undefined);
  if (mayHaveMore) return [];
  return helmReleases.flatMap(({ path, value: { release, values } }) =>
    classesIn(values, 'values')
      .filter(({ name }) => verdictOf(object('storage.k8s.io', 'StorageClass', name)) !== 'provided' && !isOnVolume(name, facts))
      .map(({ name, at: place }) => ({
        path,
        finding: `${place} of Helm release '${release}' names StorageClass '${name}', which this app does not create`,
        remediation: remediationOf(name),
        severity: 'warning' as const,
      })),
  );
}

interface NamedClass {
  readonly at: string;
  readonly name: string;
}

function classesIn(value: unknown, place: string): NamedClass[] {
  // a part of the chart that is turned off
  if (typeof value !== 'object' || value === null || at(value, 'enabled') === false) return [];
  return Object.entries(value).flatMap(([key, each]): NamedClass[] => {
    const where = Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`;
    if (typeof each !== 'string') return classesIn(each, where);
    // a dash is the empty class, in charts that follow those of Bitnami
    const isClass = /^storageClass(Name)?$/.test(key) && each !== '' && each !== '-' && !isDeployTimeValue(each);
    return isClass ? [{ at: where, name: each }] : [];
  });
}

// an existing PersistentVolume needs only the same storageClassName
const mayBeOnVolumes = (name: string, facts: Facts): boolean =>
  isOnVolume(name, facts) || mayExistOutsideApp(facts, '', 'PersistentVolume');

const isOnVolume = (name: string, { manifests }: Facts): boolean =>
  manifests.ofKind('/PersistentVolume').some(({ value }) => classNameOf(value) === name);
