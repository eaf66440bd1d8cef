import * as fs from 'fs';
import * as path from 'path';
import { readTable, TableRow as Row } from './csv';
import { at, KubernetesObject, stringAt } from '../../src/kubernetes/kubernetes-object.rules';
import { Fields } from '../handler/api-fields';

const read = new Map<string, readonly Row[]>();

function rowsOf(table: string): readonly Row[] {
  const rows = read.get(table) ?? readTable(table);
  read.set(table, rows);
  return rows;
}

/** A stand-in for a chart of other people: objects of the same kinds, names, namespaces, hooks and labels, without what they are about. */
export interface StandIn {
  readonly objects: readonly KubernetesObject[];
  /** CustomResourceDefinitions that Helm installs before anything else, and never deletes. */
  readonly definitions: readonly KubernetesObject[];
}

/** The version whose chart the tables were read from; nothing where the chart, or this version of it, is not known. */
function versionRead(chart: string, version: string | undefined): string | undefined {
  const source = rowsOf('sources').find(
    (row) => row.kind === 'chart' && row.chart === chart && (row.pinned === version || row.versionRead === version),
  );
  return source?.versionRead;
}

/** What a chart holds when it is rendered for a release with our values; nothing where its repository has no such version. */
export function chartStandIn(
  chart: string,
  version: string | undefined,
  release: string,
  namespace: string,
  values: Fields,
): StandIn | undefined {
  const found = versionRead(chart, version);
  if (found === undefined) return undefined;
  const rows = rowsOf('chart-objects').filter((row) => row.chart === chart && row.version === found);
  const [first] = rows;
  const named = (text: string) => (first && first.releaseName !== release ? text.replace(first.releaseName, release) : text);
  // the release namespace is that of the request
  const placed = (row: Row) => (row.namespace === first.releaseNamespace ? namespace : row.namespace);
  const renamed = rows.map((row) => ({ ...row, name: named(row.name), namespace: placed(row) }));
  const objects = renamed.map((row) => objectOf('chart', row, namespace, values));
  return {
    objects: objects.filter((_, index) => rows[index].inCrdsFolder !== 'y'),
    definitions: objects.filter((_, index) => rows[index].inCrdsFolder === 'y'),
  };
}

/** Objects that an EKS add-on creates in the cluster; undefined if the add-on does not exist. */
export function addonObjects(addon: string, properties: Fields): readonly KubernetesObject[] | undefined {
  const rows = rowsOf('addon-objects').filter((row) => row.chart === addon);
  if (rows.length === 0) return undefined;
  const namespace = rows[0].releaseNamespace;
  const role = stringAt(properties, 'ServiceAccountRoleArn');
  // the role is for one service account of the add-on: the one that DescribeAddonConfiguration names first
  const values = role ? { serviceAccount: { name: SERVICE_ACCOUNTS[addon], annotations: { 'eks.amazonaws.com/role-arn': role } } } : {};
  return rows.map((row) => objectOf('addon', row, namespace, values));
}

/** Kinds that EKS itself brings: with every cluster, and with Auto Mode. */
export const clusterDefinitions = (owner: 'eks' | 'eks-auto-mode'): KubernetesObject[] =>
  rowsOf('addon-crds')
    .filter((row) => row.chart === owner)
    .map((row) => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: row.name },
      spec: definitionSpec('addon', row.name),
    }));

/** Source: EKS User Guide, community and AWS add-ons, "service account" of each. */
const SERVICE_ACCOUNTS: Readonly<Record<string, string>> = {
  'vpc-cni': 'aws-node',
  'aws-ebs-csi-driver': 'ebs-csi-controller-sa',
  'aws-efs-csi-driver': 'efs-csi-controller-sa',
  'aws-fsx-csi-driver': 'fsx-csi-controller-sa',
  'aws-mountpoint-s3-csi-driver': 's3-csi-driver-sa',
  'external-dns': 'external-dns',
  'amazon-cloudwatch-observability': 'cloudwatch-agent',
  'cert-manager': 'cert-manager',
};

type Source = 'chart' | 'addon';

