import { TOPICS } from './preflight-topics.data';
import { check, messageOf } from '../src/preflight/check.rules';
import { Rule } from '../src/preflight/rule';
import { RULES } from '../src/preflight/rules';
import { CASES } from '../test/preflight/cases';
import { factsOfCase } from '../test/preflight/cases/case';

/** The filters of kube-scheduler, and how exactly preflight checks each. */
const FILTERS: readonly (readonly [filter: string, accuracy: string])[] = [
  ['NodeUnschedulable', 'not modelled: no node is cordoned in the configuration'],
  ['NodeName', 'not modelled: a pod with `nodeName` or another scheduler is ignored'],
  [
    'TaintToleration',
    'exact for taints in the configuration that are not removed later; pods that request devices tolerate the taints of these ' +
      'devices, as on EKS',
  ],
  [
    'NodeAffinity, nodeSelector',
    'exact for labels that a node group or pool sets, for those that EKS sets on the nodes of a group (`eks.amazonaws.com/nodegroup`, ' +
      '`eks.amazonaws.com/capacityType`, region, zone, instance type, architecture, operating system), and for labels that only nodes of ' +
      'Karpenter, Auto Mode or a node group have; other labels of AWS, Kubernetes or a device plugin may have any value. `matchFields` ' +
      'names one node',
  ],
  [
    'NodeResourcesFit',
    'exact requests of one pod against the largest node, less the DaemonSets that run on each node; in total, and by how many of these ' +
      'or larger pods fit on each node, of the minimum replicas against all nodes at maximum size (as a warning at the desired size, ' +
      'where nothing scales the groups); pods of different sizes are not packed together',
  ],
  ['NodePorts', 'pods of all workloads with one port against the number of nodes, and DaemonSets that use it on every node'],
  ['VolumeRestrictions', 'ReadWriteOncePod'],
  ['NodeVolumeLimits', 'not modelled'],
  ['VolumeBinding, VolumeZone', 'zones of existing volumes and of `allowedTopologies`; other volumes are created in the zone of the pod'],
  [
    'PodTopologySpread',
    'a topology key that no node has, `minDomains` above the number of possible domains, and domains of nodes that take none of the ' +
      'pods; not in combination with the room on each node',
  ],
  [
    'InterPodAffinity',
    'anti-affinity of a workload to itself, to DaemonSets and to one other workload, by any label whose values are known; affinity to ' +
      'pods that do not exist or that run in other domains, and to pods of the same workload against the room in one domain',
  ],
  ['DynamicResources', 'not modelled: `resourceClaims` are ignored'],
];

