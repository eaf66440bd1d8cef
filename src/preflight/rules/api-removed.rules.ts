import { isNewer } from '../../inventory/versions.rules';
import { named } from '../manifests.rules';
import { removedApiOf } from '../removed-api.rules';
import { Rule } from '../rule';

export const apiRemoved: Rule = {
  id: 'api-removed',
  area: 'API versions',
  severity: 'error',
  finds: 'an API that the version of the cluster has no more',
  why: 'the API server answers "no matches for kind" to a version of an API that was removed, and the deploy fails',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: ({ objects, version }) => (version === undefined ? [] : objects.flatMap(({ path, value }) => {
    const removed = removedApiOf(value);
    return removed?.removedIn === undefined || isNewer(removed.removedIn, version) ? [] : [{
      path, what: `${named(value)} is of ${value.apiVersion}, which Kubernetes ${removed.removedIn} removed, and the cluster is ${version}`, fix: `Use ${removed.use}`,
    }];
  })),
};
