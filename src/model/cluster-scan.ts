import { CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ClusterModelData } from './cluster-model-data';
import { OBJECTS_RESOURCE, HELM_RELEASE_RESOURCE } from './custom-resource-types.data';
import {
  finalResource,
  givenProperty,
  literalNameOf,
  isInTemplate,
  parsedJson,
  principalKeyOf,
  resourcesBelow,
  withoutIntrinsics,
} from './final-resource';
import { ImportedReference, Imports, renderResource, resolveInOneStack } from './rendered-resource';
import { oncePerSynthesis } from './synthesis-pass';
import { KubernetesObject, objectsIn, stringAt, unreadableIn } from '../kubernetes/kubernetes-object.rules';

interface ManifestContents {
  readonly objects: readonly KubernetesObject[];
  readonly unreadable: readonly string[];
}

const NO_CONTENTS: ManifestContents = { objects: [], unreadable: [] };

/** A resource of a cluster, ours or made with plain aws-eks-v2, as it will stand in the template. */
export class ScannedResource {
  private snapshot?: { readonly properties: Readonly<Record<string, unknown>>; readonly contents: ManifestContents };

  private cachedContents?: ManifestContents;

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

  /** the same objects, in which intrinsic functions are written in another way, with the imports that they contain. */
  objectsWritten(write: (value: object, imports: Imports) => string | undefined): readonly KubernetesObject[] {
    const { [PARTS]: parts } = this.resource as WithManifestParts;
    const found = new Map<string, ImportedReference>();
    const resolve = (value: unknown) => resolveInOneStack(value, Stack.of(this.resource), (name, reference) => found.set(name, reference));
    const rendered = parts ? undefined : renderResource(this.resource);
    const manifest = parts ? { 'Fn::Join': ['', parts(resolve)] } : rendered?.properties.Manifest;
    return contentsOf(manifest, (value) => write(value, rendered?.imports ?? found)).objects;
  }

  /** descriptions of the parts of its manifest that are not objects. */
  get unreadable(): readonly string[] {
    return this.contents().unreadable;
  }

  private contents(): ManifestContents {
    this.cachedContents = this.cachedContents ?? this.readContents();
    return this.cachedContents;
  }

  private readContents(): ManifestContents {
    const { [PARTS]: parts } = this.resource as WithManifestParts;
    if (parts) return contentsOf({ 'Fn::Join': ['', parts()] });
    return this.type === MANIFEST ? this.final().contents : NO_CONTENTS;
  }

  /** a string property as it was given: cheaper than reading the whole resource, and the same value unless it is overridden. */
  stringProperty(name: string): string | undefined {
    const given = givenProperty(this.resource, name);
    return typeof given === 'string' && !Token.isUnresolved(given) ? given : stringAt(this.properties, name);
  }

  /** values of a Helm release that are in an uploaded file, as a value of the template. */
  get uploadedValues(): unknown {
    const { [VALUES]: parts } = this.resource as WithValuesParts;
    return parts && { 'Fn::Join': ['', ['', ...parts()]] };
  }

  private final() {
    if (!this.snapshot) {
      const { type, properties } = finalResource(this.resource);
      this.snapshot = {
        properties: withoutIntrinsics(properties) as Record<string, unknown>,
        contents: type === MANIFEST && properties.Manifest !== undefined ? contentsOf(properties.Manifest) : NO_CONTENTS,
      };
    }
    return this.snapshot;
  }
}

const PARTS = Symbol.for('cdk-eks-strata.manifest-parts');
type ManifestParts = (resolve?: (value: unknown) => unknown) => readonly unknown[];
type WithManifestParts = CfnResource & { [PARTS]?: ManifestParts };

/** Says from where the objects of a resource are read: the literal text of its manifest, and what CloudFormation fills in between. */
export function setManifestParts(resource: CfnResource, parts: ManifestParts): void {
  Object.defineProperty(resource, PARTS, { value: parts });
}

const VALUES = Symbol.for('cdk-eks-strata.values-parts');
type WithValuesParts = CfnResource & { [VALUES]?: () => readonly unknown[] };

/** Says from where the values of a Helm release are read if they are in a file: a list with one item, as for {@link setManifestParts}. */
export function setValuesParts(resource: CfnResource, parts: () => readonly unknown[]): void {
  Object.defineProperty(resource, VALUES, { value: parts });
}

