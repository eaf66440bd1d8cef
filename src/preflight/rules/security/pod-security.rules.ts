import { podMetadataPath } from '../../../kubernetes/kubernetes-object.rules';
import { KUBERNETES_VERSIONS } from '../../../kubernetes/kubernetes-version.data';
import { minorOf } from '../../../kubernetes/versions.rules';
import { Facts } from '../../facts/facts.rules';
import { PodSecurityStandard, LEVELS, podSecurityViolations } from '../../reading/pod-security.rules';
import { mapAt, Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const SHOWN = 6;

export const podSecurity: Rule = {
  id: 'pod-security',
  area: 'Security',
  severity: 'error',
  description: 'pods that violate the Pod Security Standard of their namespace',
  reason: 'the API server rejects such pods: the workload is created and never has pods',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  readsPods: true,
  check: (facts) =>
    facts.manifests.workloads.flatMap((maker) => {
      const level = levelOf(maker, facts);
      const violations =
        level === undefined
          ? []
          : podSecurityViolations(
              maker.podSpec,
              level,
              minorFor(maker, facts),
              mapAt(maker.object, ...podMetadataPath(maker.object), 'annotations'),
            );
      const rest = violations.length > SHOWN ? `; and ${violations.length - SHOWN} more` : '';
      return violations.length === 0
        ? []
        : [
            {
              path: maker.path,
              finding:
                `pods of ${maker.name} violate PodSecurity "${level}" of their namespace: ` +
                `${violations.slice(0, SHOWN).join('; ')}${rest}`,
              remediation: `Change these settings, or ${otherLevel(maker, level!, facts)}`,
            },
          ];
    }),
};

/** Where the level is set, and what to write instead. */
function otherLevel({ namespace }: Workload, level: PodSecurityStandard, { defaultPodSecurity }: Facts): string {
  const by = defaultPodSecurity.get(namespace);
  const levels = level === 'restricted' ? ['baseline', 'privileged'] : ['privileged'];
  if (by === undefined) return `label the namespace ${ENFORCE}: ${levels.join(' or ')}`;
  const prop = levels.map((each) => `PodSecurityLevel.${each.toUpperCase()}`).join(' or ');
  return by.startsWith('AppNamespace')
    ? `set podSecurity: ${prop} on ${by}, which adds the label ${ENFORCE}`
    : `add new AppNamespace(chart, '${namespace}', { podSecurity: ${prop} }): ${by} adds the namespace with the label ${ENFORCE}`;
}

/** The Pod Security level that the namespace of the pods enforces. */
export function levelOf(maker: Workload, facts: Facts): PodSecurityStandard | undefined {
  const level = enforcedIn(maker, facts) ?? '';
  return LEVELS.includes(level) ? (level as PodSecurityStandard) : undefined;
}

/** The value of the enforce label of the namespace, valid or not. */
export const enforcedIn = (maker: Workload, facts: Facts): string | undefined => labelsOf(maker, facts)[ENFORCE];

const labelsOf = ({ namespace }: Workload, { manifests }: Facts): Readonly<Record<string, string>> =>
  mapAt(manifests.find('/Namespace', undefined, namespace)?.value, 'metadata', 'labels');

// the version of the policy: of the namespace label, or of the cluster
function minorFor(maker: Workload, facts: Facts): number {
  const { [`${ENFORCE}-version`]: pinned = 'latest' } = labelsOf(maker, facts);
  const [, minor] = /^v1\.(\d+)$/.exec(pinned) ?? [];
  if (minor !== undefined) return Number(minor);
  if (pinned !== 'latest') return 0;
  return facts.version === undefined ? OLDEST : minorOf(facts.version);
}

const OLDEST = Math.min(...Object.keys(KUBERNETES_VERSIONS).map(minorOf));