const INTRODUCTION = `# Preflight

Preflight finds failures at deploy or at runtime when the app is synthesized. It reads the final manifests (also those of
\`cluster.addManifest\`), the final resources (also those of plain aws-eks-v2) and what the components of the cluster declare. It makes no
network calls. This page is generated from the rules and their tests: \`npm run preflight-docs\`.

- An **error** stops the synthesis: the deployment or the workload is certain to fail. A **warning** does not: it may be intended. If a
  chart with unknown content is installed, or a webhook may change pods, errors about pods become warnings.
- What cannot be known is not reported: objects of charts that are not rendered here, values that are known at deploy only, namespaces
  that an operator or a GitOps engine writes to. \`npm run synth\` and \`DeploySummary.of(app)\` show how many references could not be
  checked.
- Declare what exists outside the app once:
  \`ClusterModel.of(cluster).declareExternal(ClusterCapability.secret('shop', 'db-*'), { reason: 'created by the platform team' })\`.
  There are capabilities for StorageClasses and IngressClasses, kinds, objects, namespaces, nodes, autoscalers, mutating webhooks,
  registries and network policy enforcers.
- Acknowledge an intended finding: \`Validations.of(construct).acknowledge({ id: 'strata::<rule>', reason: '…' })\`.
- In a test, use \`Preflight.of(app).assertNone()\` or \`findings()\`, before or after the synthesis: see
  [Tests and pull requests](#tests-and-pull-requests). After \`cdk synth\`, the findings are in \`validation-report.json\` next to the
  templates.
- Settings with a stricter alternative (a public endpoint, disabled logs, …) are not findings: \`Preflight.of(app).advice()\` returns
  them, and the summary lists them.

## Tests and pull requests

\`assertNone()\` fails with all findings in one message, grouped by construct. Acknowledged findings, the rules in \`except\` and severities
below \`severity\` are ignored. \`toSarif()\` and \`toJUnit()\` return reports as strings. A test with Jest:

\`\`\`ts
import * as fs from 'fs';
import { App } from 'aws-cdk-lib';
import { Preflight, PreflightSeverity } from 'cdk-eks-strata';

declare const app: App;
const preflight = Preflight.of(app);
fs.writeFileSync('preflight.sarif', preflight.toSarif({ file: 'bin/app.ts' }));
fs.writeFileSync('preflight.xml', preflight.toJUnit());
preflight.assertNone({ except: ['nodes-missing'], severity: PreflightSeverity.ERROR });
\`\`\`

Code scanning of GitHub shows the findings on the pull request, at the given file and with the path of the construct in the message. The job
needs the permission \`security-events: write\`:

\`\`\`yaml
- run: npx jest
- uses: github/codeql-action/upload-sarif@v4
  if: always()
  with:
    sarif_file: preflight.sarif
    category: preflight
\`\`\`

## Accuracy of the scheduling checks

Nodes are known from node groups, NodePools of Karpenter and Auto Mode, and Fargate profiles. Pods of EKS add-ons and known charts are
placed like those of users, by a table of their requests, tolerations and selectors. Each figure is the maximum that a node can offer, so
that no pod is reported as unschedulable that the scheduler would place (tested against a model of the scheduler with random clusters, not
against a real scheduler).

| filter of kube-scheduler | preflight |
|---|---|
${FILTERS.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;

/** A longer manifest is not an example. */
const MOST_CHARACTERS = 1500;

/** The page of all rules, with the first failing case of each as its example. */
export function preflightDocs(): string {
  const byId = new Map(RULES.map((rule) => [rule.id, rule]));
  const sections = TOPICS.map(([heading, introduction, ids]) => {
    const rules = [...ids].sort().map((id) => {
      const rule = byId.get(id);
      if (rule === undefined) throw new Error(`scripts/preflight-topics.data.ts names the rule ${id}, which does not exist`);
      byId.delete(id);
      return rule;
    });
    return [
      `## ${heading}\n`,
      `${introduction}\n`,
      '| rule | severity | description | example |',
      '|---|---|---|---|',
      ...rules.map(row),
      '',
      ...rules.map(details),
    ].join('\n');
  });
  if (byId.size > 0) throw new Error(`scripts/preflight-topics.data.ts lacks the rules ${[...byId.keys()].join(', ')}`);
  const contents = TOPICS.map(
    ([heading, introduction, ids]) => `| [${heading}](#${anchorOf(heading)}) | ${introduction} | ${ids.length} |`,
  );
  return `${INTRODUCTION}
## Rules by topic

| topic | what it is about | rules |
|---|---|---|
${contents.join('\n')}

${sections.join('\n')}`;
}

const anchorOf = (heading: string): string => heading.toLowerCase().replace(/ /g, '-');

/** Rules whose findings the README shows. */
const SHOWN = ['storage-class-missing', 'pod-fits-no-node', 'malformed-object', 'api-removed'];
const COLUMNS = 120;

/** The findings in the README: the first failing case of a few rules, as the report shows them. */
export function readmeFindings(): string {
  const findings = RULES.filter(({ id }) => SHOWN.includes(id)).map((rule) => {
    const [{ severity, violation }] = check([rule], factsOfCase(CASES[rule.id].fails[0]));
    const { finding, remediation } = violation;
    return [
      `${severity.toUpperCase()} ${wrapped(`${finding}: ${rule.reason}`)}`,
      wrapped(`Fix: ${remediation}`),
      wrapped(`Rule: strata::${rule.id}, ${rule.source}`),
    ].join('\n  ');
  });
  return ['```', ...findings, '```'].join('\n');
}

// the further lines are indented
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last.length + word.length < COLUMNS) lines[lines.length - 1] = last ? `${last} ${word}` : word;
    else lines.push(word);
  }
  return lines.join('\n  ');
}

const row = ({ id, severity, description }: Rule): string =>
  `| [\`${id}\`](#${id}) | ${severity} | ${cell(description)} | ${cell(CASES[id]?.fails[0]?.name ?? '')} |`;

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

function details(rule: Rule): string {
  const [first] = CASES[rule.id]?.fails ?? [];
  const [result] = first ? check([rule], factsOfCase(first)) : [];
  return [
    `### ${rule.id}\n`,
    ...(rule.readsPods ? ['A warning if a webhook may change pods.\n'] : []),
    ...(first?.manifests && first.manifests.length < MOST_CHARACTERS ? ['```yaml', first.manifests.trim(), '```\n'] : []),
    ...(result ? [`> ${cell(messageOf(result))}\n`] : []),
  ].join('\n');
}
