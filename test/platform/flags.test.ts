import * as iam from 'aws-cdk-lib/aws-iam';
import { Platform } from '../../src';
import { Json, newStack, templateOf, VERSION } from '../harness';

/** The feature flags of CDK that change what a platform of plain aws-eks-v2 becomes. */
const FLAGS = [
  '@aws-cdk/aws-iam:minimizePolicies',
  '@aws-cdk/core:enablePartitionLiterals',
  '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup',
  '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig',
  '@aws-cdk/aws-efs:denyAnonymousAccess',
  '@aws-cdk/aws-efs:mountTargetOrderInsensitiveLogicalId',
  '@aws-cdk/aws-eks:useNativeOidcProvider',
  '@aws-cdk/aws-iam:oidcRejectUnauthorizedConnections',
  '@aws-cdk/aws-lambda:useCdkManagedLogGroup',
  '@aws-cdk/aws-eks:defaultToAL2023',
];

function platformWith(context: Json): Json {
  const stack = newStack(context);
  new Platform(stack, 'Platform', {
    version: VERSION,
    admins: [iam.Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin')],
  });
  return templateOf(stack).Resources;
}

// how policies are written down is CDK's business; what they say is compared by what they allow
function comparable(resources: Json): Json {
  return Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => [id, { ...resource, Properties: flattened(resource.Properties) }]),
  );
}

function flattened(value: any): any {
  if (Array.isArray(value)) return value.map(flattened);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value.Statement)) return allowed(value.Statement);
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, flattened(v)]));
}

function allowed(statements: Json[]): string[] {
  const lines = statements.flatMap(({ Action, Resource, ...rest }) =>
    [Action]
      .flat()
      .flatMap((action: string) =>
        (Resource === undefined ? [undefined] : [Resource].flat()).map((resource: unknown) =>
          JSON.stringify([action, resource, Object.entries(rest).sort()]),
        ),
      ),
  );
  return [...new Set(lines)].sort();
}

const without = comparable(platformWith({}));

test.each(FLAGS)('%s changes nothing', (flag) => {
  expect(comparable(platformWith({ [flag]: true }))).toEqual(without);
});

test('all recommended flags together change nothing that matters', () => {
  const flags: Json = jest.requireActual('aws-cdk-lib/recommended-feature-flags.json');
  const withAll = comparable(platformWith({ ...flags, '@aws-cdk/core:validateAgainstDefaultRules': false }));
  expect(Object.keys(withAll)).toEqual(Object.keys(without));
  expect(Object.fromEntries(Object.entries(withAll).map(([id, { Type, DependsOn }]) => [id, [Type, DependsOn]]))).toEqual(
    Object.fromEntries(Object.entries(without).map(([id, { Type, DependsOn }]) => [id, [Type, DependsOn]])),
  );
});
