import { Stack } from 'aws-cdk-lib';
import { ICluster, CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import { IRole, CfnRole, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LocalClusterBinding } from './local-cluster';
import { Problem } from '../errors/problems';

/** The problem of a cluster on an Outpost with EBS volumes, which supports neither access entries nor OIDC. */
export const NO_ACCESS_ENTRIES: Problem = {
  finding: 'the cluster is a local cluster on an Outpost with EBS volumes',
  constraint: 'it does not support access entries: the ConfigMap aws-auth grants access',
  remediation: 'Edit aws-auth with kubectl, as the principal that created the cluster',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts-local-cluster-overview.html',
};

const clusterOf = (cluster: ICluster) => cluster.node.defaultChild as CfnCluster | undefined;

/** Whether the control plane of a cluster runs on an Outpost. */
export const isLocalCluster = (cluster: ICluster): boolean => clusterOf(cluster)?.outpostConfig !== undefined;

/** Whether a cluster supports access entries. */
export function hasAccessEntries(cluster: ICluster): boolean {
  const access = clusterOf(cluster)?.accessConfig as CfnCluster.AccessConfigProperty | undefined;
  return access?.authenticationMode !== 'CONFIG_MAP';
}

/** Limits the properties of a cluster to those that a control plane on an Outpost supports. */
export function placeOnOutpost(
  resource: CfnCluster,
  role: IRole,
  { outpostConfig, trustedService, managedPolicies, fullApi }: LocalClusterBinding,
): void {
  resource.outpostConfig = outpostConfig as unknown as CfnCluster.OutpostConfigProperty;
  resource.computeConfig = undefined;
  resource.storageConfig = undefined;
  resource.addPropertyDeletionOverride('KubernetesNetworkConfig.ElasticLoadBalancing');
  if (!fullApi) {
    // source: the error of the EKS API for other settings
    resource.accessConfig = { authenticationMode: 'CONFIG_MAP', bootstrapClusterCreatorAdminPermissions: true };
    resource.bootstrapSelfManagedAddons = true;
  }
  const own = role.node.defaultChild as CfnRole;
  own.assumeRolePolicyDocument = new PolicyDocument({
    statements: [new PolicyStatement({ principals: [new ServicePrincipal(trustedService)], actions: ['sts:AssumeRole'] })],
  });
  own.managedPolicyArns = managedPolicies.map((name) =>
    Stack.of(role).formatArn({ service: 'iam', region: '', account: 'aws', resource: 'policy', resourceName: name }),
  );
}
