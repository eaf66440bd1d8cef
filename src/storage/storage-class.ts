import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { DRIVER_POLICY } from './driver-grants';
import { StorageClassOptions } from './storage-class-options';
import { ReclaimPolicy } from './volume-access-mode';
import { KubernetesObjects } from '../apply/kubernetes-objects';
import { Problem } from '../errors/problems';
import { objectNameProblem } from '../identity/names.rules';

/** Fields of a StorageClass that the storage construct sets. */
export interface ClassPlan {
  readonly name: string;
  readonly provisioner: string;
  readonly parameters: () => Record<string, unknown>;
  /** volumeBindingMode WaitForFirstConsumer instead of Immediate. */
  readonly waitForPod: boolean;
  readonly expandable: boolean;
  readonly mountOptions?: readonly string[];
  readonly allowedTopologies?: readonly object[];
}

export const classNameProblems = (name: string): Problem[] =>
  [objectNameProblem('storageClassName', name)].filter((problem): problem is Problem => problem !== undefined);

/** The StorageClass. Its parameters are immutable: a StorageClass with other parameters has another name. */
export function storageClassObject(
  plan: ClassPlan,
  { isDefault, reclaimPolicy = ReclaimPolicy.DELETE, mountOptions = [], parameters = {} }: StorageClassOptions,
): object {
  const options = [...(plan.mountOptions ?? []), ...mountOptions];
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: plan.name, ...(isDefault ? { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } : {}) },
    provisioner: plan.provisioner,
    parameters: { ...plan.parameters(), ...parameters },
    volumeBindingMode: plan.waitForPod ? 'WaitForFirstConsumer' : 'Immediate',
    ...(plan.allowedTopologies ? { allowedTopologies: plan.allowedTopologies } : {}),
    ...(options.length > 0 ? { mountOptions: options } : {}),
    allowVolumeExpansion: plan.expandable,
    reclaimPolicy,
  };
}

/** Applies a StorageClass to a cluster, with additional objects. */
export function applyClass(
  scope: Construct,
  cluster: ICluster,
  plan: ClassPlan,
  options: StorageClassOptions,
  more: () => object[] = () => [],
): Construct {
  const applied = new KubernetesObjects(scope, 'StorageClass', { cluster, objects: () => [storageClassObject(plan, options), ...more()] });
  const resource = applied.node.defaultChild as Construct;
  const permissions = scope.node.tryFindChild(DRIVER_POLICY);
  if (permissions) resource.node.addDependency(permissions);
  return resource;
}
