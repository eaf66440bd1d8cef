import { actionsOf, UpstreamPolicy } from './upstream-policy.rules';

/** What a pod needs to mount a secret: its own identity reads it. */
export const MOUNTED_SECRET_POLICY: UpstreamPolicy<{ readonly secrets: readonly string[] }> = {
  policyOf: {
    version: 'v3.1.2',
    file: 'aws/secrets-store-csi-driver-provider-aws a74182c (2026-06-04), README.md and provider/secrets_manager_provider.go',
  },
  statements: ({ secrets }) => [{ actions: actionsOf('secretsmanager', 'GetSecretValue DescribeSecret'), resources: secrets }],
};

/** What a pod needs to mount a parameter. Same origin, provider/parameter_store_provider.go. */
export const MOUNTED_PARAMETER_POLICY: UpstreamPolicy<{ readonly parameters: readonly string[] }> = {
  policyOf: MOUNTED_SECRET_POLICY.policyOf,
  statements: ({ parameters }) => [{ actions: ['ssm:GetParameters'], resources: parameters }],
};

/** What the External Secrets operator needs to read a secret, beside what a pod needs. */
export const SYNCED_SECRET_POLICY: UpstreamPolicy<{ readonly secrets: readonly string[] }> = {
  policyOf: {
    version: '2.9.0',
    file: 'external-secrets/external-secrets cc5bfbc (2026-08-08), docs/provider/aws-secrets-manager.md and aws-parameter-store.md',
    differs: 'without ListSecrets and BatchGetSecretValue, which find secrets by name or tag: each is named here',
  },
  statements: ({ secrets }) => [{ actions: actionsOf('secretsmanager', 'GetResourcePolicy ListSecretVersionIds'), resources: secrets }],
};

/** What the External Secrets operator needs to read a parameter. Same origin. */
export const SYNCED_PARAMETER_POLICY: UpstreamPolicy<{ readonly parameters: readonly string[] }> = {
  policyOf: SYNCED_SECRET_POLICY.policyOf,
  statements: ({ parameters }) => [{ actions: actionsOf('ssm', 'GetParameters GetParameter'), resources: parameters }],
};
