import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';
import { CrdSchema, CrdTypes } from '../src/kubernetes/crd-schema.rules';

// Writes src/catalog/custom-kinds.data.ts from the CRDs of the charts and add-ons of the catalog, each read at a tag of its repository:
//   npm run custom-kinds -- <folder>
// The folder has a git repository for each name in SOURCES, with its tags.

interface Source {
  readonly repository: string;
  readonly tag: string;
  /** files, or folders of files, with CRDs. */
  readonly paths: readonly string[];
  /** charts and add-ons that install exactly these CRDs, with their version: a prefix of the version of an add-on. */
  readonly charts?: Readonly<Record<string, string>>;
  readonly addons?: Readonly<Record<string, string>>;
  /** groups or kinds that users do not write. */
  readonly without?: RegExp;
}

/** In the order of the table. Without charts and add-ons, no component of the catalog pins the version. */
const SOURCES: readonly Source[] = [
  {
    repository: 'kubernetes-sigs/aws-load-balancer-controller',
    tag: 'v3.5.0',
    paths: ['helm/aws-load-balancer-controller/crds/crds.yaml', 'helm/aws-load-balancer-controller/crds/gateway-crds.yaml'],
    charts: { 'aws-load-balancer-controller': '3.5.0' },
  },
  {
    repository: 'aws/karpenter-provider-aws',
    tag: 'v1.14.1',
    paths: ['pkg/apis/crds'],
    charts: { karpenter: '1.14.1', 'karpenter-crd': '1.14.1' },
    without: /NodeClaim/,
  },
  {
    repository: 'cert-manager/cert-manager',
    tag: 'v1.21.1',
    paths: ['deploy/crds'],
    charts: { 'cert-manager': 'v1.21.1' },
    without: /CertificateRequest|Order|Challenge/,
  },
  {
    repository: 'external-secrets/external-secrets',
    tag: 'v2.9.0',
    paths: ['config/crds/bases'],
    charts: { 'external-secrets': '2.9.0' },
    without: /GeneratorState/,
  },
  { repository: 'kedacore/keda', tag: 'v2.20.2', paths: ['config/crd/bases'], charts: { keda: '2.20.2' } },
  {
    repository: 'kubernetes-sigs/external-dns',
    tag: 'v0.22.0',
    paths: ['charts/external-dns/crds'],
    charts: { 'external-dns': '1.22.0' },
  },
  {
    repository: 'kubernetes/autoscaler',
    tag: 'vertical-pod-autoscaler-chart-0.11.0',
    paths: ['vertical-pod-autoscaler/charts/vertical-pod-autoscaler/crds'],
    charts: { 'vertical-pod-autoscaler': '0.11.0' },
    without: /Checkpoint/,
  },
  {
    repository: 'kubernetes-csi/external-snapshotter',
    tag: 'v8.6.0',
    paths: ['client/config/crd'],
    addons: { 'snapshot-controller': 'v8.6.0-' },
  },
  {
    repository: 'kubernetes-sigs/secrets-store-csi-driver',
    tag: 'v1.6.0',
    paths: ['config/crd/bases'],
    without: /PodStatus/,
  },
  { repository: 'kubernetes-sigs/gateway-api', tag: 'v1.6.1', paths: ['config/crd/experimental'], without: /^X/ },
  {
    repository: 'aws/aws-application-networking-k8s',
    tag: 'v2.1.3',
    paths: ['helm/crds'],
    charts: { 'aws-gateway-controller-chart': 'v2.1.3' },
  },
  {
    repository: 'NetApp/trident',
    tag: 'v26.06.0',
    paths: ['helm/trident-operator/crds'],
    charts: { 'trident-operator': '100.2606.0' },
  },
  // the newest tag that could be read: the pinned charts are of 1.31.1
  {
    repository: 'istio/istio',
    tag: '1.31.0-rc.0',
    paths: ['manifests/charts/base/files/crd-all.gen.yaml'],
    without: /EnvoyFilter|Workload|ProxyConfig|WasmPlugin|TrafficExtension/,
  },
  { repository: 'aws/amazon-vpc-resource-controller-k8s', tag: 'v1.7.19', paths: ['config/crd/bases'] },
  { repository: 'aws/amazon-vpc-cni-k8s', tag: 'v1.23.0', paths: ['charts/aws-vpc-cni/crds'], without: /PolicyEndpoint/ },
  { repository: 'argoproj/argo-cd', tag: 'v3.5.1', paths: ['manifests/crds'] },
  {
    repository: 'prometheus-operator/prometheus-operator',
    tag: 'v0.93.0',
    paths: ['example/prometheus-operator-crd'],
    without: /PrometheusAgent|ThanosRuler/,
  },
];