/** Objects that the function of CDK creates by kubectl. */
export const MANIFEST = 'Custom::AWSCDK-EKS-KubernetesResource';
/** Resources whose objects are read: of this library and of CDK. */
export const MANIFEST_RESOURCES: ReadonlySet<string> = new Set([OBJECTS_RESOURCE, MANIFEST]);
/** Resources that are Helm releases, of this library and of CDK. */
const HELM_RELEASE_TYPES = new Set([HELM_RELEASE_RESOURCE, 'Custom::AWSCDK-EKS-HelmChart']);

/** Resource types that say in `ClusterName` which cluster they belong to. */
const CLUSTER_RESOURCE_TYPES = new Set([
  OBJECTS_RESOURCE,
  MANIFEST,
  ...HELM_RELEASE_TYPES,
  'AWS::EKS::Nodegroup',
  'AWS::EKS::FargateProfile',
  'AWS::EKS::Addon',
  'AWS::EKS::AccessEntry',
  'AWS::EKS::PodIdentityAssociation',
  'AWS::EKS::Capability',
]);

export const isHelmRelease = (scanned: ScannedResource): boolean => HELM_RELEASE_TYPES.has(scanned.type);
export const isOfType =
  (type: string) =>
  (scanned: ScannedResource): boolean =>
    scanned.type === type;

/** Everything in the stage that belongs to the cluster. */
export function scanCluster(data: ClusterModelData): ScannedResource[] {
  const inTemplate = () => allResourcesOf(data).filter(({ resource }) => isInTemplate(resource));
  return oncePerSynthesis(data.cluster, `scan ${data.cluster.node.path}`, inTemplate);
}

// whether some of them are in the template depends on others
function allResourcesOf(data: ClusterModelData): ScannedResource[] {
  const read = () => resourcesOf(data).map((resource) => new ScannedResource(resource));
  return oncePerSynthesis(data.cluster, `resources ${data.cluster.node.path}`, read);
}

/** The managed node groups of the cluster whose nodes have a role. */
export function nodegroupsWithRole(data: ClusterModelData, roleArn: string): ScannedResource[] {
  const role = principalKeyOf(roleArn);
  return allResourcesOf(data).filter((each) => isOfType('AWS::EKS::Nodegroup')(each) && nodegroupRoleOf(each) === role);
}

/** The role of the nodes of a managed group, as {@link principalKeyOf} writes it. */
export function nodegroupRoleOf({ resource }: ScannedResource): string | undefined {
  const role = givenProperty(resource, 'NodeRole');
  return typeof role === 'string' ? principalKeyOf(role) : undefined;
}

/** The objects of manifests that are not below any of these constructs, which may be asking while they are rendered themselves. */
export function objectsNotIn(data: ClusterModelData, constructs: readonly IConstruct[]): KubernetesObject[] {
  const inside = new Set(constructs.flatMap(resourcesBelow));
  return scanCluster(data)
    .filter(({ resource }) => !inside.has(resource))
    .flatMap(({ objects }) => objects);
}

function resourcesOf(data: ClusterModelData): CfnResource[] {
  const own = literalNameOf(data.cluster.clusterName);
  // that of a cluster of plain aws-eks-v2 stays a token even when it is given
  const given = data.imported ? undefined : literalNameOf(givenProperty(data.cluster.node.defaultChild as CfnResource, 'name'));
  return resourcesInStage(data).filter((resource) => {
    const named = literalNameOf(givenProperty(resource, 'ClusterName'));
    return named !== undefined && (named === own || named === data.clusterName || named === given);
  });
}

function resourcesInStage(data: ClusterModelData): CfnResource[] {
  const stage = Stage.of(data.cluster)!;
  return oncePerSynthesis(data.cluster, 'resources of clusters', () =>
    resourcesBelow(stage).filter((resource) => CLUSTER_RESOURCE_TYPES.has(resource.cfnResourceType) && Stage.of(resource) === stage),
  );
}

function contentsOf(manifest: unknown, write?: Parameters<typeof parsedJson>[1]): ManifestContents {
  try {
    const parsed = parsedJson(manifest, write);
    return { objects: objectsIn(parsed), unreadable: unreadableIn(parsed) };
  } catch {
    return { objects: [], unreadable: ['its manifest is not JSON'] };
  }
}
