import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { deliveryHandlerFor } from './delivery-handler';
import { Manifest } from './manifest';
import { Waited } from '../handler/readiness.rules';
import { readsObjectsFrom } from '../model/cluster-scan';
import { OBJECTS } from '../model/delivered.data';
import { Inventory } from '../model/inventory';

/** What the handler is told beside the objects. */
export interface ApplyOptions {
  readonly notWaitedFor?: readonly Waited[];
  readonly waitSeconds?: number;
  readonly takeOver?: boolean;
  readonly removeClaims?: boolean;
  readonly removeNamespaces?: boolean;
}

/** Properties of {@link AppliedObjects}. */
export interface AppliedObjectsProps extends ApplyOptions {
  readonly cluster: eks.ICluster;
  /** evaluated at synth, so that what is added later counts. */
  readonly objects: () => readonly unknown[];
}

/** Kubernetes objects in a cluster, as one resource of the stack. */
export class AppliedObjects extends Construct {
  constructor(scope: Construct, id: string, props: AppliedObjectsProps) {
    super(scope, id);
    const { cluster, objects } = props;
    // what it provides and requires is read from the objects
    Inventory.of(cluster);
    const handler = deliveryHandlerFor(this, cluster);
    const manifest = new Manifest(Stack.of(this), objects);
    const resource: CfnResource = new CfnResource(this, 'Resource', {
      type: OBJECTS,
      properties: {
        ServiceToken: handler.serviceToken,
        ClusterName: cluster.clusterName,
        Deployment: Lazy.string({ produce: () => deploymentOf(resource) }),
        ...manifest.properties,
        ...settingsOf(props),
      },
    });
    readsObjectsFrom(resource, () => manifest.resolvedParts());
    handler.deliver(resource, { objects, manifest });
    this.node.defaultChild = resource;
  }
}

/** What a deployment is called in the records of the cluster: another logical id is another resource to CloudFormation, too. */
export const deploymentOf = (resource: CfnResource): string => Stack.of(resource).getLogicalId(resource);

/** Settings as properties: what has its default is left out. */
export function settingsOf({ notWaitedFor = [], waitSeconds, takeOver, removeClaims, removeNamespaces }: ApplyOptions): Record<string, unknown> {
  return {
    ...(notWaitedFor.length > 0 ? { NotWaitedFor: [...notWaitedFor].sort() } : {}),
    ...(waitSeconds === undefined ? {} : { WaitSeconds: waitSeconds }),
    ...(takeOver ? { TakeOver: true } : {}),
    ...(removeClaims ? { RemoveClaims: true } : {}),
    ...(removeNamespaces ? { RemoveNamespaces: true } : {}),
  };
}
