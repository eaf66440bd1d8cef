import { CfnResource, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { OBJECTS, RELEASE } from './delivered.data';
import {
  finalResource, givenProperty, identityOf, isInTemplate, parsedJson, principalOf, resourcesBelow, withoutIntrinsics,
} from './final-resource';
import { InventoryData } from './inventory-data';
import { oncePerSynthesis } from './synthesis-pass';
import { KubernetesObject, objectsOf, textAt, unreadableIn } from '../kubernetes/kubernetes-object.rules';

interface Contents {
  readonly objects: readonly KubernetesObject[];
  readonly unreadable: readonly string[];
}

const NOTHING: Contents = { objects: [], unreadable: [] };

/** A resource of a cluster, ours or made with plain aws-eks-v2, as it will stand in the template. */
export class ScannedResource {
  private read?: { readonly properties: Readonly<Record<string, unknown>>; readonly contents: Contents };

  private own?: Contents;

  constructor(public readonly resource: CfnResource) {}

  get type(): string {
    return this.resource.cfnResourceType;
  }

  /** its properties, without intrinsic functions. */
  get properties(): Readonly<Record<string, unknown>> {
    return this.final().properties;
  }

  /** the Kubernetes objects in it. */
  get objects(): readonly KubernetesObject[] {
    return this.contents().objects;
  }

  /** what stands in its manifest and is no object, in words. */
  get unreadable(): readonly string[] {
    return this.contents().unreadable;
  }

  private contents(): Contents {
    const { [PARTS]: parts } = this.resource as WithParts;
    const read = () => (parts ? contentsOf({ 'Fn::Join': ['', parts()] }) : this.type === MANIFEST ? this.final().contents : NOTHING);
    this.own = this.own ?? read();
    return this.own;
  }

  /** a text property as it was given: cheaper than reading the whole resource, and the same where nobody overrides it. */
  text(name: string): string | undefined {
    const given = givenProperty(this.resource, name);
    return typeof given === 'string' && !Token.isUnresolved(given) ? given : textAt(this.properties, name);
  }

  private final() {
    if (!this.read) {
      const { type, properties } = finalResource(this.resource);
      this.read = {
        properties: withoutIntrinsics(properties) as Record<string, unknown>,
        contents: type === MANIFEST && properties.Manifest !== undefined ? contentsOf(properties.Manifest) : NOTHING,
      };
    }
    return this.read;
  }
}

const PARTS = Symbol.for('cdk-eks-strata.manifest-parts');
type WithParts = CfnResource & { [PARTS]?: () => readonly unknown[] };

/** Says from where the objects of a resource are read: the literal text of its manifest, and what CloudFormation fills in between. */
export function readsObjectsFrom(resource: CfnResource, parts: () => readonly unknown[]): void {
  Object.defineProperty(resource, PARTS, { value: parts });
}

const MANIFEST = 'Custom::AWSCDK-EKS-KubernetesResource';
/** Resources that are Helm releases, of this library and of CDK. */
const HELM = new Set([RELEASE, 'Custom::AWSCDK-EKS-HelmChart']);

/** Resource types that say in `ClusterName` which cluster they belong to. */
const OF_A_CLUSTER = new Set([
  OBJECTS, MANIFEST, ...HELM, 'AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile', 'AWS::EKS::Addon', 'AWS::EKS::AccessEntry', 'AWS::EKS::PodIdentityAssociation',
]);

export const isHelmRelease = (scanned: ScannedResource): boolean => HELM.has(scanned.type);
export const isOfType = (type: string) => (scanned: ScannedResource): boolean => scanned.type === type;

/** Everything in the stage that belongs to the cluster. */
export function scanCluster(data: InventoryData): ScannedResource[] {
  const inTemplate = () => allOf(data).filter(({ resource }) => isInTemplate(resource));
  return oncePerSynthesis(data.cluster, `scan ${data.cluster.node.path}`, inTemplate);
}

// whether some of them are in the template depends on others
function allOf(data: InventoryData): ScannedResource[] {
  const read = () => resourcesOf(data).map((resource) => new ScannedResource(resource));
  return oncePerSynthesis(data.cluster, `resources ${data.cluster.node.path}`, read);
}

/** The managed node groups of the cluster whose nodes have a role. */
export function managedGroups(data: InventoryData, roleArn: string): ScannedResource[] {
  const role = principalOf(roleArn);
  return allOf(data).filter((each) => isOfType('AWS::EKS::Nodegroup')(each) && roleOfGroup(each) === role);
}

/** The role of the nodes of a managed group, as {@link principalOf} writes it. */
export function roleOfGroup({ resource }: ScannedResource): string | undefined {
  const role = givenProperty(resource, 'NodeRole');
  return typeof role === 'string' ? principalOf(role) : undefined;
}

/** The objects of manifests that are not below any of these constructs, which may be asking while they are rendered themselves. */
export function objectsOutsideOf(data: InventoryData, constructs: readonly IConstruct[]): KubernetesObject[] {
  const inside = new Set(constructs.flatMap(resourcesBelow));
  return scanCluster(data).filter(({ resource }) => !inside.has(resource)).flatMap(({ objects }) => objects);
}

function resourcesOf(data: InventoryData): CfnResource[] {
  const own = identityOf(data.cluster.clusterName);
  // that of a cluster of plain aws-eks-v2 stays a token even when it is given
  const given = data.imported ? undefined : identityOf(givenProperty(data.cluster.node.defaultChild as CfnResource, 'name'));
  return resourcesInStage(data).filter((resource) => {
    const named = identityOf(givenProperty(resource, 'ClusterName'));
    return named !== undefined && (named === own || named === data.clusterName || named === given);
  });
}

function resourcesInStage(data: InventoryData): CfnResource[] {
  const stage = Stage.of(data.cluster)!;
  return oncePerSynthesis(data.cluster, 'resources of clusters',
    () => resourcesBelow(stage).filter((resource) => OF_A_CLUSTER.has(resource.cfnResourceType) && Stage.of(resource) === stage));
}

function contentsOf(manifest: unknown): Contents {
  try {
    const parsed = parsedJson(manifest);
    return { objects: objectsOf(parsed), unreadable: unreadableIn(parsed) };
  } catch {
    return { objects: [], unreadable: ['its manifest is not JSON'] };
  }
}
