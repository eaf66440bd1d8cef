import * as fs from 'fs';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';
import { csvLine, readTable, TABLES, TableRow } from '../test/simulator/csv';

// Writes test/simulator/tables/{chart,addon,operator}-{objects,pods,crds,webhooks}.csv from rendered charts:
//   node -r ./scripts/register.js scripts/chart-tables.ts FOLDER 2026-11-30
// Each row of sources.csv names a chart, its public repository, path and tag, and has two files in FOLDER:
//   <kind>.<chart>.yaml       what `helm template RELEASE CHART -n NAMESPACE -f VALUES --kube-version v1.36.0
//                             --api-versions policy/v1/PodDisruptionBudget` prints for the values of this
//                             library (or, without a chart, the manifests of the repository; of an operator: what it creates)
//   <kind>.<chart>.crds.yaml  what `helm show crds CHART` prints; may be absent
// Only names, kinds, namespaces, hooks, labels, scopes, versions and figures are read. The rendered files are never committed.

type Value = Readonly<Record<string, unknown>>;
interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Texts; readonly annotations?: Texts };
  readonly spec?: Value;
  readonly items?: readonly Manifest[];
  readonly inList?: boolean;
  readonly webhooks?: readonly Value[];
}
type Texts = Readonly<Record<string, string>>;

const [folder, date] = process.argv.slice(2);

const at = (value: unknown, ...keys: string[]): unknown => keys.reduce<unknown>((v, key) => (v as Value | undefined | null)?.[key], value);
const json = (value: unknown): string => (value === undefined || value === null ? '' : JSON.stringify(value));
const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const list = (value: unknown): readonly Value[] => (value ?? []) as readonly Value[];

/** The objects of a file; those inside a `kind: List` say so. */
function read(file: string): Manifest[] {
  if (!fs.existsSync(file)) return [];
  return parseAllDocuments(fs.readFileSync(file, 'utf8'))
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null)
    .flatMap((manifest) => manifest.items?.map((item) => ({ ...item, inList: true })) ?? [manifest]);
}

/** Keys of labels that a selector of these objects reads, the schemas of CRDs apart. */
function selectorKeys(value: unknown, keys: Set<string>): Set<string> {
  if (value && typeof value === 'object') {
    Object.keys(at(value, 'matchLabels') ?? {}).forEach((key) => keys.add(key));
    list(at(value, 'matchExpressions')).forEach((expression) => keys.add(text(expression.key)));
    Object.values(value).forEach((item) => selectorKeys(item, keys));
  }
  return keys;
}

/** The labels that a selector or a tool may read: `app.kubernetes.io/*`, those in a selector of the chart, those that aggregate roles. */
function labelsOf(labels: Texts | undefined, keys: ReadonlySet<string>): string {
  const kept = Object.entries(labels ?? {}).filter(
    ([key]) => /^app\.kubernetes\.io\/|^rbac\.authorization\.k8s\.io\/aggregate-to-/.test(key) || keys.has(key),
  );
  return JSON.stringify(Object.fromEntries(kept));
}

function objectRow({ apiVersion, kind, metadata, spec, inList }: Manifest, keys: ReadonlySet<string>, inCrdsFolder: boolean): string[] {
  const { name, namespace, labels, annotations = {} } = metadata;
  const selector = kind === 'Service' ? at(spec, 'selector') : at(spec, 'selector', 'matchLabels');
  return [
    apiVersion,
    kind,
    text(namespace),
    text(name),
    text(annotations['helm.sh/hook']),
    text(annotations['helm.sh/hook-delete-policy']),
    text(annotations['helm.sh/resource-policy']),
    labelsOf(labels, keys),
    inCrdsFolder ? 'y' : '',
    text(annotations['helm.sh/hook-weight']),
    json(selector),
    inList ? 'y' : '',
  ];
}

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['template'],
  DaemonSet: ['template'],
  StatefulSet: ['template'],
  ReplicaSet: ['template'],
  Job: ['template'],
  CronJob: ['jobTemplate', 'spec', 'template'],
  Pod: [],
};

function podRows({ kind, metadata, spec }: Manifest): string[][] {
  if (!TEMPLATES[kind]) return [];
  const template = kind === 'Pod' ? { metadata, spec } : at(spec, ...TEMPLATES[kind]);
  const pod = at(template, 'spec');
  const replicas = kind === 'Deployment' || kind === 'StatefulSet' ? text(at(spec, 'replicas') ?? 1) : '';
  const strict = list(at(pod, 'topologySpreadConstraints')).filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule');
  const hostNetwork = at(pod, 'hostNetwork') === true;
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const row = (container: Value, init: boolean): string[] => [
    kind,
    metadata.name,
    replicas,
    text(at(pod, 'serviceAccountName') ?? at(pod, 'serviceAccount')),
    text(container.name),
    json(at(container, 'resources', 'requests') ?? {}),
    json(at(container, 'resources', 'limits') ?? {}),
    json(at(pod, 'nodeSelector') ?? {}),
    json(at(pod, 'tolerations') ?? []),
    json(at(pod, 'affinity', 'nodeAffinity', required)),
    json(at(pod, 'affinity', 'podAntiAffinity', required)),
    text(at(pod, 'priorityClassName')),
    hostNetwork ? 'y' : '',
    init ? 'y' : '',
    list(container.ports)
      .map((port) => text(port.hostPort ?? (hostNetwork ? port.containerPort : undefined)))
      .filter(Boolean)
      .join(' '),
    strict.length ? json(strict) : '',
    json(at(template, 'metadata', 'labels') ?? {}),
  ];
  return [
    ...list(at(pod, 'initContainers')).map((container) => row(container, true)),
    ...list(at(pod, 'containers')).map((container) => row(container, false)),
  ];
}

