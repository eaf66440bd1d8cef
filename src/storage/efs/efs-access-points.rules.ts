import { Problem } from '../../errors/problems';

/** Parameters of the access points that the driver creates for PVCs. */
export interface AccessPointPlan {
  readonly uid?: number;
  readonly gid?: number;
  readonly gidRangeStart?: number;
  readonly gidRangeEnd?: number;
  readonly directoryPermissions?: string;
  readonly basePath?: string;
  readonly subPathPattern?: string;
  readonly ensureUniqueDirectory?: boolean;
  readonly reuseAccessPoint?: boolean;
  readonly enableTagging?: boolean;
}

const SOURCE = 'https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/parameters.md';

/** Problems of access point parameters, which the driver would reject. */
export function accessPointProblems({
  uid,
  gid,
  gidRangeStart,
  gidRangeEnd,
  directoryPermissions,
  basePath,
  subPathPattern,
}: AccessPointPlan): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: SOURCE });
  if ((uid === undefined) !== (gid === undefined)) {
    add(
      `${uid === undefined ? 'gid' : 'uid'} is given without ${uid === undefined ? 'uid' : 'gid'}`,
      'they must be set together',
      'Set both `uid` and `gid`, or neither',
    );
  }
  if ((gidRangeStart === undefined) !== (gidRangeEnd === undefined)) {
    add(
      gidRangeStart === undefined ? 'gidRangeEnd is given without gidRangeStart' : 'gidRangeStart is given without gidRangeEnd',
      'they must be set together',
      'Set both `gidRangeStart` and `gidRangeEnd`, or neither',
    );
  }
  if (gid !== undefined && gidRangeStart !== undefined) {
    add('both gid and gidRangeStart are given', 'they are mutually exclusive', 'Remove `gid`, or remove `gidRangeStart` and `gidRangeEnd`');
  }
  if ((gidRangeStart ?? 0) >= (gidRangeEnd ?? Infinity)) {
    add(
      `gidRangeStart is ${gidRangeStart} and gidRangeEnd is ${gidRangeEnd}`,
      'gidRangeStart must be less than gidRangeEnd',
      'Increase `gidRangeEnd`',
    );
  }
  if (directoryPermissions !== undefined && !/^[0-7]{3,4}$/.test(directoryPermissions)) {
    add(
      `directoryPermissions is '${directoryPermissions}'`,
      'must be an octal number like 700',
      'Set `directoryPermissions` to a value like 700',
    );
  }
  if (basePath !== undefined && !basePath.startsWith('/')) {
    add(`basePath is '${basePath}'`, 'must be an absolute path', `Set \`basePath\` to '/${basePath}'`);
  }
  const unknown = [...(subPathPattern ?? '').matchAll(/\$\{([^}]*)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !['.PVC.name', '.PVC.namespace', '.PV.name'].includes(name));
  if (unknown.length > 0) {
    add(
      `subPathPattern contains '\${${unknown[0]}}'`,
      'supported placeholders are ${.PVC.name}, ${.PVC.namespace} and ${.PV.name}',
      'Use a supported placeholder',
    );
  }
  return problems;
}

/** Parameters of a StorageClass, all of them strings. */
export function accessPointParameters(options: AccessPointPlan): Record<string, string> {
  const given: Record<string, unknown> = {
    provisioningMode: 'efs-ap',
    directoryPerms: options.directoryPermissions ?? '700',
    uid: options.uid,
    gid: options.gid,
    gidRangeStart: options.gidRangeStart,
    gidRangeEnd: options.gidRangeEnd,
    basePath: options.basePath,
    subPathPattern: options.subPathPattern,
    ensureUniqueDirectory: options.ensureUniqueDirectory,
    reuseAccessPoint: options.reuseAccessPoint,
    enableTagging: options.enableTagging,
  };
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
}
