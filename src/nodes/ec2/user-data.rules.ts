import { kubeletValues, KubeletValues } from '../kubelet.rules';

/** Properties of the cluster that a node needs to join. Values may be tokens. */
export interface ClusterDetails {
  readonly name: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  /** addresses of services, IPv4 or IPv6. */
  readonly serviceCidr: string;
}

/** Bootstrap settings of a node. */
export interface NodeBootstrap {
  /** undefined if EKS adds it: managed groups with an image of EKS. */
  readonly cluster?: ClusterDetails;
  readonly kubelet: KubeletValues;
  readonly labels: Readonly<Record<string, string>>;
  /** as `key=value:Effect`. */
  readonly taints: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  /** lines of a shell script, or of PowerShell on Windows. */
  readonly preBootstrapCommands: readonly string[];
  /** TOML of Bottlerocket. */
  readonly bottlerocketSettings?: string;
  /** more of nodeadm's `spec`. */
  readonly nodeadmConfig: Readonly<Record<string, unknown>>;
}

const BOUNDARY = 'strata-node';

/** Whether user data is a script or a MIME archive, which Bottlerocket cannot read: it has no shell, and its settings are TOML. */
export const isScript = (userData: string): boolean => /^\s*(#!|MIME-Version:|Content-Type:|<powershell>)/i.test(userData);

/** Amazon Linux 2023: a NodeConfig for nodeadm, and a script that runs before it. Undefined if there are no settings. */
export function al2023UserData(start: NodeBootstrap): string | undefined {
  const { cluster, kubelet, labels, taints, preBootstrapCommands, nodeadmConfig } = start;
  const config = kubeletValues(kubelet, 'config');
  const flags = cluster ? [...nodeLabels(labels), ...nodeTaints(taints)] : [];
  const ours = {
    ...(cluster
      ? {
          cluster: {
            name: cluster.name,
            apiServerEndpoint: cluster.endpoint,
            certificateAuthority: cluster.certificateAuthority,
            cidr: cluster.serviceCidr,
          },
        }
      : {}),
    ...(Object.keys(config).length > 0 || flags.length > 0
      ? {
          kubelet: { ...(Object.keys(config).length > 0 ? { config } : {}), ...(flags.length > 0 ? { flags } : {}) },
        }
      : {}),
  };
  // JSON is YAML; nodeadm merges several documents in order, so that the settings of the user come last and take precedence
  const documents = [ours, nodeadmConfig]
    .filter((spec) => Object.keys(spec).length > 0)
    .map((spec) =>
      mimePart('application/node.eks.aws', JSON.stringify({ apiVersion: 'node.eks.aws/v1alpha1', kind: 'NodeConfig', spec }, undefined, 2)),
    );
  const script =
    preBootstrapCommands.length > 0
      ? [mimePart('text/x-shellscript; charset="us-ascii"', ['#!/bin/bash', 'set -ex', ...preBootstrapCommands].join('\n'))]
      : [];
  const parts = [...script, ...documents];
  if (parts.length === 0) return undefined;
  return [`MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${BOUNDARY}"\n`, ...parts, `--${BOUNDARY}--\n`].join('\n');
}

const mimePart = (type: string, body: string): string => `--${BOUNDARY}\nContent-Type: ${type}\n\n${body}\n`;
const nodeLabels = (labels: NodeBootstrap['labels']): string[] =>
  Object.keys(labels).length === 0
    ? []
    : [
        `--node-labels=${Object.entries(labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(',')}`,
      ];
const nodeTaints = (taints: NodeBootstrap['taints']): string[] =>
  taints.length === 0
    ? []
    : [`--register-with-taints=${taints.map(({ key, value = '', effect }) => `${key}=${value}:${effect}`).join(',')}`];

/** Bottlerocket: settings as TOML. */
export function bottlerocketUserData(start: NodeBootstrap): string | undefined {
  const { cluster, kubelet, labels, taints, bottlerocketSettings } = start;
  const values = Object.entries(kubeletValues(kubelet, 'bottlerocket'));
  const plain = [
    ...(cluster
      ? [
          ['cluster-name', cluster.name],
          ['api-server', cluster.endpoint],
          ['cluster-certificate', cluster.certificateAuthority],
        ]
      : []),
    ...values.filter(([, value]) => typeof value !== 'object'),
  ];
  const tables = [
    ...values.filter(([, value]) => typeof value === 'object'),
    ...(cluster && Object.keys(labels).length > 0 ? [['node-labels', labels]] : []),
    ...(cluster && taints.length > 0 ? [['node-taints', groupedTaints(taints)]] : []),
  ] as [string, Record<string, unknown>][];
  const ours: TomlTable[] = [
    ...(plain.length > 0 ? [{ header: '[settings.kubernetes]', lines: plain.map(([key, value]) => `${key} = ${toml(value)}`) }] : []),
    ...tables.map(([key, value]) => ({
      header: `[settings.kubernetes.${key}]`,
      lines: Object.entries(value).map(([name, each]) => `"${name}" = ${toml(each)}`),
    })),
  ];
  const lines = mergedTables(ours, tomlTables(bottlerocketSettings ?? '')).flatMap(({ header, lines: each }) => [
    ...(header ? [header] : []),
    ...each,
  ]);
  return lines.length === 0 ? undefined : `${lines.join('\n')}\n`;
}

interface TomlTable {
  /** as written; empty for the lines before the first header. */
  readonly header: string;
  readonly lines: readonly string[];
}

function tomlTables(text: string): TomlTable[] {
  const found: { header: string; lines: string[] }[] = [{ header: '', lines: [] }];
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    if (/^\s*\[[^[\]]+\]\s*(#.*)?$/.test(line)) found.push({ header: line.trim().replace(/\s*#.*$/, ''), lines: [] });
    else found[found.length - 1].lines.push(line);
  }
  return found.filter(({ header, lines }) => header !== '' || lines.length > 0);
}

// TOML allows each table once: tables of both are merged, and keys of the user take precedence
function mergedTables(ours: readonly TomlTable[], theirs: readonly TomlTable[]): TomlTable[] {
  const keyOf = (line: string): string =>
    line
      .split('=')[0]
      .trim()
      .replace(/^"(.*)"$/, '$1');
  const written = theirs.map((table) => {
    const same = ours.find(({ header }) => header === table.header);
    const keys = new Set(table.lines.map(keyOf));
    return { header: table.header, lines: [...table.lines, ...(same?.lines ?? []).filter((line) => !keys.has(keyOf(line)))] };
  });
  const [root, rest] = [written.filter(({ header }) => header === ''), written.filter(({ header }) => header !== '')];
  return [...root, ...ours.filter(({ header }) => !theirs.some((table) => table.header === header)), ...rest];
}

function groupedTaints(taints: NodeBootstrap['taints']): Record<string, string[]> {
  const byKey: Record<string, string[]> = {};
  for (const { key, value = '', effect } of taints) byKey[key] = [...(byKey[key] ?? []), `${value}:${effect}`];
  return byKey;
}

// strings, numbers and lists of strings are written in TOML as in JSON
const toml = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map((each) => JSON.stringify(each)).join(', ')}]` : JSON.stringify(value);

/** Windows: PowerShell that calls the bootstrap script of the image. */
export function windowsUserData({ cluster, kubelet, labels, taints, preBootstrapCommands }: NodeBootstrap): string | undefined {
  const extra = [...nodeLabels(labels), ...nodeTaints(taints), ...(kubelet.maxPods === undefined ? [] : [`--max-pods=${kubelet.maxPods}`])];
  const bootstrap = cluster
    ? [
        `& "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" -EKSClusterName '${cluster.name}' -APIServerEndpoint ` +
          `'${cluster.endpoint}' -Base64ClusterCA '${cluster.certificateAuthority}' -ServiceCIDR ` +
          `'${cluster.serviceCidr}'${extra.length > 0 ? ` -KubeletExtraArgs '${extra.join(' ')}'` : ''} 3>&1 4>&1 5>&1 6>&1`,
      ]
    : [];
  const lines = [...preBootstrapCommands, ...bootstrap];
  return lines.length === 0 ? undefined : ['<powershell>', ...lines, '</powershell>'].join('\n');
}
