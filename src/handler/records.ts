import { createHash } from 'crypto';
import { gunzipSync, gzipSync } from 'zlib';
import { Kubernetes } from './kubernetes';
import { keyOfObject, keyOfRef, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { FIELD_MANAGER, Marks, Owner, RECORD_LABEL } from './ownership';
import { Run } from './request';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** An object that a deployment had and has no more: the prune of the clean-up phase deletes it, if it still names the deployment as its owner. */
export interface Retired extends ObjectRef {
  /** a claim or a namespace that may go. */
  readonly removable?: boolean;
}

/** What one deployment claims. It stands in the cluster, so that it survives every run of the function. */
export interface DeploymentRecord extends Owner {
  /** uid of the namespace kube-system: a record that was restored into another cluster claims nothing there. */
  readonly cluster: string;
  readonly refs: readonly ObjectRef[];
  /** keys of those of them that are claims and namespaces which may go. */
  readonly removable?: readonly string[];
  /** the same objects as the deployment wants them; nothing where that is too much for one Secret. */
  readonly objects?: readonly KubernetesObject[];
  readonly retired?: readonly Retired[];
  /** what an earlier version of it had, and what still has to be given back to others. */
  readonly givenUp?: readonly ObjectRef[];
  /** what the version before had and this one has not: another stack that took it over keeps it when this one is rolled back. */
  readonly formerly?: readonly ObjectRef[];
  /** the request that wrote it. */
  readonly writtenFor?: string;
  /** names of PersistentVolumes whose claims were deleted, and that the driver still has to delete. */
  readonly volumes?: readonly string[];
  /** a Helm release, as `namespace/name`. */
  readonly release?: string;
  /** objects of an uninstalled release that are still waited for, by uid. */
  readonly leaving?: readonly Leaving[];
  /** a deployment that was deleted, and whose objects are not all gone. */
  readonly deleted?: boolean;
}

/** An object that was asked to go: one with another uid is another object. */
export interface Leaving extends ObjectRef {
  readonly uid: string;
}

export const RECORDS_NAMESPACE = 'kube-system';

/** Of the content: a newer function may write another one. */
const FORMAT = 1;

/** A Secret holds 1 MiB. Source: Kubernetes documentation, Secrets, size limit. */
const MOST_BYTES = 700_000;

/** All records of a cluster: which deployment claims which object. */
export class Records {
  /** A Secret that is not a readable record claims nothing; its name is told. */
  static async read(kubernetes: Kubernetes, cluster: string, run: Run): Promise<Records> {
    const found = await kubernetes.list({ apiVersion: 'v1', kind: 'Secret' }, { namespace: RECORDS_NAMESPACE, selector: RECORD_LABEL });
    const readable = found.flatMap((secret) => {
      const record = decoded(secret);
      if (typeof record !== 'string' && record.cluster === cluster) return [record];
      run.note(`Secret '${RECORDS_NAMESPACE}/${secret.metadata?.name}' was ignored: ${typeof record === 'string' ? record : 'it is a record of another cluster'}`);
      return [];
    });
    return new Records(readable);
  }

  private readonly keys = new Map<DeploymentRecord, Set<string>>();

  private constructor(private readonly all: readonly DeploymentRecord[]) {}

  of({ stackId, deployment }: Owner): DeploymentRecord | undefined {
    return this.all.find((record) => isOf(record, stackId, deployment));
  }

  /** Those of all deployments of a stack, without releases. */
  ofStack(stackId: string): DeploymentRecord[] {
    return this.all.filter((record) => record.stackId === stackId && record.release === undefined);
  }

  /** The others that claim an object. */
  others(ref: ObjectRef, { stackId, deployment }: Owner): DeploymentRecord[] {
    const key = keyOfRef(ref);
    return this.all.filter((record) => !isOf(record, stackId, deployment) && this.keysOf(record).has(key));
  }

  /** Whether the owner that an annotation names claims the object; nothing where there is no record of it. */
  claimedBy(annotation: string, ref: ObjectRef, marks: Marks): boolean | undefined {
    const record = this.all.find((each) => marks.of(each, ref) === annotation);
    return record && this.keysOf(record).has(keyOfRef(ref));
  }

  /** The other deployment that has a Helm release. */
  releasedBy(release: string, { stackId, deployment }: Owner): DeploymentRecord | undefined {
    return this.all.find((record) => record.release === release && !isOf(record, stackId, deployment));
  }

  private keysOf(record: DeploymentRecord): Set<string> {
    const known = this.keys.get(record) ?? new Set(record.refs.map(keyOfRef));
    this.keys.set(record, known);
    return known;
  }
}

/** The object as a deployment wants it. */
export const wantedBy = ({ objects = [] }: DeploymentRecord, ref: ObjectRef): KubernetesObject | undefined =>
  objects.find((object) => keyOfObject(object) === keyOfRef(ref));

export async function writeRecord(kubernetes: Kubernetes, record: DeploymentRecord): Promise<void> {
  const secret = secretOf(record);
  const [refusal] = await kubernetes.apply([secret], { force: true });
  if (!refusal) return;
  // the name is ours: what is there and cannot be changed (another type, an immutable one) is replaced
  await kubernetes.delete([refOf(secret)], 'background');
  const [again] = await kubernetes.apply([secret], { force: true });
  if (again) throw new Error(`the record of ${record.deployment} cannot be written: ${again.reason}`);
}

function secretOf(record: DeploymentRecord): KubernetesObject {
  const complete = encoded(record);
  const { objects: _, ...small } = record;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: TYPE,
    metadata: { ...placeOf(record), labels: { [RECORD_LABEL]: 'deployment', 'app.kubernetes.io/managed-by': FIELD_MANAGER } },
    data: { record: complete.length > MOST_BYTES ? encoded(small) : complete },
  };
}

