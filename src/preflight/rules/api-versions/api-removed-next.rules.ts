import { isNewer, nextVersion } from '../../../kubernetes/versions.rules';
import { isRemoved, removedApiOf } from '../../reading/removed-api.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const apiRemovedNext: Rule = {
  id: 'api-removed-next',
  area: 'API versions',
  severity: 'warning',
  description: 'API that is deprecated, or removed in the next Kubernetes version',
  reason: 'the API server still serves this version of the API, but no longer after an upgrade to the version that removes it',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: ({ objects, version }) =>
    version === undefined
      ? []
      : objects.flatMap(({ path, value }) => {
          const removed = removedApiOf(value);
          // no version serves an alpha API
          if (!removed || isRemoved(removed, version) || value.apiVersion.includes('alpha')) return [];
          const { removedIn, deprecatedIn, replacement } = removed;
          if (deprecatedIn !== undefined && !isNewer(deprecatedIn, version)) {
            return [
              {
                path,
                finding: `${describeObject(value)} uses ${value.apiVersion}, which is deprecated`,
                remediation: `Use ${replacement}`,
              },
            ];
          }
          return isRemoved(removed, nextVersion(version))
            ? [
                {
                  path,
                  finding: `${describeObject(value)} uses ${value.apiVersion}, which is removed in Kubernetes ${removedIn}`,
                  remediation: `Use ${replacement}`,
                },
              ]
            : [];
        }),
};
