import { describeCapability } from '../../../catalog/capability.rules';
import { CUSTOM_REFERENCES, POD_REFERENCES } from '../../../model/custom-references.data';
import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

/** Kinds of custom resources that others reference; other rules report the missing objects of Kubernetes. */
const KINDS: readonly (readonly [group: string, kind: string])[] = [
  ...new Set(
    [...CUSTOM_REFERENCES, ...POD_REFERENCES].flatMap(({ group, kind, otherKinds = [] }) =>
      group === '' ? [] : [kind, ...otherKinds].map((each) => `${group}/${each}`),
    ),
  ),
].map((groupKind) => groupKind.split('/') as [string, string]);

export const customResourceMissing: Rule = {
  id: 'custom-resource-missing',
  area: 'References',
  severity: 'error',
  description:
    'reference to an issuer, secret store, trigger authentication, node class, Gateway or SecretProviderClass that does not exist',
  reason: 'the API server accepts the object, and its controller reports an error until the referenced object exists',
  source: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/',
  check: (facts) =>
    KINDS.flatMap(([group, kind]) =>
      missingObjects(
        facts,
        group,
        kind,
        (name) => `Deploy ${describeCapability({ type: 'object', group, kind, name })}, or correct its kind, name or namespace`,
      ),
    ),
};