function objectOf(source: Source, row: Row, namespace: string, values: Fields): KubernetesObject {
  const { apiVersion, kind, name, hook, hookDeletePolicy, hookWeight, resourcePolicy } = row;
  const annotations = {
    ...(hook ? { 'helm.sh/hook': hook } : {}),
    ...(hookDeletePolicy ? { 'helm.sh/hook-delete-policy': hookDeletePolicy } : {}),
    ...(hookWeight ? { 'helm.sh/hook-weight': hookWeight } : {}),
    ...(resourcePolicy ? { 'helm.sh/resource-policy': resourcePolicy } : {}),
    ...(kind === 'ServiceAccount' ? roleAnnotation(name, values) : {}),
  };
  const scoped = CLUSTER_SCOPED.has(kind) || isClusterScoped(source, row);
  const labels = JSON.parse(row.labels || '{}') as Record<string, string>;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      labels,
      ...(scoped ? {} : { namespace: row.namespace || namespace }),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    ...bodyOf(source, row, row.namespace || namespace),
    ...(kind === 'TridentOrchestrator' ? { spec: { cloudIdentity: values.cloudIdentity } } : {}),
  };
}

const CLUSTER_SCOPED = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'APIService',
  'CSIDriver',
  'IngressClass',
  'StorageClass',
  'PriorityClass',
  'Namespace',
  'IngressClassParams',
  'TridentOrchestrator',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'GatewayClass',
  'ClusterPolicyEndpoint',
  'VolumeSnapshotClass',
  'RuntimeClass',
]);

const isClusterScoped = (source: Source, { apiVersion, kind }: Row): boolean =>
  rowsOf(`${source}-crds`).some((row) => row.kind === kind && apiVersion.startsWith(`${row.group}/`) && row.scope === 'Cluster');

/** The role of a service account in the values: that of its component where there are several. */
function roleAnnotation(name: string, values: Fields): Fields {
  const found: { readonly path: string[]; readonly account: unknown; readonly role: string }[] = [];
  const search = (value: unknown, steps: string[]) => {
    if (typeof value !== 'object' || value === null) return;
    const role = stringAt(value, 'annotations', 'eks.amazonaws.com/role-arn');
    if (role) found.push({ path: steps, account: at(value, 'name'), role });
    for (const [key, inner] of Object.entries(value)) search(inner, [...steps, key]);
  };
  search(values, []);
  const isOfComponent = (steps: readonly string[]) => found.length === 1 || steps.some((step) => name.includes(step));
  const match = found.find(({ path: steps, account }) => account === name || (account === undefined && isOfComponent(steps)));
  const [only] = found;
  const role = match?.role ?? (found.length === 1 && only.account === undefined ? only.role : undefined);
  return role ? { 'eks.amazonaws.com/role-arn': role } : {};
}

function bodyOf(source: Source, row: Row, namespace: string): Fields {
  const { kind, name } = row;
  switch (kind) {
    case 'Deployment':
    case 'DaemonSet':
    case 'StatefulSet':
    case 'Job':
      return { spec: workloadSpec(source, row) };
    case 'CustomResourceDefinition':
      return { spec: definitionSpec(source, name) };
    case 'Service':
      return {
        spec: { selector: JSON.parse(row.selector || 'null') ?? { app: name }, ports: [{ name: 'https', port: 443, targetPort: 8443 }] },
      };
    case 'ClusterRole':
    case 'Role':
      return { rules: [] };
    case 'ClusterRoleBinding':
    case 'RoleBinding':
      return {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: kind.replace('Binding', ''), name },
        subjects: [{ kind: 'ServiceAccount', name, namespace }],
      };
    case 'ValidatingWebhookConfiguration':
    case 'MutatingWebhookConfiguration':
      return { webhooks: webhooksOf(source, row) };
    case 'APIService':
      return { spec: apiServiceSpec(source, row) };
    case 'PodDisruptionBudget':
      return { spec: { maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': name } } } };
    case 'HorizontalPodAutoscaler':
      return { spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } } };
    case 'IngressClass':
      return { spec: { controller: 'ingress.k8s.aws/alb' } };
    case 'ValidatingAdmissionPolicy':
      return { spec: { validations: [] } };
    case 'ValidatingAdmissionPolicyBinding':
      return { spec: { policyName: name } };
    case 'StorageClass':
      return { provisioner: 'kubernetes.io/none' };
    case 'PriorityClass':
      return { value: 1000 };
    case 'CSIDriver':
    case 'IngressClassParams':
    case 'TridentOrchestrator':
    case 'GatewayClass':
      return { spec: {} };
    default:
      return {};
  }
}