export async function deleteRecord(kubernetes: Kubernetes, owner: Owner): Promise<void> {
  // gone when this returns: one that is still on its way out would count as a claim, and take a new one of the same name along
  await kubernetes.delete([{ apiVersion: 'v1', kind: 'Secret', ...placeOf(owner) }], 'background');
}

const isOf = (record: DeploymentRecord, stackId: string, deployment: string) => record.stackId === stackId && record.deployment === deployment;

function placeOf({ deployment, stackId }: Owner) {
  return { namespace: RECORDS_NAMESPACE, name: `cdk-eks-strata-${createHash('sha256').update(`${stackId} ${deployment}`).digest('hex').slice(0, 32)}` };
}

const TYPE = 'cdk-eks-strata/record';

const encoded = (record: DeploymentRecord): string => gzipSync(JSON.stringify({ format: FORMAT, ...record })).toString('base64');

// a record, or why it is none
function decoded({ data, type, metadata }: LiveObject): DeploymentRecord | string {
  if (type !== TYPE) return `its type is not ${TYPE}`;
  const record = parsed((data as { record?: unknown } | undefined)?.record);
  if (record === undefined) return 'its content cannot be read';
  const { format, ...rest } = record;
  if (format !== FORMAT) return `its format is ${JSON.stringify(format)}, and this function reads ${FORMAT}`;
  const { stackId, deployment, cluster, refs } = rest as Partial<DeploymentRecord>;
  const complete = [stackId, deployment, cluster].every((each) => typeof each === 'string') && Array.isArray(refs) && refs.every(isRef);
  if (!complete) return 'its content is not a record';
  const ours = rest as unknown as DeploymentRecord;
  return metadata?.name === placeOf(ours).name ? ours : 'its name is not that of its deployment';
}

function parsed(text: unknown): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(gunzipSync(Buffer.from(String(text), 'base64'), { maxOutputLength: MOST_OUTPUT }).toString()) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
  } catch {
    return undefined;
  }
}

/** A manifest has no more than some MB. */
const MOST_OUTPUT = 64 * 1024 * 1024;

const isRef = (ref: unknown): boolean => typeof ref === 'object' && ref !== null
  && ['apiVersion', 'kind', 'name'].every((field) => typeof (ref as Record<string, unknown>)[field] === 'string');
