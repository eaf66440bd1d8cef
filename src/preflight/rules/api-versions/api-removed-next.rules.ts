import { isNewer, nextVersion } from '../../../kubernetes/versions.rules';
import { named } from '../../reading/manifests.rules';
import { isRemoved, removedApiOf } from '../../reading/removed-api.rules';
import { Rule } from '../../rule';

export const apiRemovedNext: Rule = {
  id: 'api-removed-next',
  area: 'API versions',
  severity: 'warning',
  finds: 'an API that the next version has no more, or that is deprecated',
  why: 'it works today, and stands in the way of the next upgrade',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: ({ objects, version }) => (version === undefined ? [] : objects.flatMap(({ path, value }) => {
    const removed = removedApiOf(value);
    // an alpha one is served by no version
    if (!removed || isRemoved(removed, version) || value.apiVersion.includes('alpha')) return [];
    const { removedIn, deprecatedIn, use } = removed;
    if (deprecatedIn !== undefined && !isNewer(deprecatedIn, version)) return [{ path, what: `${named(value)} is of ${value.apiVersion}, which is deprecated`, fix: `Use ${use}` }];
    return isRemoved(removed, nextVersion(version)) ? [{ path, what: `${named(value)} is of ${value.apiVersion}, which Kubernetes ${removedIn} removes`, fix: `Use ${use}` }] : [];
  })),
};
