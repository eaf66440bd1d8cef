import { Problem } from '../../errors/problems';

/** How the directories of claims are made. */
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

/** What the driver would refuse. */
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
  if ((uid === undefined) !== (gid === undefined))
    add(`${uid === undefined ? 'gid' : 'uid'} is given alone`, 'files have an owner and a group', 'Give both, or none');
  if ((gidRangeStart === undefined) !== (gidRangeEnd === undefined))
    add(`${gidRangeStart === undefined ? 'gidRangeEnd' : 'gidRangeStart'} is given alone`, 'a range has two ends', 'Give both, or none');
  if (gid !== undefined && gidRangeStart !== undefined)
    add('both gid and gidRangeStart are given', 'all claims have one group, or each has one of the range', 'Leave one of them out');
  if ((gidRangeStart ?? 0) >= (gidRangeEnd ?? Infinity))
    add(`gidRangeStart is ${gidRangeStart} and gidRangeEnd ${gidRangeEnd}`, 'the range begins before it ends', 'Correct it');
  if (directoryPermissions !== undefined && !/^[0-7]{3,4}$/.test(directoryPermissions))
    add(`directoryPermissions is '${directoryPermissions}'`, 'it is an octal number like 700', 'Correct it');
  if (basePath !== undefined && !basePath.startsWith('/')) add(`basePath is '${basePath}'`, 'it is absolute', `Write '/${basePath}'`);
  const unknown = [...(subPathPattern ?? '').matchAll(/\$\{([^}]*)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !['.PVC.name', '.PVC.namespace', '.PV.name'].includes(name));
  if (unknown.length > 0)
    add(`subPathPattern holds '\${${unknown[0]}}'`, 'it may hold ${.PVC.name}, ${.PVC.namespace} and ${.PV.name}', 'Correct it');
  return problems;
}

/** Parameters of a class, all of them text. */
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
