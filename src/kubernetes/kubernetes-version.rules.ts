import { CALENDAR_DATE, KUBERNETES_VERSIONS, MAX_NODE_SKEW } from './kubernetes-version.data';
import { minorOf } from './versions.rules';
import { Problem } from '../errors/problems';

const CALENDAR = 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html';

const ascending = (versions: readonly string[]): string[] => [...versions].sort((a, b) => minorOf(a) - minorOf(b));

/** Versions of the calendar that EKS creates on a date, from the oldest: the last day of extended support is the last on which it does. */
export const creatableVersions = (date: string = CALENDAR_DATE): string[] => (
  ascending(Object.keys(KUBERNETES_VERSIONS).filter((version) => KUBERNETES_VERSIONS[version].extendedUntil >= date))
);

/** The newest version of the calendar: what a message may recommend. */
export const NEWEST_VERSION = ascending(Object.keys(KUBERNETES_VERSIONS)).at(-1)!;

/** Whether the version is newer than the calendar, and so than the tables of add-ons and charts. */
export const isNewerThanCalendar = (version: string): boolean => minorOf(version) > minorOf(NEWEST_VERSION);

/** Why EKS would not create a cluster of this version; nothing for a version newer than the table. */
export function versionProblem(version: string): Problem | undefined {
  if (!/^1\.\d+$/.test(version)) {
    return { what: `version '${version}' is not a Kubernetes minor version`, limit: 'it is written like 1.36', fix: 'Use a member of eks.KubernetesVersion', source: CALENDAR };
  }
  const [oldest] = creatableVersions();
  if (minorOf(version) >= minorOf(oldest)) return undefined;
  const ended = KUBERNETES_VERSIONS[version]?.extendedUntil;
  return {
    what: `version ${version} can no longer be created`,
    limit: `EKS creates ${oldest} and newer${ended ? `; extended support of ${version} ended ${ended}` : ''}`,
    fix: `Use KubernetesVersion.V${NEWEST_VERSION.replace('.', '_')}`,
    source: CALENDAR,
  };
}

/** Why nodes of this version cannot join a control plane of that one. */
export function nodeVersionProblem(nodeVersion: string, clusterVersion: string): Problem | undefined {
  const behind = minorOf(clusterVersion) - minorOf(nodeVersion);
  if (behind >= 0 && behind <= MAX_NODE_SKEW) return undefined;
  return {
    what: `version ${nodeVersion} is ${behind < 0 ? `${-behind} newer than` : `${behind} behind`} the cluster's ${clusterVersion}`,
    limit: `nodes are at most ${MAX_NODE_SKEW} minors behind their control plane and never newer`,
    fix: `Use ${clusterVersion}, or leave version out`,
    source: 'https://kubernetes.io/releases/version-skew-policy/',
  };
}
