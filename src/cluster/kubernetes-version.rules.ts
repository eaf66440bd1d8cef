import { KUBERNETES_VERSIONS, MAX_NODE_SKEW } from './kubernetes-version.data';
import { Problem } from '../errors/problems';
import { minorOf } from '../inventory/versions.rules';

const CALENDAR = 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html';

/** Why EKS would not create a cluster of this version; nothing for a version newer than the table. */
export function versionProblem(version: string): Problem | undefined {
  if (!/^1\.\d+$/.test(version)) {
    return { what: `version '${version}' is not a Kubernetes minor version`, limit: 'it is written like 1.36', fix: 'Use a member of eks.KubernetesVersion', source: CALENDAR };
  }
  const oldest = Object.keys(KUBERNETES_VERSIONS).filter((v) => KUBERNETES_VERSIONS[v].creatable).sort((a, b) => minorOf(a) - minorOf(b))[0];
  if (minorOf(version) >= minorOf(oldest)) return undefined;
  const ended = KUBERNETES_VERSIONS[version]?.extendedUntil;
  return {
    what: `version ${version} can no longer be created`,
    limit: `EKS creates ${oldest} and newer${ended ? `; extended support of ${version} ended ${ended}` : ''}`,
    fix: `Use KubernetesVersion.V${newestSettled().replace('.', '_')}`,
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

// the newest version whose end of support is published: what a message may recommend
function newestSettled(): string {
  return Object.keys(KUBERNETES_VERSIONS).filter((v) => KUBERNETES_VERSIONS[v].standardUntil).sort((a, b) => minorOf(b) - minorOf(a))[0];
}
