import { nearestName } from '../../../errors/nearest-name.rules';
import { valueProblem } from '../../../ingress/annotation-values.rules';
import { AnnotationPattern, AnnotationSyntax } from '../../../ingress/controller-annotations.data';
import { groupKindOf, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { EBS_TYPES } from '../../../storage/ebs/ebs.data';
import { ebsProblems, unknownEbsParameters } from '../../../storage/ebs/ebs.rules';
import { accessPointProblems } from '../../../storage/efs/efs-access-points.rules';
import { openZfsVolumeProblems } from '../../../storage/fsx/fsx.rules';
import { lustreProblems } from '../../../storage/fsx/lustre.rules';
import { Facts } from '../../facts/facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import {
  accessPointPlanOf,
  ebsPlanOf,
  isUnknownEbsType,
  knownParameters,
  lowerCased,
  lustrePlanOf,
  openZfsPlanOf,
  Parameters,
} from '../../reading/storage-parameters.rules';
import { EBS_PROVISIONERS } from '../../reading/volumes.rules';
import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const storageClassParameters: Rule = {
  id: 'storage-class-parameters',
  area: 'Storage',
  severity: 'error',
  description: 'parameters of a StorageClass or VolumeAttributesClass that its CSI driver or AWS rejects',
  reason: 'the driver creates no volume with an unknown parameter or a value out of range, and PersistentVolumeClaims stay Pending',
  source: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md',
  check: ({ objects }: Facts) => {
    // a VolumeAttributesClass of the PVC may set the iops
    const mayAddIops = objects.some(({ value }) => JSON.stringify(value).includes('olumeAttributesClass'));
    return objects.flatMap(({ path, value }) => {
      const driver = DRIVER_FIELDS[groupKindOf(value)] && stringAt(value, DRIVER_FIELDS[groupKindOf(value)]);
      if (driver === undefined) return [];
      return [...problems(driver, value), ...(mayAddIops ? [] : withoutIops(driver, value))].map((found) => ({ path, ...found }));
    });
  },
};

/** Types whose iops CreateVolume requires. Source: Amazon EC2 API Reference, CreateVolume, Iops. */
const NEEDS_IOPS: ReadonlySet<string> = new Set(['io1', 'io2']);

function withoutIops(driver: string, object: KubernetesObject): Found[] {
  const { type = '', volumetype = type, ...others } = lowerCased(mapAt(object, 'parameters'));
  return object.kind === 'StorageClass' && EBS_PROVISIONERS.has(driver) && NEEDS_IOPS.has(type || volumetype) && !hasIops(others)
    ? [{ finding: `${describeObject(object)}: iops is missing for the volume type ${type || volumetype}`, remediation: 'Set iops' }]
    : [];
}

const hasIops = (parameters: Parameters): boolean => ['iops', 'iopspergb'].some((name) => name in parameters);

/** The field with the name of the driver, by kind. */
const DRIVER_FIELDS: Readonly<Record<string, string>> = {
  'storage.k8s.io/StorageClass': 'provisioner',
  'storage.k8s.io/VolumeAttributesClass': 'driverName',
};

type Found = Omit<Violation, 'path'>;

function problems(driver: string, object: KubernetesObject): Found[] {
  const parameters = mapAt(object, 'parameters');
  const name = describeObject(object);
  if (EBS_PROVISIONERS.has(driver)) return ebs(name, object, driver, parameters);
  if (driver === 'efs.csi.aws.com') return efs(name, parameters);
  if (driver === 'fsx.openzfs.csi.aws.com') {
    return violationsOf('', name, openZfsVolumeProblems(openZfsPlanOf(knownParameters(parameters)))).map(withoutPath);
  }
  if (driver !== 'fsx.csi.aws.com') return [];
  const plan = lustrePlanOf(knownParameters(parameters));
  return plan === undefined ? [] : violationsOf('', name, lustreProblems(plan)).map(withoutPath);
}

const withoutPath = ({ finding, remediation }: Violation): Found => ({ finding, remediation });

