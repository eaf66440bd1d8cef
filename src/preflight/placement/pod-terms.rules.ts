import { isSameForAll } from './domains.rules';
import { at, DEPLOY_TIME_VALUE, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { matchesSelector } from '../../kubernetes/label-selector.rules';
import { Workload } from '../reading/workloads.rules';

/** A required term of pod affinity or anti-affinity. */
export interface PodTerm {
  readonly key: string;
  readonly labelSelector: unknown;
  /** the namespaces that it names, else that of the owner; undefined if it selects them by label. */
  readonly namespaces?: readonly string[];
  /** whether the term matches pods of a workload; undefined if that is not known. */
  readonly matches: (other: Workload) => boolean | undefined;
}

/** The required terms of a workload, without those whose topology key is known at deployment only. */
export const podTermsOf = (workload: Workload, kind: 'podAffinity' | 'podAntiAffinity'): PodTerm[] =>
  listAt(workload.podSpec, 'affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution')
    .map((term) => ({
      key: stringAt(term, 'topologyKey') ?? '',
      labelSelector: at(term, 'labelSelector'),
      namespaces: namespacesOf(term, workload.namespace),
      matches: (other: Workload) => matchesWorkload(term, workload, other),
    }))
    .filter(({ key }) => key !== '' && !isDeployTimeValue(key));

function namespacesOf(term: unknown, own: string): readonly string[] | undefined {
  if (at(term, 'namespaceSelector') !== undefined) return undefined;
  const named = isDeployTimeValue(at(term, 'namespaces')) ? [DEPLOY_TIME_VALUE] : listAt(term, 'namespaces').map(String);
  return named.length > 0 ? named : [own];
}

function matchesWorkload(term: unknown, owner: Workload, other: Workload): boolean | undefined {
  const bySelector = matchesSelector(at(term, 'labelSelector'), other.podLabels);
  const inNamespace = matchesNamespace(term, owner.namespace, other.namespace);
  if (bySelector === false || inNamespace === false) return false;
  const keys = [at(term, 'matchLabelKeys'), at(term, 'mismatchLabelKeys')];
  const isOwn = other.object === owner.object;
  const isSame = isOwn && keys[1] === undefined && isSameForAll(keys[0], owner.podLabels);
  if (!isSame && keys.some((each) => each !== undefined && each !== null)) return undefined;
  return bySelector && inNamespace;
}

function matchesNamespace(term: unknown, own: string, other: string): boolean | undefined {
  const named = at(term, 'namespaces') ?? [];
  const selector = at(term, 'namespaceSelector') ?? undefined;
  if (!Array.isArray(named) || [own, other, ...named].some(isDeployTimeValue)) return undefined;
  if (named.includes(other)) return true;
  if (selector !== undefined) return Object.keys(Object(selector)).length === 0 && typeof selector === 'object' ? true : undefined;
  return named.length === 0 && own === other;
}
