import { SERVED_KINDS } from '../../inventory/api-kinds.data';
import { groupOf, KubernetesObject } from '../../inventory/kubernetes-object.rules';
import { nearestTo } from '../form/form.rules';
import { removedApiOf } from '../removed-api.rules';
import { Found, Rule } from '../rule';

const GROUPS = new Set(Object.keys(SERVED_KINDS).map(groupOf));

export const kindUnknown: Rule = {
  id: 'kind-unknown',
  area: 'API versions',
  severity: 'error',
  finds: 'a kind that its API group does not have, mostly misspelled',
  why: 'the API server answers "no matches for kind", and the deploy fails',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/',
  check: ({ objects }) => objects.flatMap(({ path, value }) => problem(path, value)),
};

function problem(path: string, object: KubernetesObject): Found[] {
  const { apiVersion, kind, metadata } = object;
  // alpha, beta and removed ones have rules of their own
  if (!GROUPS.has(groupOf(apiVersion)) || /(alpha|beta)/.test(apiVersion) || removedApiOf(object) !== undefined || kind.endsWith('List')) return [];
  if (SERVED_KINDS[apiVersion]?.includes(kind)) return [];
  const elsewhere = Object.keys(SERVED_KINDS).find((served) => SERVED_KINDS[served].includes(kind));
  const near = nearestTo(kind, Object.values(SERVED_KINDS).flat());
  return [{
    path,
    what: `'${metadata?.name}' is of the kind ${kind} in ${apiVersion}, which there is not`,
    fix: elsewhere ? `Write apiVersion: ${elsewhere}` : near ? `Write ${near}` : 'Correct apiVersion and kind',
  }];
}
