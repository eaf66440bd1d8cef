import { App, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import {
  ClusterAccessPolicy,
  AccessPrincipal,
  ChartDeployment,
  ClusterAccess,
  KubernetesGroup,
  OidcIdentityProvider,
  Platform,
  PlatformProfile,
  WorkerService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Access');

const people = (id: string) => AccessPrincipal.role(new Role(stack, id, { assumedBy: new AccountRootPrincipal() }));
const { cluster } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});

// who reads, who develops, who owns a namespace: one access entry each
new ClusterAccess(stack, 'Auditors', { cluster, principal: people('Audit'), accessPolicies: [ClusterAccessPolicy.view()] });
new ClusterAccess(stack, 'Developers', {
  cluster,
  principal: people('Develop'),
  accessPolicies: [ClusterAccessPolicy.edit('shop', 'dev-*')],
});
new ClusterAccess(stack, 'Owners', { cluster, principal: people('Own'), accessPolicies: [ClusterAccessPolicy.admin('shop')] });

// no access policy covers custom resources: a group of Kubernetes does
const operators = new KubernetesGroup(stack, 'Operators', {
  cluster,
  clusterRoles: ['view'],
  rules: [
    {
      apiGroups: ['karpenter.sh', 'karpenter.k8s.aws'],
      resources: ['nodepools', 'nodeclaims', 'ec2nodeclasses'],
      verbs: ['get', 'list', 'watch', 'patch'],
    },
  ],
});

// the holders of a permission set of IAM Identity Center
new ClusterAccess(stack, 'OnCall', {
  cluster,
  principal: AccessPrincipal.identityCenter({ roleName: 'AWSReservedSSO_OnCall_0123456789abcdef', identityCenterRegion: 'eu-west-1' }),
  kubernetesGroups: [operators],
  username: 'on-call:{{SessionName}}',
});

// and people of an OIDC provider, in whose tokens they are in the group contractors
new OidcIdentityProvider(stack, 'Contractors', { cluster, issuerUrl: 'https://login.example.com', clientId: 'kubernetes' });
new KubernetesGroup(stack, 'ContractorsMayRead', { cluster, groupName: 'oidc:contractors', clusterRoles: ['view'], namespaces: ['shop'] });

const chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
new WorkerService(chart, 'shop', { image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['sleep', 'infinity'] });
new ChartDeployment(stack, 'Shop', { cluster, chart });
