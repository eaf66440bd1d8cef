import { CUSTOM_GROUPS, SERVED_KINDS } from '../../../kubernetes/api-kinds.data';
import { BUILT_IN_GROUPS } from '../../../kubernetes/kinds.data';
import { groupOf, KubernetesObject } from '../../../kubernetes/kubernetes-object.rules';
import { nearestName } from '../../../kubernetes/schema-validation.rules';
import { Facts } from '../../facts/facts.rules';
import { mayServeNewerApis, removedApiOf } from '../../reading/removed-api.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const kindUnknown: Rule = {
  id: 'kind-unknown',
  area: 'API versions',
  severity: 'error',
  description: 'a kind that its API group does not have, mostly misspelled',
  reason: 'the API server answers "no matches for kind", and the deploy fails',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/',
  check: (facts) => facts.objects.flatMap(({ path, value }) => problem(path, value, facts)),
};

function problem(path: string, object: KubernetesObject, { version }: Facts): Violation[] {
  const { apiVersion, kind } = object;
  const group = groupOf(apiVersion);
  // alpha, beta and removed ones have rules of their own
  if (
    !BUILT_IN_GROUPS.has(group) ||
    CUSTOM_GROUPS.has(group) ||
    /(alpha|beta)\d*$/.test(apiVersion) ||
    removedApiOf(object) !== undefined ||
    kind.endsWith('List')
  )
    return [];
  if (SERVED_KINDS[apiVersion]?.includes(kind)) return [];
  const elsewhere = Object.keys(SERVED_KINDS)
    .filter((served) => SERVED_KINDS[served].includes(kind))
    .pop();
  const near = nearestName(kind, Object.values(SERVED_KINDS).flat());
  return [
    {
      path,
      finding: `${describeObject(object)} is of ${apiVersion}, which has no such kind`,
      remediation: elsewhere ? `Write apiVersion: ${elsewhere}` : near ? `Write kind: ${near}` : 'Correct apiVersion and kind',
      ...(mayServeNewerApis(version) ? { severity: 'warning' as const } : {}),
    },
  ];
}
