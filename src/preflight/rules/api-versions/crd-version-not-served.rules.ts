import { groupOf } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const apiVersions = (group: string, served: readonly string[] = []): string => served.map((version) => `${group}/${version}`).join(' or ');

export const crdVersionNotServed: Rule = {
  id: 'crd-version-not-served',
  area: 'API versions',
  severity: 'error',
  description: 'version of a custom resource that its CRD does not serve',
  reason: 'the API server answers "no matches for kind" for a version that the CRD does not serve, and the deployment fails',
  source: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/',
  check: ({ malformed }: Facts) =>
    malformed
      .filter(({ value }) => value.problem.kind === 'version')
      .map(({ path, value: { object, problem } }) => ({
        path,
        finding: `${describeObject(object)}: ${problem.finding}`,
        remediation: `Set apiVersion to ${apiVersions(groupOf(object.apiVersion), problem.served)}`,
        ...(problem.crd === 'installed' ? {} : { severity: 'warning' as const }),
      })),
};
