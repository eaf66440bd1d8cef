import { groupOf } from '../kubernetes/kubernetes-object.rules';

/** What RBAC allows. Source: Kubernetes API reference, ResourceRule of a SelfSubjectRulesReview. */
export interface ResourceRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** Whether rules allow something with all objects of a kind. */
export const isAllowed = (
  rules: readonly ResourceRule[],
  verb: string,
  { apiVersion, plural }: { readonly apiVersion: string; readonly plural: string },
): boolean =>
  rules.some(
    ({ verbs, apiGroups = [], resources = [], resourceNames = [] }) =>
      resourceNames.length === 0 && has(verbs, verb) && has(apiGroups, groupOf(apiVersion)) && has(resources, plural),
  );

const has = (values: readonly string[], value: string): boolean => values.includes('*') || values.includes(value);
