import { createHash } from 'crypto';
import { gunzipSync, gzipSync } from 'zlib';
import { Kubernetes } from './kubernetes';
import { keyOfObject, keyOfRef, ObjectRef, refOf } from './object-ref.rules';
import { FIELD_MANAGER, RECORD_LABEL } from './ownership';
import { KubernetesObject } from '../inventory/kubernetes-object.rules';

/** What one deployment claims. It stands in the cluster, so that it survives every run of the function. */
export interface DeploymentRecord {
  /** who claims it: one name for each deployment of a stack. */
  readonly deployment: string;
  readonly stackId: string;
  readonly refs: readonly ObjectRef[];
  /** the same objects as the deployment wants them; nothing where that is too much for one Secret. */
  readonly objects?: readonly KubernetesObject[];
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
}

export const RECORDS_NAMESPACE = 'kube-system';

/** A Secret holds 1 MiB. Source: Kubernetes documentation, Secrets, size limit. */
const MOST_BYTES = 700_000;

/** All records of a cluster: which deployment claims which object. */
export class Records {
  static async read(kubernetes: Kubernetes): Promise<Records> {
    const found = await kubernetes.list({ apiVersion: 'v1', kind: 'Secret' }, { namespace: RECORDS_NAMESPACE, selector: RECORD_LABEL });
    return new Records(found.map(({ data }) => decoded((data as { record: string }).record)));
  }

  private readonly keys = new Map<DeploymentRecord, Set<string>>();

  private constructor(private readonly all: readonly DeploymentRecord[]) {}

  of(stackId: string, deployment: string): DeploymentRecord | undefined {
    return this.all.find((record) => isOf(record, stackId, deployment));
  }

  /** The others that claim an object. */
  others(ref: ObjectRef, stackId: string, deployment: string): DeploymentRecord[] {
    const key = keyOfRef(ref);
    return this.all.filter((record) => !isOf(record, stackId, deployment) && this.keysOf(record).has(key));
  }

  claimed(ref: ObjectRef): boolean {
    const key = keyOfRef(ref);
    return this.all.some((record) => this.keysOf(record).has(key));
  }

  /** The other deployment that has a Helm release. */
  releasedBy(release: string, stackId: string, deployment: string): DeploymentRecord | undefined {
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
  const complete = encoded(record);
  const { objects: _, ...small } = record;
  const refusals = await kubernetes.apply([{
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'cdk-eks-strata/record',
    metadata: { ...placeOf(record), labels: { [RECORD_LABEL]: 'deployment', 'app.kubernetes.io/managed-by': FIELD_MANAGER } },
    data: { record: complete.length > MOST_BYTES ? encoded(small) : complete },
  }], { force: true });
  for (const { reason } of refusals) throw new Error(`the record of ${record.deployment} cannot be written: ${reason}`);
}

export const recordOf = (deployment: string, stackId: string, objects: readonly KubernetesObject[]): DeploymentRecord =>
  ({ deployment, stackId, objects, refs: objects.map(refOf) });

export async function deleteRecord(kubernetes: Kubernetes, record: { readonly deployment: string; readonly stackId: string }): Promise<void> {
  // gone when this returns: one that is still on its way out would count as a claim, and take a new one of the same name along
  await kubernetes.delete([{ apiVersion: 'v1', kind: 'Secret', ...placeOf(record) }], 'background');
}

const isOf = (record: DeploymentRecord, stackId: string, deployment: string) => record.stackId === stackId && record.deployment === deployment;

function placeOf({ deployment, stackId }: { readonly deployment: string; readonly stackId: string }) {
  return { namespace: RECORDS_NAMESPACE, name: `cdk-eks-strata-${createHash('sha256').update(`${stackId} ${deployment}`).digest('hex').slice(0, 32)}` };
}

const encoded = (record: DeploymentRecord): string => gzipSync(JSON.stringify(record)).toString('base64');
const decoded = (text: string): DeploymentRecord => JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()) as DeploymentRecord;
