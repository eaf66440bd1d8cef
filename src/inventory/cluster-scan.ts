import { CfnResource, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { finalResource, givenProperty, identityOf, parsedJson, resourcesBelow, withoutIntrinsics } from './final-resource';
import { InventoryData } from './inventory-data';
import { KubernetesObject, objectsOf } from './kubernetes-object.rules';
import { oncePerSynthesis } from './synthesis-pass';

/** A resource of a cluster, ours or made with plain aws-eks-v2, as it will stand in the template. */
export interface ScannedResource {
  readonly resource: CfnResource;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** the Kubernetes objects in it. */
  readonly objects: readonly KubernetesObject[];
}

const MANIFEST = 'Custom::AWSCDK-EKS-KubernetesResource';
const HELM = 'Custom::AWSCDK-EKS-HelmChart';

/** Resource types that say in `ClusterName` which cluster they belong to. */
const OF_A_CLUSTER = new Set([
  MANIFEST, HELM, 'AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile', 'AWS::EKS::Addon', 'AWS::EKS::AccessEntry',
]);

export const isManifest = (scanned: ScannedResource): boolean => scanned.type === MANIFEST;
export const isHelmRelease = (scanned: ScannedResource): boolean => scanned.type === HELM;
export const isOfType = (type: string) => (scanned: ScannedResource): boolean => scanned.type === type;

/** Everything in the stage that belongs to the cluster. */
export function scanCluster(data: InventoryData): ScannedResource[] {
  return oncePerSynthesis(data.cluster, `scan ${data.cluster.node.path}`, () => resourcesOf(data).map((resource) => {
    const { type, properties } = finalResource(resource);
    return { resource, type, properties: withoutIntrinsics(properties) as Record<string, unknown>, objects: objectsIn(type, properties) };
  }));
}

/** The objects of manifests that are not below any of these constructs, which may be asking while they are rendered themselves. */
export function objectsOutsideOf(data: InventoryData, constructs: readonly IConstruct[]): KubernetesObject[] {
  const inside = new Set(constructs.flatMap(resourcesBelow));
  return resourcesOf(data).filter((resource) => resource.cfnResourceType === MANIFEST && !inside.has(resource))
    .flatMap((resource) => objectsIn(MANIFEST, finalResource(resource).properties));
}

function resourcesOf(data: InventoryData): CfnResource[] {
  const own = identityOf(data.cluster.clusterName);
  return resourcesInStage(data).filter((resource) => {
    const named = identityOf(givenProperty(resource, 'ClusterName'));
    return named !== undefined && (named === own || named === data.clusterName);
  });
}

function resourcesInStage(data: InventoryData): CfnResource[] {
  const stage = Stage.of(data.cluster)!;
  return oncePerSynthesis(data.cluster, 'resources of clusters',
    () => resourcesBelow(stage).filter((resource) => OF_A_CLUSTER.has(resource.cfnResourceType) && Stage.of(resource) === stage));
}

function objectsIn(type: string, properties: Readonly<Record<string, unknown>>): KubernetesObject[] {
  if (type !== MANIFEST || properties.Manifest === undefined) return [];
  return objectsOf(parsedJson(properties.Manifest));
}
