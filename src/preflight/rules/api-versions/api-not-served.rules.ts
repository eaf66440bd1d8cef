import { CUSTOM_GROUPS, SERVED_KINDS, SERVED_SINCE } from '../../../kubernetes/api-kinds.data';
import { BUILT_IN_GROUPS } from '../../../kubernetes/kinds.data';
import { groupOf, KubernetesObject } from '../../../kubernetes/kubernetes-object.rules';
import { isNewer } from '../../../kubernetes/versions.rules';
import { Facts } from '../../facts/facts.rules';
import { isRemoved, mayServeNewerApis, removedApiOf } from '../../reading/removed-api.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const apiNotServed: Rule = {
  id: 'api-not-served',
  area: 'API versions',
  severity: 'error',
  description: 'alpha or beta API that EKS does not enable, or API of a later Kubernetes version',
  reason:
    'EKS serves stable APIs of the Kubernetes version of the cluster, no alpha APIs, and hardly any beta API that was introduced after ' +
    'Kubernetes 1.24',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  check: (facts) => facts.objects.flatMap(({ path, value }) => problem(path, value, facts)),
};

function problem(path: string, object: KubernetesObject, { version }: Facts): Violation[] {
  const { apiVersion, kind } = object;
  const since = SERVED_SINCE[`${apiVersion}/${kind}`];
  if (since !== undefined) {
    return version && isNewer(since, version)
      ? [
          {
            path,
            finding: `${describeObject(object)} uses ${apiVersion}, introduced in Kubernetes ${since}, but the cluster is ${version}`,
            remediation: 'Upgrade the cluster first, or remove the object',
          },
        ]
      : [];
  }
  const [, stage] = /\/v\d+(alpha|beta)\d*$/.exec(apiVersion) ?? [];
  if (stage === undefined || !BUILT_IN_GROUPS.has(groupOf(apiVersion)) || CUSTOM_GROUPS.has(groupOf(apiVersion))) return [];
  const removed = removedApiOf(object);
  // a beta API that was or will be removed was introduced before 1.24
  if (removed && (stage === 'beta' || isRemoved(removed, version))) return [];
  const stable = Object.keys(SERVED_KINDS)
    .filter((served) => groupOf(served) === groupOf(apiVersion) && SERVED_KINDS[served].includes(kind))
    .pop();
  return [
    {
      path,
      finding: `${describeObject(object)} uses ${apiVersion}`,
      remediation: stable ? `Use ${stable}` : 'Remove the object until its API is stable',
      // the next version may have a beta API that EKS enables
      ...(stage === 'beta' && mayServeNewerApis(version) ? { severity: 'warning' as const } : {}),
    },
  ];
}
