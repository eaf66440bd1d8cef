/** One API of AWS that pods, nodes or functions call, as VPC endpoints name it. */
export interface AwsApiRow {
  /** id of its interface endpoint below the network. */
  readonly id: string;
  /** who calls it, in words. */
  readonly usedBy: string;
}

/**
 * APIs that parts of a cluster call, by the name of their VPC endpoint (`com.amazonaws.<region>.<name>`).
 *
 * Source: EKS User Guide, private-clusters and vpc-interface-endpoints; documentation of each controller.
 */
export const AWS_APIS = {
  'ec2': { id: 'Ec2', usedBy: 'nodes, pod networking, the EBS driver, the load balancer controller, Karpenter' },
  'ecr.api': { id: 'EcrApi', usedBy: 'nodes, to pull images' },
  'ecr.dkr': { id: 'EcrDocker', usedBy: 'nodes, to pull images' },
  'eks': { id: 'Eks', usedBy: 'nodes, Karpenter, the function that applies objects' },
  'eks-auth': { id: 'EksAuth', usedBy: 'the Pod Identity agent' },
  'sts': { id: 'Sts', usedBy: 'pods with a role (IRSA), the function that applies objects' },
  'lambda': { id: 'Lambda', usedBy: 'the function that applies objects, called by its provider framework' },
  'elasticloadbalancing': { id: 'LoadBalancing', usedBy: 'the load balancer controller' },
  'autoscaling': { id: 'AutoScaling', usedBy: 'the Cluster Autoscaler' },
  'sqs': { id: 'Sqs', usedBy: 'Karpenter, to hear of interruptions' },
  'ssm': { id: 'Ssm', usedBy: 'Session Manager on nodes; Karpenter, to find images' },
  'ssmmessages': { id: 'SsmMessages', usedBy: 'Session Manager on nodes' },
  'ec2messages': { id: 'Ec2Messages', usedBy: 'Session Manager on nodes' },
  's3': { id: 'S3', usedBy: 'nodes, for the layers of images; the function that applies objects, to answer CloudFormation' },
  'elasticfilesystem': { id: 'Efs', usedBy: 'the EFS driver' },
  'fsx': { id: 'Fsx', usedBy: 'the FSx drivers' },
  'secretsmanager': { id: 'SecretsManager', usedBy: 'controllers and drivers that bring secrets to pods' },
  'logs': { id: 'Logs', usedBy: 'log agents' },
} as const satisfies Record<string, AwsApiRow>;

export type AwsApi = keyof typeof AWS_APIS;

/** What any node calls before its first pod. */
export const NODE_APIS: readonly AwsApi[] = ['ec2', 'ecr.api', 'ecr.dkr', 's3', 'eks', 'ssm', 'ssmmessages', 'ec2messages'];

/** Those without which a node does not become ready: its description, and the images of the pods of EKS on it. Source: private-clusters. */
export const NODE_START_APIS: readonly AwsApi[] = ['ec2', 'ecr.api', 'ecr.dkr', 's3'];
