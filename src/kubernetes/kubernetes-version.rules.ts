import { KUBERNETES_CALENDAR_DATE, KUBERNETES_VERSIONS, MAX_NODE_SKEW } from './kubernetes-version.data';
import { minorOf } from './versions.rules';
import { Problem } from '../errors/problems';

const CALENDAR = 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html';

const ascending = (versions: readonly string[]): string[] => [...versions].sort((a, b) => minorOf(a) - minorOf(b));

/** Versions of the calendar that EKS creates on a date, from the oldest: the last day of extended support is the last on which it does. */
export const creatableVersions = (date: string = KUBERNETES_CALENDAR_DATE): string[] =>
  ascending(Object.keys(KUBERNETES_VERSIONS).filter((version) => KUBERNETES_VERSIONS[version].extendedUntil >= date));

/** The newest version of the calendar: what a message may recommend. */
export const NEWEST_VERSION = ascending(Object.keys(KUBERNETES_VERSIONS)).at(-1)!;

/** Whether the version is newer than the calendar, and so than the tables of add-ons and charts. */
export const isNewerThanCalendar = (version: string): boolean => minorOf(version) > minorOf(NEWEST_VERSION);

/** Why EKS would not create a cluster of this version; nothing for a version newer than the table. */
export function versionProblem(version: string): Problem | undefined {
  if (!/^1\.\d+$/.test(version)) {
    return {
      finding: `version '${version}' is not a Kubernetes minor version`,
      constraint: 'it must have the form 1.36',
      remediation: 'Use a member of eks.KubernetesVersion',
      source: CALENDAR,
    };
  }
  const [oldest] = creatableVersions();
  if (minorOf(version) >= minorOf(oldest)) return undefined;
  const ended = KUBERNETES_VERSIONS[version]?.extendedUntil;
  return {
    finding: `version ${version} is no longer available`,
    constraint: `EKS creates clusters of version ${oldest} or newer${ended ? `; extended support of ${version} ended ${ended}` : ''}`,
    remediation: `Use KubernetesVersion.V${NEWEST_VERSION.replace('.', '_')}`,
    source: CALENDAR,
  };
}

/** Why nodes of this version cannot join a control plane of that one. */
export function nodeVersionProblem(nodeVersion: string, clusterVersion: string): Problem | undefined {
  const behind = minorOf(clusterVersion) - minorOf(nodeVersion);
  if (behind >= 0 && behind <= MAX_NODE_SKEW) return undefined;
  return {
    finding: `version ${nodeVersion} is ${behind < 0 ? `${-behind} newer than` : `${behind} behind`} the cluster's ${clusterVersion}`,
    constraint: `nodes must be at most ${MAX_NODE_SKEW} minor versions older than the control plane, and never newer`,
    remediation: `Set version to ${clusterVersion}, or remove it`,
    source: 'https://kubernetes.io/releases/version-skew-policy/',
  };
}
