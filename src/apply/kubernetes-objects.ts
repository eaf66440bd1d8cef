import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { applyHandlerFor } from './apply-handler';
import { Manifest } from './manifest';
import { WaitCategory } from '../handler/readiness.rules';
import { ClusterModel } from '../model/cluster-model';
import { setManifestParts } from '../model/cluster-scan';
import { OBJECTS_RESOURCE } from '../model/custom-resource-types.data';

/** What the handler is told beside the objects. */
export interface ApplyOptions {
  readonly skippedWaits?: readonly WaitCategory[];
  readonly timeoutSeconds?: number;
  readonly adopt?: boolean;
  readonly deletePersistentVolumeClaims?: boolean;
  readonly deleteNamespaces?: boolean;
}

/** Properties of {@link KubernetesObjects}. */
export interface KubernetesObjectsProps extends ApplyOptions {
  readonly cluster: eks.ICluster;
  /** evaluated at synth, so that what is added later counts. */
  readonly objects: () => readonly unknown[];
}

/** Kubernetes objects in a cluster, as one resource of the stack. */
export class KubernetesObjects extends Construct {
  constructor(scope: Construct, id: string, props: KubernetesObjectsProps) {
    super(scope, id);
    const { cluster, objects } = props;
    // what it provides and requires is read from the objects
    ClusterModel.of(cluster);
    const handler = applyHandlerFor(this, cluster);
    const manifest = new Manifest(Stack.of(this), objects);
    const resource: CfnResource = new CfnResource(this, 'Resource', {
      type: OBJECTS_RESOURCE,
      properties: {
        ServiceToken: handler.serviceToken,
        ClusterName: cluster.clusterName,
        Deployment: Lazy.string({ produce: () => deploymentNameOf(resource) }),
        ...manifest.properties,
        ...applyProperties(props),
      },
    });
    setManifestParts(resource, () => manifest.resolvedParts());
    handler.addManifest(resource, { objects, manifest });
    this.node.defaultChild = resource;
  }
}

/** What a deployment is called in the records of the cluster: another logical id is another resource to CloudFormation, too. */
export const deploymentNameOf = (resource: CfnResource): string => Stack.of(resource).getLogicalId(resource);

/** Settings as properties: what has its default is left out. */
export function applyProperties({
  skippedWaits = [],
  timeoutSeconds,
  adopt,
  deletePersistentVolumeClaims,
  deleteNamespaces,
}: ApplyOptions): Record<string, unknown> {
  return {
    ...(skippedWaits.length > 0 ? { NotWaitedFor: [...skippedWaits].sort() } : {}),
    ...(timeoutSeconds === undefined ? {} : { WaitSeconds: timeoutSeconds }),
    ...(adopt ? { TakeOver: true } : {}),
    ...(deletePersistentVolumeClaims ? { RemoveClaims: true } : {}),
    ...(deleteNamespaces ? { RemoveNamespaces: true } : {}),
  };
}
