import { Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';

/** The access entry of a role that may do everything in the cluster. */
export function adminEntry(scope: Construct, id: string, cluster: eks.ICluster, principalArn: string): eks.CfnAccessEntry {
  return new eks.CfnAccessEntry(scope, id, {
    clusterName: cluster.clusterName,
    principalArn,
    accessPolicies: [
      {
        policyArn: Stack.of(scope).formatArn({
          service: 'eks',
          region: '',
          account: 'aws',
          resource: 'cluster-access-policy',
          resourceName: 'AmazonEKSClusterAdminPolicy',
        }),
        accessScope: { type: 'cluster' },
      },
    ],
  });
}