function ebs(name: string, { kind }: KubernetesObject, driver: string, parameters: Parameters): Found[] {
  const known = knownParameters(parameters);
  const { type, volumetype } = lowerCased(known);
  // other drivers of EBS volumes may have other parameters
  const names = Object.keys(parameters);
  const unknownOfKind = kind === 'StorageClass' ? unknownEbsParameters(names) : names.filter((each) => !isModifiable(each));
  const unknown = driver === 'ebs.csi.aws.com' ? unknownOfKind : [];
  const given = type ?? volumetype;
  // a VolumeAttributesClass without a type keeps that of the volume, which a type that is known at deploy does as well
  const typed = given !== undefined || (kind === 'StorageClass' && !Object.keys(parameters).some((each) => each.toLowerCase() === 'type'));
  // a change of a volume raises too few iops
  const raised: Parameters = kind === 'StorageClass' ? {} : { allowAutoIOPSPerGBIncrease: 'true' };
  const plan = typed ? ebsPlanOf({ ...known, ...raised, ...(given ? { type: given } : {}) }) : undefined;
  return [
    ...(unknown.length > 0
      ? [{ finding: `${name}: unknown parameter ${unknown.map((each) => `'${each}'`).join(', ')}`, remediation: 'Correct or remove it' }]
      : []),
    ...(given !== undefined && isUnknownEbsType(given)
      ? [{ finding: `${name}: unknown volume type '${given}'`, remediation: `Use one of ${Object.keys(EBS_TYPES).join(', ')}` }]
      : []),
    ...(plan === undefined ? [] : violationsOf('', name, ebsProblems(plan)).map(withoutPath)),
  ];
}

/** Parameters that can be changed. Source: kubernetes-sigs/aws-ebs-csi-driver at 429e202e, pkg/driver/controller_modify_volume.go. */
const MODIFIABLE = /^(type|volumetype|iops|throughput|iopspergb|allowautoiopsincreaseonmodify|tagspecification.*|tagdeletion.*)$/;
const isModifiable = (name: string): boolean => MODIFIABLE.test(name.toLowerCase());

/** Source: kubernetes-sigs/aws-efs-csi-driver at a4fc6760, pkg/driver/controller.go, CreateVolume. */
const EFS_MODES = ['efs-ap', 's3files-ap'];
const FROM_ZERO: AnnotationPattern = { matches: /^\+?\d+$/, must: 'must be an integer of at least 0' };
const FROM_ONE: AnnotationPattern = { matches: /^\+?0*[1-9]\d*$/, must: 'must be an integer of at least 1' };
/** Parameters of EFS. Source: the same file, CreateVolume and parseAccessPointConstraints. */
const EFS_PARAMETERS: Readonly<Record<string, AnnotationSyntax>> = {
  az: 'text',
  basePath: 'text',
  directoryPerms: 'text',
  enableTagging: 'boolean',
  enforceZoneAffinity: 'boolean',
  ensureUniqueDirectory: 'text',
  fileSystemId: 'text',
  fileSystemIdConfigRef: 'text',
  fileSystemIdSecretRef: 'text',
  gid: FROM_ZERO,
  gidRangeEnd: FROM_ONE,
  gidRangeStart: FROM_ONE,
  provisioningMode: 'text',
  reuseAccessPoint: 'boolean',
  subPathPattern: 'text',
  uid: FROM_ZERO,
};
const FILE_SYSTEMS = ['fileSystemId', 'fileSystemIdConfigRef', 'fileSystemIdSecretRef'];

const efsValues = (name: string, known: Parameters): Found[] =>
  Object.entries(known).flatMap(([parameter, value]): Found[] => {
    if (Object.hasOwn(EFS_PARAMETERS, parameter)) {
      const problem = valueProblem(value, EFS_PARAMETERS[parameter]);
      return problem === undefined
        ? []
        : [{ finding: `${name}: ${parameter} is '${value}', which ${problem}`, remediation: 'Correct the value' }];
    }
    const near = nearestName(parameter, Object.keys(EFS_PARAMETERS));
    // the driver ignores parameters that it does not know
    return near === undefined
      ? []
      : [{ finding: `${name}: unknown parameter '${parameter}'`, remediation: `Use ${near}`, severity: 'warning' }];
  });

function efs(name: string, parameters: Parameters): Found[] {
  // a class without parameters may be for static provisioning
  if (Object.keys(parameters).length === 0) return [];
  const known = knownParameters(parameters);
  const mode = parameters.provisioningMode;
  const isWrong = mode === undefined || (known.provisioningMode !== undefined && !EFS_MODES.includes(mode));
  return [
    ...(FILE_SYSTEMS.some((each) => Object.hasOwn(parameters, each))
      ? []
      : [{ finding: `${name}: fileSystemId is missing`, remediation: 'Set fileSystemId to the id of a file system' }]),
    ...efsValues(name, known),
    ...(isWrong
      ? [
          {
            finding: mode === undefined ? `${name}: provisioningMode is missing` : `${name}: provisioningMode is '${mode}'`,
            remediation: 'Set provisioningMode to efs-ap',
          },
        ]
      : []),
    ...violationsOf('', name, accessPointProblems(accessPointPlanOf(known))).map(withoutPath),
  ];
}
