import { gunzipSync, gzipSync } from 'zlib';
import { ReleaseHook, ReleaseName, ReleaseState } from './helm';
import { LiveObject, ObjectRef } from './object-ref.rules';
import { listAt, KubernetesObject, stringAt } from '../kubernetes/kubernetes-object.rules';

/** A revision of a release as Helm stores it. Source: Helm, pkg/storage/driver/{secrets,util}.go, pkg/release/v1. */
export interface StoredRevision {
  readonly info?: Readonly<Record<string, unknown>>;
  readonly hooks?: readonly unknown[];
  readonly [field: string]: unknown;
}

/** Labels that Helm sets itself. */
const SYSTEM_LABELS = new Set(['name', 'owner', 'status', 'version', 'createdAt', 'modifiedAt']);

/** Selects the Secrets of all revisions. */
export const revisionsSelector = ({ release }: ReleaseName): string => `owner=helm,name=${release}`;

export const revisionRef = ({ release, namespace }: ReleaseName, revision: number): ObjectRef => ({
  apiVersion: 'v1',
  kind: 'Secret',
  namespace,
  name: `sh.helm.release.v1.${release}.v${revision}`,
});

/** The revisions of a release in the Secrets that Helm stores them in, oldest first. */
export const statesOf = (secrets: readonly LiveObject[]): ReleaseState[] =>
  secrets
    .map(({ metadata: { labels = {} } = {} }) => ({
      revision: Number(labels.version),
      status: labels.status ?? '',
      labels: Object.fromEntries(Object.entries(labels).filter(([label]) => !SYSTEM_LABELS.has(label))),
    }))
    .sort((a, b) => a.revision - b.revision);

/** The content of the Secret of a revision: JSON, compressed, in base64 of Helm and in base64 of Kubernetes. */
export function decodedRevision(secret: LiveObject): StoredRevision {
  const stored = Buffer.from(Buffer.from(stringAt(secret, 'data', 'release') ?? '', 'base64').toString(), 'base64');
  const json = stored[0] === 0x1f && stored[1] === 0x8b ? gunzipSync(stored) : stored;
  return JSON.parse(json.toString()) as StoredRevision;
}

const encodedRevision = (revision: StoredRevision): string =>
  Buffer.from(gzipSync(JSON.stringify(revision)).toString('base64')).toString('base64');

export const hooksOf = (revision: StoredRevision): ReleaseHook[] =>
  listAt(revision, 'hooks').map((hook) => ({
    kind: stringAt(hook, 'kind') ?? '',
    manifest: stringAt(hook, 'manifest') ?? '',
    events: listAt(hook, 'events').map(String),
  }));

/** The fields of the Secret that mark its revision as failed, for server-side apply. */
export function failedRevision(secret: LiveObject, description: string): KubernetesObject {
  const stored = decodedRevision(secret);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: { name: secret.metadata?.name, namespace: secret.metadata?.namespace, labels: { status: 'failed' } },
    data: { release: encodedRevision({ ...stored, info: { ...stored.info, status: 'failed', description } }) },
  };
}
