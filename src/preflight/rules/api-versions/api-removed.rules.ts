import { isRemoved, OLDEST_VERSION, removedApiOf } from '../../reading/removed-api.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const apiRemoved: Rule = {
  id: 'api-removed',
  area: 'API versions',
  severity: 'error',
  description: 'an API that the version of the cluster has no more',
  reason: 'the API server answers "no matches for kind" to a version of an API that was removed, and the deploy fails',
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
                `${describeObject(value)} is of ${value.apiVersion}, which Kubernetes ${removed.removedIn} removed, and ` +
                `${version ? `the cluster is ${version}` : `EKS has no cluster older than ${OLDEST_VERSION}`}`,
              remediation: `Use ${removed.replacement}`,
            },
          ];
    }),
};
