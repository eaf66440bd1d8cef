import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync, gzipSync } from 'zlib';
import { Stored } from './api-store';
import { RealWorld } from './real-world';

const FILES: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'values.yaml': 'greeting: hello\nreplicas: 1\n',
  'templates/objects.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-settings
data:
  greeting: {{ .Values.greeting | quote }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-web
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: example.com/app:1 }] }
`,
};

/** A chart with a ConfigMap and a Deployment, and with files of the test, as a folder. */
export function chartFolder(world: RealWorld, files: Readonly<Record<string, string>> = {}): string {
  const folder = path.join(world.home, 'shop');
  for (const [name, content] of Object.entries({ ...FILES, ...files })) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** The same chart as Helm packs it. */
export function chartPackage(world: RealWorld): string {
  execFileSync('helm', ['package', chartFolder(world), '--destination', world.home], { env: { PATH: world.path, HOME: world.home } });
  return path.join(world.home, 'shop-1.0.0.tgz');
}

interface KeptRelease {
  readonly version: number;
  readonly info: { readonly status: string };
}

/** Leaves a release as a Helm does that was killed while it upgraded. Source: Helm, storage driver of Secrets. */
export function leavePending({ server: { store } }: RealWorld, release: string): void {
  const last = lastOf({ server: { store } }, release);
  const kept = contentOf(last);
  const version = kept.version + 1;
  store.put(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      type: last.type,
      metadata: {
        name: `sh.helm.release.v1.${release}.v${version}`,
        namespace: last.metadata.namespace,
        labels: { ...last.metadata.labels, status: 'pending-upgrade', version: String(version) },
      },
      data: withStatus({ ...kept, version }, 'pending-upgrade'),
    },
    'helm',
  );
}

/** Sets the status of the last revision, as a Helm leaves it that was killed. */
export function leaveAs(world: Pick<RealWorld, 'server'>, release: string, status: string): void {
  const last = lastOf(world, release);
  last.metadata.labels = { ...last.metadata.labels, status };
  last.data = withStatus(contentOf(last), status);
}

const lastOf = (world: { server: Pick<RealWorld['server'], 'store'> }, release: string): Stored => revisions(world, release).slice(-1)[0];

const contentOf = ({ data }: Stored): KeptRelease =>
  JSON.parse(
    gunzipSync(Buffer.from(Buffer.from((data as { release: string }).release, 'base64').toString(), 'base64')).toString(),
  ) as KeptRelease;

const withStatus = (kept: KeptRelease, status: string): { readonly release: string } => ({
  release: Buffer.from(gzipSync(JSON.stringify({ ...kept, info: { ...kept.info, status } })).toString('base64')).toString('base64'),
});

/** What Helm keeps about the revisions of a release. */
export const revisions = (
  { server: { store } }: Pick<RealWorld, 'server'> | { server: Pick<RealWorld['server'], 'store'> },
  release: string,
): Stored[] => store.of('Secret').filter(({ metadata: { name } }) => name.startsWith(`sh.helm.release.v1.${release}.`));
