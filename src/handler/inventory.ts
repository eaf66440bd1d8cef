import { createHash } from 'crypto';
import { gunzipSync, gzipSync } from 'zlib';
import { Invocation } from './custom-resource-request';
import { Kubernetes } from './kubernetes';
import { keyOfObject, keyOfRef, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { FIELD_MANAGER, OwnerAnnotations, Owner, INVENTORY_LABEL } from './ownership';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/**
 * An object that a deployment had and has no more: the prune of the clean-up phase deletes it, if it still names the deployment as its
 * owner.
 */
export interface RetiredObject extends ObjectRef {
  /** a claim or a namespace that may go. */
  readonly removable?: boolean;
}

/** The inventory of one deployment. It is stored in the cluster, so that it survives every run of the function. */
export interface DeploymentInventory extends Owner {
  /** uid of the namespace that identifies the cluster: a record that was restored into another cluster claims nothing there. */
  readonly cluster: string;
  readonly refs: readonly ObjectRef[];
  /** keys of those of them that are claims and namespaces which may go. */
  readonly removable?: readonly string[];
  /** the same objects as the deployment wants them; nothing where that is too much for one Secret. */
  readonly objects?: readonly KubernetesObject[];
  readonly retired?: readonly RetiredObject[];
  /** what an earlier version of it had, and what still has to be given back to others. */
  readonly givenUp?: readonly ObjectRef[];
  /** what the version before had and this one has not: another stack that took it over keeps it when this one is rolled back. */
  readonly formerly?: readonly ObjectRef[];
  /** hash of its manifest. */
  readonly content?: string;
  /** hash of the manifest of the last state of the stack that was good. */
  readonly committed?: string;
  /** whether the request that wrote it is a rollback. */
  readonly rollback?: boolean;
  /** adopted objects as they were, until the update is committed. */
  readonly snapshots?: readonly LiveObject[];
  /** the request that wrote it. */
  readonly writtenFor?: string;
  /** names of PersistentVolumes whose claims were deleted, and that the driver still has to delete. */
  readonly volumes?: readonly string[];
  /** a Helm release, as `namespace/name`. */
  readonly release?: string;
  /** the last revision of the release before the request that wrote the record. */
  readonly revisionBefore?: number;
  /** the revision that another owner had, until the first update after the adoption. */
  readonly adoptedRevision?: number;
  /** objects of an uninstalled release that are still waited for, by uid. */
  readonly leaving?: readonly TerminatingObject[];
  /** a deployment that was deleted, and whose objects are not all gone. */
  readonly deleted?: boolean;
}

/** An object that was asked to go: one with another uid is another object. */
export interface TerminatingObject extends ObjectRef {
  readonly uid: string;
}

/** Of the content: a newer function may write another one. */
const FORMAT = 1;

/** A Secret holds 1 MiB. Source: Kubernetes documentation, Secrets, size limit. */
const MAX_SECRET_BYTES = 700_000;

/** All records of a cluster: which deployment claims which object. */
export class DeploymentInventories {
  /** A Secret that is not a readable record claims nothing; its name is told. */
  static async read(kubernetes: Kubernetes, cluster: string, run: Invocation): Promise<DeploymentInventories> {
    const found = await kubernetes.list({ apiVersion: 'v1', kind: 'Secret' }, { namespace: kubernetes.home, selector: INVENTORY_LABEL });
    const readable = found.flatMap((secret) => {
      const record = decoded(secret);
      if (typeof record !== 'string' && record.cluster === cluster) return [record];
      run.logForFailure(
        `Secret '${kubernetes.home}/${secret.metadata?.name}' was ignored: ` +
          `${typeof record === 'string' ? record : 'it is an inventory of another cluster'}`,
      );
      return [];
    });
    return new DeploymentInventories(readable);
  }

  private readonly keys = new Map<DeploymentInventory, Set<string>>();

  private constructor(private readonly inventories: readonly DeploymentInventory[]) {}

  forOwner({ stackId, deployment }: Owner): DeploymentInventory | undefined {
    return this.inventories.find((record) => isOwnedBy(record, stackId, deployment));
  }

  /** Those of all deployments of a stack, without releases. */
  ofStack(stackId: string): DeploymentInventory[] {
    return this.inventories.filter((record) => record.stackId === stackId && record.release === undefined);
  }

  /** The others that claim an object. */
  otherOwnersOf(ref: ObjectRef, { stackId, deployment }: Owner): DeploymentInventory[] {
    const key = keyOfRef(ref);
    return this.inventories.filter((record) => !isOwnedBy(record, stackId, deployment) && this.keysOf(record).has(key));
  }

  /** Whether the owner in an annotation claims the object; undefined if it has no record. */
  isListedByOwner(annotation: string, ref: ObjectRef, marks: OwnerAnnotations): boolean | undefined {
    const record = this.inventories.find((each) => marks.valueFor(each, ref) === annotation);
    return record && this.keysOf(record).has(keyOfRef(ref));
  }

  /** An adopted object as it was, while its adoption is not committed. */
  snapshotOf(owner: Owner, ref: ObjectRef): LiveObject | undefined {
    return this.forOwner(owner)?.snapshots?.find((object) => keyOfObject(object) === keyOfRef(ref));
  }

  /** The other deployment that has a Helm release. */
  otherOwnerOfRelease(release: string, { stackId, deployment }: Owner): DeploymentInventory | undefined {
    return this.inventories.find((record) => record.release === release && !isOwnedBy(record, stackId, deployment));
  }

  /** The releases of other deployments whose CRDs contain the object. */
  releasesWith(ref: ObjectRef, release: string): DeploymentInventory[] {
    const key = keyOfRef(ref);
    return this.inventories.filter((each) => each.release !== undefined && each.release !== release && this.keysOf(each).has(key));
  }

  private keysOf(record: DeploymentInventory): Set<string> {
    const known = this.keys.get(record) ?? new Set(record.refs.map(keyOfRef));
    this.keys.set(record, known);
    return known;
  }
}

/** A manifest as the inventory compares it. */
export const manifestHash = (objects: readonly KubernetesObject[]): string =>
  createHash('sha256').update(JSON.stringify(objects)).digest('hex').slice(0, 32);

/** The object as a deployment wants it. */
export const desiredObjectOf = ({ objects = [] }: DeploymentInventory, ref: ObjectRef): KubernetesObject | undefined =>
  objects.find((object) => keyOfObject(object) === keyOfRef(ref));

export async function writeInventory(kubernetes: Kubernetes, record: DeploymentInventory): Promise<void> {
  const secret = secretOf(record, kubernetes.home);
  const [refusal] = await kubernetes.apply([secret], { forceConflicts: true });
  if (!refusal) return;
  // the name is reserved: an existing Secret that cannot be updated (of another type, or immutable) is replaced
  await kubernetes.delete([refOf(secret)], 'background');
  const [again] = await kubernetes.apply([secret], { forceConflicts: true });
  if (again) throw new Error(`the inventory of ${record.deployment} cannot be written: ${again.reason}`);
}

function secretOf(record: DeploymentInventory, namespace: string): KubernetesObject {
  // without the content of objects where that is too much for one Secret: their annotations still tell their owners
  const { objects: _, ...withSnapshots } = record;
  const { snapshots: __, ...small } = withSnapshots;
  const [complete = encoded(small)] = [record, withSnapshots].map(encoded).filter((text) => text.length <= MAX_SECRET_BYTES);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: TYPE,
    metadata: {
      namespace,
      name: secretNameOf(record),
      labels: { [INVENTORY_LABEL]: 'deployment', 'app.kubernetes.io/managed-by': FIELD_MANAGER },
    },
    data: { record: complete },
  };
}