function workloadSpec(source: Source, { chart, version, kind, name }: Row): Fields {
  const rows = rowsOf(`${source}-pods`).filter(
    (row) => row.chart === chart && row.version === version && row.kind === kind && row.name === name,
  );
  const [first] = rows;
  if (!first) {
    return {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image: 'example.com/stand-in' }] } },
    };
  }
  const json = (column: string): unknown => (first[column] ? JSON.parse(first[column]) : undefined);
  const labels = (json('podLabels') ?? { app: name }) as Fields;
  const containers = (init: boolean) =>
    rows
      .filter((row) => (row.init === 'y') === init)
      .map((row) => ({
        name: row.container,
        image: `example.com/stand-in/${row.container}`,
        resources: { requests: JSON.parse(row.requests || '{}'), limits: JSON.parse(row.limits || '{}') },
        ...(row.hostPorts
          ? {
              ports: row.hostPorts
                .split(' ')
                .map(Number)
                .map((port) => ({ containerPort: port, hostPort: port })),
            }
          : {}),
      }));
  const nodeAffinity = json('nodeAffinity');
  const podAntiAffinity = json('podAntiAffinity');
  const podSpec = {
    ...(first.serviceAccount ? { serviceAccountName: first.serviceAccount } : {}),
    ...(first.priorityClass ? { priorityClassName: first.priorityClass } : {}),
    ...(first.hostNetwork === 'y' ? { hostNetwork: true } : {}),
    nodeSelector: json('nodeSelector') ?? {},
    tolerations: json('tolerations') ?? [],
    affinity: {
      ...(nodeAffinity ? { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: nodeAffinity } } : {}),
      ...(podAntiAffinity ? { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: podAntiAffinity } } : {}),
    },
    ...(json('topologySpread') ? { topologySpreadConstraints: json('topologySpread') } : {}),
    ...(containers(true).length > 0 ? { initContainers: containers(true) } : {}),
    containers: containers(false),
  };
  const template = { metadata: { labels }, spec: kind === 'Job' ? { restartPolicy: 'Never', ...podSpec } : podSpec };
  if (kind === 'Job') return { template };
  const selector = { matchLabels: labels };
  return kind === 'DaemonSet'
    ? { selector, template }
    : { replicas: Number(first.replicas || 1), selector, template, ...(kind === 'StatefulSet' ? { serviceName: name } : {}) };
}

function definitionSpec(source: Source, name: string): Fields {
  const row = rowsOf(`${source}-crds`).find((each) => each.name === name);
  if (!row) throw new Error(`the tables do not say what ${name} defines`);
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    group: row.group,
    scope: row.scope,
    names: { kind: row.kind, plural: row.plural, singular: row.kind.toLowerCase(), listKind: `${row.kind}List` },
    versions: row.servedVersions.split(' ').map((version, index) => ({
      name: version,
      served: true,
      storage: index === 0,
      schema,
      ...(row.hasStatusSubresource === 'y' ? { subresources: { status: {} } } : {}),
    })),
  };
}

const webhooksOf = (source: Source, { chart, version, name }: Row): Fields[] =>
  rowsOf(`${source}-webhooks`)
    .filter((row) => row.chart === chart && row.version === version && row.name === name && row.entry)
    .map((row) => ({
      name: row.entry,
      failurePolicy: row.failurePolicy,
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      rules: JSON.parse(row.rules || '[]'),
      clientConfig: { service: { namespace: row.serviceNamespace, name: row.serviceName, port: Number(row.port || 443) } },
      namespaceSelector: JSON.parse(row.namespaceSelector || '{}'),
      objectSelector: JSON.parse(row.objectSelector || '{}'),
    }));

function apiServiceSpec(source: Source, { chart, version, name }: Row): Fields {
  const row = rowsOf(`${source}-webhooks`).find(
    (each) => each.chart === chart && each.version === version && each.kind === 'APIService' && each.name === name,
  );
  const [served, ...group] = name.split('.');
  return {
    group: group.join('.'),
    version: served,
    groupPriorityMinimum: 100,
    versionPriority: 100,
    insecureSkipTLSVerify: true,
    service: { namespace: row?.serviceNamespace ?? 'kube-system', name: row?.serviceName ?? chart },
  };
}

/** Writes a stand-in as a chart that Helm installs. JSON is YAML, and holds no two braces side by side. */
export function writeChart(folder: string, name: string, { objects, definitions }: StandIn): string {
  const write = (file: string, content: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content);
  };
  write('Chart.yaml', `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
  write('templates/objects.yaml', objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  definitions.forEach((definition, index) => write(`crds/${index}.yaml`, JSON.stringify(definition)));
  return folder;
}

/** Hooks of an object, empty for an object that is not a hook. */
export const hooksOf = (object: KubernetesObject): string[] =>
  (stringAt(object.metadata, 'annotations', 'helm.sh/hook') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
