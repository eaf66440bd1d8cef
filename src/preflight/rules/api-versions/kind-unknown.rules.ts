import { nearestName } from '../../../errors/nearest-name.rules';
import { CUSTOM_GROUPS, SERVED_KINDS } from '../../../kubernetes/api-kinds.data';
import { BUILT_IN_GROUPS } from '../../../kubernetes/kinds.data';
import { groupOf, KubernetesObject } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { mayServeNewerApis, removedApiOf } from '../../reading/removed-api.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const kindUnknown: Rule = {
  id: 'kind-unknown',
  area: 'API versions',
  severity: 'error',
  description: 'unknown or misspelled kind',
  reason: 'the API server does not serve this kind, and the deployment fails',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/',
  check: (facts) => facts.objects.flatMap(({ path, value }) => problem(path, value, facts)),
};

function problem(path: string, object: KubernetesObject, { version }: Facts): Violation[] {
  const { apiVersion, kind } = object;
  const group = groupOf(apiVersion);
  // alpha, beta and removed APIs have their own rules
  if (
    !BUILT_IN_GROUPS.has(group) ||
    CUSTOM_GROUPS.has(group) ||
    /(alpha|beta)\d*$/.test(apiVersion) ||
    removedApiOf(object) !== undefined ||
    kind.endsWith('List')
  ) {
    return [];
  }
  if (SERVED_KINDS[apiVersion]?.includes(kind)) return [];
  const elsewhere = Object.keys(SERVED_KINDS)
    .filter((served) => SERVED_KINDS[served].includes(kind))
    .pop();
  const near = nearestName(kind, Object.values(SERVED_KINDS).flat());
  return [
    {
      path,
      finding: `${describeObject(object)}: no matches for kind "${kind}" in version "${apiVersion}"`,
      remediation: elsewhere ? `Set apiVersion to ${elsewhere}` : kindSuggestion(near),
      ...(mayServeNewerApis(version) ? { severity: 'warning' as const } : {}),
    },
  ];
}

const kindSuggestion = (near: string | undefined): string =>
  near ? `Set kind to ${near}` : 'Set apiVersion and kind to an API that exists';
