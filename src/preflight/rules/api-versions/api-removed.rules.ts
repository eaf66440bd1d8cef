import { isRemoved, OLDEST_VERSION, removedApiOf } from '../../reading/removed-api.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const apiRemoved: Rule = {
  id: 'api-removed',
  area: 'API versions',
  severity: 'error',
  description: 'API that was removed from the Kubernetes version of the cluster',
  reason: 'the API server answers "no matches for kind" for a removed API version, and the deployment fails',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: ({ objects, version }) =>
    objects.flatMap(({ path, value }) => {
      const removed = removedApiOf(value);
      return removed === undefined || !isRemoved(removed, version)
        ? []
        : [
            {
              path,
              finding:
                `${describeObject(value)} uses ${value.apiVersion}, which was removed in Kubernetes ${removed.removedIn}, and ` +
                `${version ? `the cluster is ${version}` : `EKS has no clusters older than ${OLDEST_VERSION}`}`,
              remediation: `Use ${removed.replacement}`,
            },
          ];
    }),
};
