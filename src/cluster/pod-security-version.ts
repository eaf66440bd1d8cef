import { CfnCluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';

/**
 * The version of the Pod Security Standards in a cluster: its minor, so that nodes and pods of an upgrade are admitted as before. It is the
 * newest where the minor is not known.
 */
export function podSecurityVersionOf({ node }: ICluster): string {
  const { version } = (node.defaultChild as CfnCluster | undefined) ?? {};
  return /^\d+\.\d+$/.test(version ?? '') ? `v${version}` : 'latest';
}