interface Crd {
  readonly kind?: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly scope: string;
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema?: { readonly openAPIV3Schema: CrdSchema };
    }[];
  };
}

const [folder] = process.argv.slice(2);
const types = new CrdTypes();

function git(repository: string, ...args: string[]): string {
  return execFileSync('git', ['-C', path.join(folder, path.basename(repository)), ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
}

function crdsOf({ repository, tag, paths }: Source): Crd[] {
  const files = git(repository, 'ls-tree', '-r', '--name-only', tag, ...paths).split('\n');
  return files
    .filter((file) => /\.ya?ml$/.test(file))
    .flatMap((file) => parseAllDocuments(git(repository, 'show', `${tag}:${file}`)).map((each) => each.toJS() as Crd | null))
    .filter((each): each is Crd => each?.kind === 'CustomResourceDefinition');
}

const rows = SOURCES.map((source) => {
  const kinds = crdsOf(source)
    .filter(({ spec }) => !source.without?.test(spec.names.kind))
    .sort((a, b) => (`${a.spec.group}/${a.spec.names.kind}` < `${b.spec.group}/${b.spec.names.kind}` ? -1 : 1))
    .map(({ spec }) => {
      const served = spec.versions.filter((version) => version.served);
      const versions = served.map(({ name, schema }) => `'${name}': '${types.add(schema?.openAPIV3Schema ?? {})}'`);
      return `      '${spec.group}/${spec.names.kind}': { ${versions.join(', ')} },`;
    });
  const byName = (name: string, entries: Readonly<Record<string, string>> = {}) =>
    Object.keys(entries).length === 0
      ? ''
      : `    ${name}: { ${Object.entries(entries)
          .map(([key, version]) => `'${key}': '${version}'`)
          .join(', ')} },\n`;
  return `  {
    source: '${source.repository} ${source.tag}',
${byName('charts', source.charts)}${byName('addons', source.addons)}    kinds: {
${kinds.join('\n')}
    },
  },`;
});

// JSON in a template literal
const raw = (json: string): string => json.replace(/`/g, '\\u0060').replace(/\$\{/g, '$\\u007b');

const text = `/** The kinds of one source of CRDs. */
export interface CustomKindsRow {
  /** the repository and its tag. */
  readonly source: string;
  /** charts and EKS add-ons that install exactly these CRDs, by the version that does: of an add-on, the beginning of its version. */
  readonly charts?: Readonly<Record<string, string>>;
  readonly addons?: Readonly<Record<string, string>>;
  /** the type of each served version, by \`group/kind\`. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The fields of custom resources, a type in a line: its name, then each field with its type, ! for one that is required.
 * Types: s string, e= one of these strings, i integer, n number, b boolean, x integer or string, o anything; [ list of, { map of, @ another
 * line; #1 with the limits of that line of CUSTOM_LIMITS. The field * stands for any other field. Written by scripts/custom-kinds.ts.
 */
export const CUSTOM_FIELDS = String.raw\`
${types.lines.join('\n')}
\`;

/** Limits of values, by their number. Written by scripts/custom-kinds.ts. */
export const CUSTOM_LIMITS = String.raw\`
${types.limits.map((each) => each.replace(/`/g, '\\u0060').replace(/\$\{/g, '$\\u007b')).join('\n')}
\`;

/** Validation rules of CRDs with their messages, by their number in the limits. Written by scripts/custom-kinds.ts. */
export const CUSTOM_RULES = String.raw\`
${types.rules.map(raw).join('\n')}
\`;

/** The types of the served versions of each kind, by the source of its CRD. Written by scripts/custom-kinds.ts. */
export const CUSTOM_KINDS: readonly CustomKindsRow[] = [
${rows.join('\n')}
];
`;
fs.writeFileSync(path.join(__dirname, '../src/catalog/custom-kinds.data.ts'), text);
