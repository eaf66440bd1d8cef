import { named } from '../../reading/manifests.rules';
import { isRemoved, OLDEST_VERSION, removedApiOf } from '../../reading/removed-api.rules';
import { Rule } from '../../rule';

export const apiRemoved: Rule = {
  id: 'api-removed',
  area: 'API versions',
  severity: 'error',
  finds: 'an API that the version of the cluster has no more',
  why: 'the API server answers "no matches for kind" to a version of an API that was removed, and the deploy fails',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: ({ objects, version }) => objects.flatMap(({ path, value }) => {
    const removed = removedApiOf(value);
    return removed === undefined || !isRemoved(removed, version) ? [] : [{
      path,
      what: `${named(value)} is of ${value.apiVersion}, which Kubernetes ${removed.removedIn} removed, and ${version ? `the cluster is ${version}` : `EKS has no cluster older than ${OLDEST_VERSION}`}`,
      fix: `Use ${removed.use}`,
    }];
  }),
};
