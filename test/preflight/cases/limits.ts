import { Cases } from './case';
import { LIMITS_OF_AWS } from './limits-of-aws';

const config = (data: string, metadata: string = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop, ${metadata} }\n${data}`;
const secret = (data: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: settings, namespace: shop }\n${data}`;
const text = (length: number) => 'x'.repeat(length);

const containerOf = (name: string = 'main', port: string = 'http') =>
  `{ name: ${name}, image: "registry.example.com/web:1.0", ports: [{ name: ${port}, containerPort: 8080 }] }`;
const workload = (
  kind: string,
  name: string,
  change: {
    readonly container?: string;
    readonly port?: string;
    readonly volume?: string;
    readonly labels?: string;
    readonly annotations?: string;
  } = {},
) => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop, labels: { app: web } }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, ${change.labels ?? ''} }, annotations: { ${change.annotations ?? ''} } }
    spec:
      volumes: [{ name: ${change.volume ?? 'data'}, emptyDir: {} }]
      containers: [${containerOf(change.container, change.port)}]`;

const podOf = (image: string) => `spec: { restartPolicy: Never, containers: [{ name: main, image: "registry.example.com/${image}:1.0" }] }`;
const job = (name: string) => `apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, namespace: shop }
spec: { template: { ${podOf('migrate')} } }`;
const cronJob = (name: string) => `apiVersion: batch/v1
kind: CronJob
metadata: { name: ${name}, namespace: shop }
spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: { ${podOf('backup')} } } } }`;

/** Less than the limit, but more than half of it. */
const NOTE = `note: ${text(200_000)}`;

const BY_KUBECTL = { overwrites: false };

export const LIMITS: Cases = {
  'last-applied-too-large': {
    fails: [
      {
        name: 'a ConfigMap below its own limit',
        manifests: config(`data: { a: ${text(300_000)} }`),
        byKubectl: BY_KUBECTL,
        found: ["ConfigMap 'shop/settings' has 300152 bytes: metadata.annotations: Too long: may not be more than 262144 bytes"],
      },
    ],
    passes: [
      { name: 'the same by server-side apply', manifests: config(`data: { a: ${text(300_000)} }`) },
      { name: 'a smaller one', manifests: config(`data: { a: ${text(200_000)} }`), byKubectl: BY_KUBECTL },
    ],
  },

  'annotations-too-large': {
    fails: [
      {
        name: 'a dashboard of Grafana in an annotation',
        manifests: config('data: { A: b }', `annotations: { example.com/dashboard: "${text(262_144)}" }`),
        found: ["ConfigMap 'shop/settings' has annotations of 262165 bytes"],
      },
      {
        name: 'two that are too large together, on pods',
        manifests: workload('Deployment', 'web', { annotations: `one: ${text(131_072)}, two: ${text(131_067)}` }),
        found: ["Deployment 'shop/web' has annotations of 262145 bytes"],
      },
      {
        name: 'letters of two bytes',
        manifests: config('data: { A: b }', `annotations: { note: "${'ä'.repeat(131_071)}" }`),
        found: ["ConfigMap 'shop/settings' has annotations of 262146 bytes"],
      },
    ],
    passes: [
      { name: 'the last byte that fits', manifests: config('data: { A: b }', `annotations: { note: ${text(262_140)} }`) },
      {
        name: 'an object and its pods have a limit each',
        manifests: workload('Deployment', 'web', { annotations: NOTE }).replace(
          'labels: { app: web } }',
          `labels: { app: web }, annotations: { ${NOTE} } }`,
        ),
      },
      {
        name: 'what CloudFormation fills in counts as nothing',
        manifests: config('data: { A: b }', `annotations: { note: "${text(262_130)}<known-at-deploy>" }`),
      },
    ],
  },
  'data-too-large': {
    fails: [
      {
        name: 'a file of one MiB and a byte',
        manifests: config(`data: { dump.sql: ${text(1_048_577)} }`),
        found: ["ConfigMap 'shop/settings' has 1048577 bytes of data"],
      },
      {
        name: 'two files that are too large together',
        manifests: config(`data: { one: ${text(600_000)} }\nbinaryData: { two: ${Buffer.from(text(600_000)).toString('base64')} }`),
        found: ["ConfigMap 'shop/settings' has 1200000 bytes of data"],
      },
      {
        name: 'a Secret',
        manifests: secret(`data: { store.p12: ${Buffer.from(text(1_048_577)).toString('base64')} }`),
        found: ["Secret 'shop/settings' has 1048577 bytes of data"],
      },
    ],
    passes: [
      { name: 'exactly one MiB, whose key does not count', manifests: config(`data: { dump.sql: ${text(1_048_576)} }`) },
      {
        name: 'what is a third larger in base64',
        manifests: config(`binaryData: { dump: ${Buffer.from(text(1_000_000)).toString('base64')} }`),
      },
      { name: 'a key that CloudFormation fills', manifests: config(`data: { one: ${text(1_048_570)}, two: <known-at-deploy> }`) },
    ],
  },
  'label-invalid': {
    fails: [
      {
        name: 'a version with a plus in a label',
        manifests: config('data: { A: b }', 'labels: { helm.sh/chart: web-1.0.0+4f2a9c }'),
        found: ["ConfigMap 'shop/settings' has the label helm.sh/chart with the invalid value 'web-1.0.0+4f2a9c'"],
      },
      {
        name: 'the branch of a feature',
        manifests: workload('Deployment', 'web', { labels: 'branch: feature/cart' }),
        found: ["Deployment 'shop/web' has the label branch with the invalid value 'feature/cart'"],
      },
      {
        name: 'a digest has 64 characters',
        manifests: config('data: { A: b }', `labels: { digest: ${text(64)} }`),
        found: [`ConfigMap 'shop/settings' has the label digest with the invalid value '${text(64)}'`],
      },
      {
        name: 'a sentence',
        manifests: config('data: { A: b }', 'labels: { owner: "Team Shop" }'),
        found: ["ConfigMap 'shop/settings' has the label owner with the invalid value 'Team Shop'"],
      },
      {
        name: 'a key with two slashes',
        manifests: config('data: { A: b }', 'labels: { example.com/team/owner: shop }'),
        found: ["ConfigMap 'shop/settings' has the invalid label key example.com/team/owner: 'shop'"],
      },
      {
        name: 'the object and its pods have the same label, and that of the object is wrong',
        manifests: workload('Deployment', 'web', { labels: 'tier: front' }).replace(
          'labels: { app: web } }',
          'labels: { app: web, tier: front+ } }',
        ),
        found: ["Deployment 'shop/web' has the label tier with the invalid value 'front+'"],
      },
      {
        name: 'an annotation with two slashes',
        manifests: config('data: { A: b }', 'annotations: { example.com/team/owner: "the shop" }'),
        found: ["ConfigMap 'shop/settings' has the invalid annotation key example.com/team/owner"],
      },
    ],
    passes: [
      {
        name: 'all that a label may have, and an empty one',
        manifests: config('data: { A: b }', `labels: { helm.sh/chart: web-1.0.0_4f2a9c, Owner: Team-Shop, empty: "", long: ${text(63)} }`),
      },
      {
        name: 'sentences in annotations',
        manifests: config('data: { A: b }', 'annotations: { example.com/note: "made by: team shop + others", Example.com/Other: "1" }'),
      },
      {
        name: 'what CloudFormation fills in',
        manifests: config('data: { A: b }', 'labels: { stack: "<known-at-deploy>/1", "<known-at-deploy>/x/y": a }'),
      },
      {
        name: 'a long prefix of several parts',
        manifests: config('data: { A: b }', `labels: { a.very-long.name.of.a.domain.${text(60)}.example.com/${text(63)}: a }`),
      },
    ],
  },
  'name-invalid': {
    fails: [
      {
        name: 'an underscore in a name',
        manifests: config('data: { A: b }').replace('name: settings', 'name: app_settings'),
        found: [
          "ConfigMap has the name 'app_settings', which is invalid: it must consist of lower case alphanumeric characters " +
            "or '-', and must start and end with an alphanumeric character; '.' separates such parts",
        ],
      },
      {
        name: 'capitals',
        manifests: workload('Deployment', 'shopWeb'),
        found: [
          "Deployment has the name 'shopWeb', which is invalid: it must consist of lower case alphanumeric characters or " +
            "'-', and must start and end with an alphanumeric character; '.' separates such parts",
        ],
      },
      {
        name: 'a namespace with a dot',
        manifests: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop.prod }',
        found: [
          "Namespace has the name 'shop.prod', which is invalid: it must consist of lower case alphanumeric characters or " +
            "'-', and must start and end with an alphanumeric character",
        ],
      },
      {
        name: 'a CronJob of 53 characters: its jobs get eleven more',
        manifests: cronJob(text(53)),
        found: [`CronJob has the name '${text(53)}', which must be no more than 52 characters, and has 53`],
      },
      {
        name: 'a StatefulSet of 53 characters: its pods have a label with it and a hash',
        manifests: workload('StatefulSet', text(53)),
        found: [`StatefulSet has the name '${text(53)}', which must be no more than 52 characters, and has 53`],
      },
      {
        name: 'a Job of 64 characters',
        manifests: job(text(64)),
        found: [`Job has the name '${text(64)}', which must be no more than 63 characters, and has 64`],
      },
      {
        name: 'a port with a name that is too long',
        manifests: workload('Deployment', 'web', { port: 'prometheus-metrics' }),
        found: [
          "container 'main' of Deployment 'shop/web' has a port 'prometheus-metrics', whose name must be no more than 15 " +
            'characters, and has 18',
        ],
      },
      {
        name: 'a container with an underscore',
        manifests: workload('Deployment', 'web', { container: 'web_app' }),
        found: [
          "Deployment 'shop/web' has a container 'web_app', whose name is invalid: it must consist of lower case " +
            "alphanumeric characters or '-', and must start and end with an alphanumeric character",
        ],
      },
      {
        name: 'a volume with a dot',
        manifests: workload('Deployment', 'web', { volume: 'nginx.conf' }),
        found: [
          "Deployment 'shop/web' has a volume 'nginx.conf', whose name is invalid: it must consist of lower case " +
            "alphanumeric characters or '-', and must start and end with an alphanumeric character",
        ],
      },
      {
        name: 'no name at all',
        manifests: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { namespace: shop }\ndata: { A: b }',
        found: ['ConfigMap has no metadata.name'],
      },
      {
        name: 'a name that is generated at each deploy',
        manifests: job('migrate').replace('name: migrate', 'generateName: migrate-'),
        found: ["Job 'migrate-…' has generateName, and cannot be applied again"],
      },
    ],
    passes: [
      { name: 'dots in most names', manifests: config('data: { A: b }').replace('name: settings', `name: settings.v1.${text(200)}`) },
      {
        name: 'a role with colons and capitals',
        manifests:
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: "shop:Reader" }\nrules: [{ apiGroups: ' +
          '[""], resources: [pods], verbs: [get] }]',
      },
      {
        name: 'the longest names',
        manifests: [
          cronJob(text(52)),
          workload('StatefulSet', text(52), { port: 'http-metrics-15', container: text(63) }),
          job(text(63)),
        ].join('\n---\n'),
      },
      { name: 'an empty namespace is the default one', manifests: config('data: { A: b }').replace('namespace: shop', 'namespace: ""') },
      {
        name: 'a name that CloudFormation fills in',
        manifests: config('data: { A: b }').replace('name: settings', 'name: "<known-at-deploy>_X"'),
      },
      { name: 'a port without a name', manifests: workload('Deployment', 'web', { port: '""' }) },
    ],
  },
  ...LIMITS_OF_AWS,
};
