import { CfnResource, Duration, Token } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { applyHandlerFor } from './apply-handler';
import { VALUE_RESOURCE } from '../model/custom-resource-types.data';

/** What {@link AwaitedValue} waits for. */
export interface AwaitedValueProps {
  readonly cluster: eks.ICluster;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** steps to the value: fields, the index of a list, or `name=value` of the entry that has it. */
  readonly path: readonly string[];
  /** at most 55 minutes. @default Duration.minutes(10) */
  readonly timeout?: Duration;
}

/**
 * A value that something in the cluster writes into an object: this resource is there when the value is.
 *
 * An object that is not there yet is taken for one that will be.
 */
export class AwaitedValue extends Construct {
  /** The value, which CloudFormation fills in. */
  public readonly value: string;

  constructor(
    scope: Construct,
    id: string,
    { cluster, apiVersion, kind, name, namespace, path, timeout = Duration.minutes(10) }: AwaitedValueProps,
  ) {
    super(scope, id);
    const handler = applyHandlerFor(this, cluster);
    const resource = new CfnResource(this, 'Resource', {
      type: VALUE_RESOURCE,
      properties: {
        ServiceToken: handler.serviceToken,
        ClusterName: cluster.clusterName,
        ApiVersion: apiVersion,
        Kind: kind,
        Name: name,
        ...(namespace ? { Namespace: namespace } : {}),
        Path: path,
        WaitSeconds: timeout.toSeconds(),
      },
    });
    handler.addDependent(resource);
    this.node.defaultChild = resource;
    this.value = Token.asString(resource.getAtt('Value'));
  }
}
