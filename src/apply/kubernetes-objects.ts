import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { applyHandlerFor, serviceTimeoutOf } from './apply-handler';
import { outsideProblems } from './delivery-scope.rules';
import { limitedDeliveryOf } from './limited-delivery';
import { Manifest } from './manifest';
import { problemText } from '../errors/problems';
import { DEFAULT_WAIT_SECONDS } from '../handler/properties.rules';
import { WaitCategory } from '../handler/readiness.rules';
import { objectsIn } from '../kubernetes/kubernetes-object.rules';
import { ClusterModel } from '../model/cluster-model';
import { setManifestParts } from '../model/cluster-scan';
import { OBJECTS_RESOURCE } from '../model/custom-resource-types.data';

/** Options of the handler, in addition to the objects. */
export interface ApplyOptions {
  readonly skippedWaits?: readonly WaitCategory[];
  readonly timeoutSeconds?: number;
  readonly adopt?: readonly string[];
  readonly refuseConflicts?: boolean;
  /** whether logs of containers are part of messages. @default true */
  readonly podLogs?: boolean;
  readonly deletePersistentVolumeClaims?: boolean;
  readonly deleteNamespaces?: boolean;
}

/** Properties of {@link KubernetesObjects}. */
export interface KubernetesObjectsProps extends ApplyOptions {
  readonly cluster: eks.ICluster;
  /** evaluated at synth, so that it includes objects that are added later. */
  readonly objects: () => readonly unknown[];
}

/** Kubernetes objects in a cluster, as one resource of the stack. */
export class KubernetesObjects extends Construct {
  constructor(scope: Construct, id: string, props: KubernetesObjectsProps) {
    super(scope, id);
    const { cluster, objects } = props;
    // its capabilities and dependencies are read from the objects
    ClusterModel.of(cluster);
    const handler = applyHandlerFor(this, cluster);
    const manifest = new Manifest(Stack.of(this), objects);
    const resource: CfnResource = new CfnResource(this, 'Resource', {
      type: OBJECTS_RESOURCE,
      properties: {
        ...handler.properties,
        Deployment: Lazy.string({ produce: () => deploymentNameOf(resource) }),
        ...manifest.properties,
        ...applyProperties(props),
        ServiceTimeout: serviceTimeoutOf(props.timeoutSeconds ?? DEFAULT_WAIT_SECONDS),
      },
    });
    const limits = limitedDeliveryOf(cluster)?.namespaces;
    if (limits) {
      scope.node.addValidation({ validate: () => outsideProblems(objectsIn([...objects()]), limits, cluster.node.path).map(problemText) });
    }
    setManifestParts(resource, (resolve) => manifest.resolvedParts(resolve));
    handler.addManifest(resource, { objects, manifest });
    this.node.defaultChild = resource;
  }
}

/**
 * Name of a deployment in the inventories of the cluster: its logical id, because another logical id is another resource in CloudFormation,
 * too.
 */
export const deploymentNameOf = (resource: CfnResource): string => Stack.of(resource).getLogicalId(resource);

/** Options as properties of the resource, without defaults. */
export function applyProperties({
  skippedWaits = [],
  timeoutSeconds,
  adopt = [],
  refuseConflicts,
  podLogs = true,
  deletePersistentVolumeClaims,
  deleteNamespaces,
}: ApplyOptions): Record<string, unknown> {
  return {
    ...(skippedWaits.length > 0 ? { NotWaitedFor: [...skippedWaits].sort() } : {}),
    ...(timeoutSeconds === undefined ? {} : { WaitSeconds: timeoutSeconds }),
    ...(adopt.length > 0 ? { Adopt: [...adopt] } : {}),
    ...(refuseConflicts ? { RefuseConflicts: true } : {}),
    ...(podLogs ? {} : { PodLogs: false }),
    ...(deletePersistentVolumeClaims ? { RemoveClaims: true } : {}),
    ...(deleteNamespaces ? { RemoveNamespaces: true } : {}),
  };
}
