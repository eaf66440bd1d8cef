import { Given } from './case';
import { object } from '../../../src/catalog/capability.rules';

export type Properties = Record<string, unknown>;
export type Resource = readonly [type: string, properties: Properties, after?: readonly string[]];

/** Objects of the namespace `shop`, of the cluster, and several in one file. */
export const inShop = (apiVersion: string, kind: string, name: string, more: string = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n${more}`;
export const forAll = (apiVersion: string, kind: string, name: string, more: string = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${more}`;
export const all = (...objects: readonly string[]) => objects.join('\n---\n');

/** A case without a finding. */
export const passes = (name: string, ...manifests: string[]): Given => ({ name, manifests: all(...manifests) });

/** What is known at deploy only. */
export const known = '"<known-at-deploy>"';

export const declares = (group: string, kind: string, name: string, namespace?: string): Given['facts'] => ({
  externalDeclarations: [object(group, kind, name, namespace)],
});

export const storageClass = (name: string, provisioner: string, more: string = 'volumeBindingMode: WaitForFirstConsumer') =>
  forAll('storage.k8s.io/v1', 'StorageClass', name, `provisioner: ${provisioner}\n${more}`);
export const gp3 = storageClass('gp3', 'ebs.csi.aws.com');
export const efs = storageClass(
  'efs',
  'efs.csi.aws.com',
  'parameters: { provisioningMode: efs-ap, fileSystemId: fs-1, directoryPerms: "700" }',
);

export const RBAC = 'rbac.authorization.k8s.io/v1';
export const ALB = 'alb.ingress.kubernetes.io';
export const NLB = 'service.beta.kubernetes.io/aws-load-balancer';
export const BACKEND = 'backend: { service: { name: web, port: { number: 80 } } }';
export const IPV6: Given['facts'] = { ipFamily: 'ipv6' };

export const cluster = (properties: Properties, more: Given['resources'] = {}): Given['resources'] => ({
  'App/Cluster': ['AWS::EKS::Cluster', properties],
  ...more,
});
export const addon = (name: string, properties: Properties): Given['resources'] => ({
  'App/Addon': ['AWS::EKS::Addon', { AddonName: name, ...properties }],
});
export const entry = (properties: Properties): Given['resources'] => ({
  'App/Entry': ['AWS::EKS::AccessEntry', { PrincipalArn: 'arn:aws:iam::111122223333:role/team', ...properties }],
});

/** A role, and a statement of its trust policy. */
export const role = (statements: unknown, more: Properties = {}): Resource => [
  'AWS::IAM::Role',
  { AssumeRolePolicyDocument: { Statement: statements }, ...more },
];
export const trust = (principal: unknown, more: Properties = {}): Properties => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: principal,
  ...more,
});
