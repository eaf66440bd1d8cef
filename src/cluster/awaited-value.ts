import { CustomResource, Duration, Token } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { kubectlFor } from './kubectl-handler';

/** What {@link AwaitedValue} waits for. */
export interface AwaitedValueProps {
  readonly cluster: eks.ICluster;
  /** as kubectl writes it, like `ingress` or `crd`. */
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly jsonPath: string;
  /** at most 14 minutes. @default Duration.minutes(10) */
  readonly timeout?: Duration;
}

/**
 * A value that something in the cluster writes into an object: this resource is there when the value is.
 *
 * CDK's handler asks every ten seconds, and takes an object that is not there yet for one that will be.
 */
export class AwaitedValue extends Construct {
  /** The value, which CloudFormation fills in. */
  public readonly value: string;

  constructor(scope: Construct, id: string, { cluster, kind, name, namespace = 'default', jsonPath, timeout = Duration.minutes(10) }: AwaitedValueProps) {
    super(scope, id);
    const resource = new CustomResource(this, 'Resource', {
      serviceToken: kubectlFor(this, cluster).serviceToken,
      resourceType: eks.KubernetesObjectValue.RESOURCE_TYPE,
      properties: {
        ClusterName: cluster.clusterName,
        ObjectType: kind,
        ObjectName: name,
        ObjectNamespace: namespace,
        JsonPath: jsonPath,
        TimeoutSeconds: timeout.toSeconds(),
      },
    });
    this.node.defaultChild = resource.node.defaultChild;
    this.value = Token.asString(resource.getAtt('Value'));
  }
}