export async function deleteInventory(kubernetes: Kubernetes, owner: Owner): Promise<void> {
  // gone when this returns: one that is still on its way out would count as a claim, and take a new one of the same name along
  await kubernetes.delete([{ apiVersion: 'v1', kind: 'Secret', namespace: kubernetes.home, name: secretNameOf(owner) }], 'background');
}

const isOwnedBy = (record: DeploymentInventory, stackId: string, deployment: string) =>
  record.stackId === stackId && record.deployment === deployment;

const secretNameOf = ({ deployment, stackId }: Owner): string =>
  `cdk-eks-strata-${createHash('sha256').update(`${stackId} ${deployment}`).digest('hex').slice(0, 32)}`;

const TYPE = 'cdk-eks-strata/record';

const encoded = (record: DeploymentInventory): string => gzipSync(JSON.stringify({ format: FORMAT, ...record })).toString('base64');

// a record, or why it is none
function decoded({ data, type, metadata }: LiveObject): DeploymentInventory | string {
  if (type !== TYPE) return `its type is not ${TYPE}`;
  const record = parsed((data as { record?: unknown } | undefined)?.record);
  if (record === undefined) return 'its content cannot be read';
  const { format, ...rest } = record;
  if (format !== FORMAT) return `its format is ${JSON.stringify(format)}, and this function supports ${FORMAT}`;
  const { stackId, deployment, cluster, refs } = rest as Partial<DeploymentInventory>;
  const complete = [stackId, deployment, cluster].every((each) => typeof each === 'string') && Array.isArray(refs) && refs.every(isRef);
  if (!complete) return 'its content is not an inventory';
  const ours = rest as unknown as DeploymentInventory;
  return metadata?.name === secretNameOf(ours) ? ours : 'its name does not match its deployment';
}

function parsed(text: unknown): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(
      gunzipSync(Buffer.from(String(text), 'base64'), { maxOutputLength: MAX_DECOMPRESSED_BYTES }).toString(),
    ) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A manifest has no more than some MB. */
const MAX_DECOMPRESSED_BYTES = 64 * 1024 * 1024;

const isRef = (ref: unknown): boolean =>
  typeof ref === 'object' &&
  ref !== null &&
  ['apiVersion', 'kind', 'name'].every((field) => typeof (ref as Record<string, unknown>)[field] === 'string');