function crdRows({ kind, metadata, spec }: Manifest): string[][] {
  if (kind !== 'CustomResourceDefinition') return [];
  const versions = list(at(spec, 'versions'));
  const storage = versions.find((version) => version.storage)!;
  const served = [storage, ...versions.filter((version) => version !== storage)].filter((version) => version.served);
  return [
    [
      metadata.name,
      text(at(spec, 'group')),
      text(at(spec, 'names', 'kind')),
      text(at(spec, 'names', 'plural')),
      text(at(spec, 'scope')),
      served.map(({ name }) => name).join(' '),
      at(storage, 'subresources', 'status') ? 'y' : '',
    ],
  ];
}

/** What makes the API server call a Service: webhooks, APIServices, conversions. */
function webhookRows({ kind, metadata, spec, webhooks = [] }: Manifest): string[][] {
  const call = (service: unknown, entry: string, ...rest: string[]): string[][] =>
    service
      ? [[kind, metadata.name, entry, text(at(service, 'namespace')), text(at(service, 'name')), text(at(service, 'port') ?? 443), ...rest]]
      : [];
  if (kind === 'APIService') return call(at(spec, 'service'), '', '', '', '', '');
  if (kind === 'CustomResourceDefinition') {
    return call(at(spec, 'conversion', 'webhook', 'clientConfig', 'service'), 'conversion', '', '', '', '');
  }
  return webhooks.flatMap((webhook) =>
    call(
      at(webhook, 'clientConfig', 'service'),
      text(webhook.name),
      text(webhook.failurePolicy ?? 'Fail'),
      json(webhook.rules),
      json(webhook.namespaceSelector),
      json(webhook.objectSelector),
    ),
  );
}

const COLUMNS = {
  objects:
    'releaseName,releaseNamespace,apiVersion,kind,namespace,name,hook,hookDeletePolicy,resourcePolicy,labels,inCrdsFolder,' +
    'hookWeight,selector,inList',
  pods:
    'kind,name,replicas,serviceAccount,container,requests,limits,nodeSelector,tolerations,nodeAffinity,podAntiAffinity,priorityClass,' +
    'hostNetwork,init,hostPorts,topologySpread,podLabels',
  crds: 'name,group,kind,plural,scope,servedVersions,hasStatusSubresource',
  webhooks: 'kind,name,entry,serviceNamespace,serviceName,port,failurePolicy,rules,namespaceSelector,objectSelector',
} as const;

const WHAT = {
  objects:
    'objects; namespace as rendered (empty: cluster-scoped, or the namespace of the release); ' +
    'labels: app.kubernetes.io/*, those that a selector of the chart reads, those that aggregate ClusterRoles; ' +
    'inList: rendered inside a kind: List',
  pods: 'containers of pods; affinities and topologySpread: only what the scheduler requires; podLabels: of the pod template',
  crds: 'CustomResourceDefinitions; servedVersions: the storage version first',
  webhooks: 'Services that the API server calls: admission webhooks, APIServices (no entry), conversions of CRDs',
} as const;

function tablesOf(source: TableRow): Record<keyof typeof COLUMNS, string[][]> {
  const base = path.join(folder, `${source.kind}.${source.chart}`);
  const inCrdsFolder = read(`${base}.crds.yaml`);
  // EKS applies the objects of an add-on itself, without Helm and its hooks
  const rendered = read(`${base}.yaml`).filter(({ metadata }) => source.kind === 'chart' || !metadata.annotations?.['helm.sh/hook']);
  const all = [...inCrdsFolder, ...rendered];
  if (!all.length) throw new Error(`[${source.chart}] ${base}.yaml has no objects. Render the chart first.`);
  const keys = selectorKeys(
    rendered.filter(({ kind }) => kind !== 'CustomResourceDefinition'),
    new Set(),
  );
  for (const { spec } of rendered.filter(({ kind }) => kind === 'Service')) {
    Object.keys(at(spec, 'selector') ?? {}).forEach((key) => keys.add(key));
  }
  const { chart, versionRead, releaseName, releaseNamespace, origin } = source;
  const end = source.kind === 'addon' ? [origin] : [];
  const rows = (of: string[][], ...start: string[]): string[][] => of.map((row) => [chart, versionRead, ...start, ...row, ...end]);
  return {
    objects: rows(
      [...inCrdsFolder.map((manifest) => objectRow(manifest, keys, true)), ...rendered.map((manifest) => objectRow(manifest, keys, false))],
      releaseName,
      releaseNamespace,
    ),
    pods: rows(rendered.flatMap(podRows)),
    crds: rows(all.flatMap(crdRows)),
    webhooks: rows(all.flatMap(webhookRows)),
  };
}

const sources = readTable('sources');
for (const kind of ['chart', 'addon', 'operator']) {
  const tables = sources.filter((source) => source.kind === kind).map(tablesOf);
  for (const name of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
    const lines = tables.flatMap((table) => table[name]).map(csvLine);
    if (!lines.length) continue;
    const source = 'source: repository, path and tag in sources.csv';
    const hooks = kind === 'addon' ? ' without the hooks of their charts' : '';
    const comment = `# ${kind}s${hooks}: ${WHAT[name]}; written by scripts/chart-tables.ts; ${source}; ${date}`;
    const header = `chart,version,${COLUMNS[name]}${kind === 'addon' ? ',source' : ''}`;
    fs.writeFileSync(path.join(TABLES, `${kind}-${name}.csv`), [comment, header, ...lines, ''].join('\n'));
    process.stdout.write(`${kind}-${name}.csv: ${lines.length} rows\n`);
  }
}
