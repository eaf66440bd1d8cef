import { KubernetesObject } from '../../inventory/kubernetes-object.rules';
import { minorOf } from '../../inventory/versions.rules';
import { Facts } from '../facts.rules';
import { PodMaker } from '../manifests.rules';
import { Level, LEVELS, podSecurityViolations } from '../pod-security.rules';
import { Rule } from '../rule';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

export const podSecurity: Rule = {
  id: 'pod-security',
  area: 'Security',
  severity: 'error',
  finds: 'pods that the Pod Security level of their namespace refuses',
  why: 'the API server refuses such pods, so that the workload is made and never has any',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ofPods: true,
  check: (facts) => facts.manifests.pods.flatMap((maker) => {
    const { level, minor } = levelOf(maker, facts);
    const violations = level === undefined ? [] : podSecurityViolations(maker.pod, level, minor);
    return violations.length === 0 ? [] : [{
      path: maker.path, what: `pods of ${maker.name} are refused by the level ${level} of their namespace: ${violations.slice(0, 6).join('; ')}${violations.length > 6 ? `; and ${violations.length - 6} more` : ''}`, fix: `Leave that out, or label the namespace ${ENFORCE}: ${level === 'restricted' ? 'baseline or privileged' : 'privileged'}`,
    }];
  }),
};

/** The level that the namespace of pods enforces, and the minor version of its meaning. */
export function levelOf({ namespace }: PodMaker, { manifests, version }: Facts): { readonly level?: Level; readonly minor?: number } {
  const labels = (manifests.find('/Namespace', undefined, namespace)?.value as KubernetesObject | undefined)?.metadata?.labels ?? {};
  const [, minor] = /^v1\.(\d+)$/.exec(labels[`${ENFORCE}-version`] ?? '') ?? [];
  return { level: LEVELS.includes(labels[ENFORCE]) ? labels[ENFORCE] as Level : undefined, minor: minor !== undefined ? Number(minor) : version === undefined ? undefined : minorOf(version) };
}
