import { CfnResource, Duration, Token } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { applyHandlerFor, serviceTimeoutOf } from './apply-handler';
import { outsideProblems } from './delivery-scope.rules';
import { limitedDeliveryOf } from './limited-delivery';
import { failOn } from '../errors/problems';
import { VALUE_RESOURCE } from '../model/custom-resource-types.data';

/** Properties of {@link AwaitedValue}. */
export interface AwaitedValueProps {
  readonly cluster: eks.ICluster;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** path to the value: fields, the index in a list, or `name=value` of a list entry. */
  readonly path: readonly string[];
  /** at most 55 minutes. @default Duration.minutes(10) */
  readonly timeout?: Duration;
}

/**
 * A value that a controller writes into an object: this resource is complete when the value exists.
 *
 * It also waits for an object that does not exist yet.
 */
export class AwaitedValue extends Construct {
  /** The value, a token. */
  public readonly value: string;

  constructor(
    scope: Construct,
    id: string,
    { cluster, apiVersion, kind, name, namespace, path, timeout = Duration.minutes(10) }: AwaitedValueProps,
  ) {
    const limits = limitedDeliveryOf(cluster)?.namespaces;
    const object = { apiVersion, kind, metadata: { name, namespace } };
    failOn(scope, id, limits ? outsideProblems([object], limits, cluster.node.path) : []);
    super(scope, id);
    const handler = applyHandlerFor(this, cluster);
    const resource = new CfnResource(this, 'Resource', {
      type: VALUE_RESOURCE,
      properties: {
        ...handler.properties,
        ApiVersion: apiVersion,
        Kind: kind,
        Name: name,
        ...(namespace ? { Namespace: namespace } : {}),
        Path: path,
        WaitSeconds: timeout.toSeconds(),
        ServiceTimeout: serviceTimeoutOf(timeout.toSeconds()),
      },
    });
    handler.addDependent(resource);
    this.node.defaultChild = resource;
    this.value = Token.asString(resource.getAtt('Value'));
  }
}
