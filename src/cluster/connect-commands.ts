import { Fn, Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';

/** The command that lets an administrator use kubectl. */
export function updateKubeconfigCommand(cluster: ICluster, name: string, roleArn?: string): string {
  return [
    `aws eks update-kubeconfig --name ${name} --region ${Stack.of(cluster).region}`,
    ...(roleArn ? [`--role-arn ${roleArn}`] : []),
  ].join(' ');
}

/**
 * The command that reaches a private endpoint from outside of the VPC: a port of any running node, forwarded by Session Manager.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html
 */
export function tunnelCommand(cluster: ICluster, name: string): string {
  const { region } = Stack.of(cluster);
  const host = Fn.select(1, Fn.split('//', cluster.clusterEndpoint));
  const aNode =
    `$(aws ec2 describe-instances --region ${region} --filters Name=tag:eks:cluster-name,Values=${name} ` +
    "Name=instance-state-name,Values=running --query 'Reservations[0].Instances[0].InstanceId' --output text)";
  return [
    `aws ssm start-session --region ${region} --target ${aNode} --document-name AWS-StartPortForwardingSessionToRemoteHost`,
    `--parameters host=${host},portNumber=443,localPortNumber=8443`,
    `# then: kubectl --server https://localhost:8443 --tls-server-name ${host} get nodes`,
  ].join(' ');
}
