import { isNewer, nextVersion } from '../../../kubernetes/versions.rules';
import { isRemoved, removedApiOf } from '../../reading/removed-api.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const apiRemovedNext: Rule = {
  id: 'api-removed-next',
  area: 'API versions',
  severity: 'warning',
  description: 'an API that the next version has no more, or that is deprecated',
  reason: 'it works today, and stands in the way of the next upgrade',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: ({ objects, version }) =>
    version === undefined
      ? []
      : objects.flatMap(({ path, value }) => {
          const removed = removedApiOf(value);
          // an alpha one is served by no version
          if (!removed || isRemoved(removed, version) || value.apiVersion.includes('alpha')) return [];
          const { removedIn, deprecatedIn, replacement } = removed;
          if (deprecatedIn !== undefined && !isNewer(deprecatedIn, version))
            return [
              {
                path,
                finding: `${describeObject(value)} is of ${value.apiVersion}, which is deprecated`,
                remediation: `Use ${replacement}`,
              },
            ];
          return isRemoved(removed, nextVersion(version))
            ? [
                {
                  path,
                  finding: `${describeObject(value)} is of ${value.apiVersion}, which Kubernetes ${removedIn} removes`,
                  remediation: `Use ${replacement}`,
                },
              ]
            : [];
        }),
};
