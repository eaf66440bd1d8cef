import { check, messageOf } from '../src/preflight/check.rules';
import { Area, Rule } from '../src/preflight/rule';
import { RULES } from '../src/preflight/rules';
import { CASES } from '../test/preflight/cases';
import { factsOfCase } from '../test/preflight/cases/case';

const AREAS: readonly (readonly [Area, string])[] = [
  ['Form', 'What the API server would not even read.'],
  ['API versions', 'What this version of Kubernetes has no more, the next one will not have, or EKS does not serve.'],
  ['Infrastructure', 'What CloudFormation or EKS would refuse, nodes that could not join, identities that would get nothing.'],
  ['Placement', 'Pods that no node takes.'],
  ['References', 'Names of things that nobody makes.'],
  ['Storage', 'Volumes that are never made, bound or mounted.'],
  ['Lifecycle', 'Rollouts, scaling and disruptions that do not go the way they were meant.'],
  ['Network', 'What is not reached.'],
  ['Security', 'What others could do that they should not.'],
  ['Limits', 'Names, sizes and quotas.'],
];

const INTRODUCTION = `# Preflight

What would fail at deploy, or after it, is found when the app is synthesized: by reading the final manifests (also those of
\`cluster.addManifest\`), the final resources (also those of plain aws-eks-v2) and what the parts of the cluster say of themselves. It asks no
network. This page is generated from the rules and their tests: \`npm run preflight-docs\`.

- An **error** stops the synthesis: the deploy or the workload is certain to fail. A **warning** does not: it may be meant. Where a chart of
  unknown content is installed, or a webhook may change pods, errors about pods are warnings.
- What cannot be known is silent: objects of charts that are not rendered here, values that only CloudFormation knows, namespaces in which an
  operator or a GitOps engine writes. \`npm run synth\` and \`DeploySummary.of(app)\` say how many references could not be checked.
- What exists outside is declared once: \`ClusterModel.of(cluster).external(ClusterCapability.secret('shop', 'db-*'), { reason: 'made by the platform team' })\`.
  There are things for classes, kinds, objects, namespaces, nodes, autoscalers, mutating webhooks, registries, enforcers of policies.
- A finding that is meant is acknowledged: \`Validations.of(construct).acknowledge({ id: 'strata::<rule>', reason: '…' })\`.
- In a test, ask \`Preflight.of(app).findings()\`. After \`cdk synth\` they stand in \`validation-report.json\` beside the templates.
- Choices (a public endpoint, logs that are off, …) are no findings: \`Preflight.of(app).choices()\`, and a line each in the summary.

## How exact placement is

Nodes are known from node groups, NodePools of Karpenter and Auto Mode, and Fargate profiles; each figure is the most that a node can offer,
so that no pod is called unschedulable that the scheduler would place (proved against a model of the scheduler, by random clusters). Not run
against a real scheduler.

| filter of kube-scheduler | here |
|---|---|
| TaintToleration | exact for the taints that are written down, where they stay; devices tolerate their own, as EKS has it |
| NodeAffinity, nodeSelector | exact for labels that a group or pool gives; labels that AWS, Kubernetes or a device plugin set may be anything, unless they follow from the instance type, architecture, system or zone |
| NodeResourcesFit | exact requests of one pod against the largest node without anything else on it; together, sums of the fewest replicas against all nodes at full scale: no packing |
| NodePorts | pods of one workload against the number of nodes |
| VolumeBinding, VolumeZone | zones of volumes that are there, and of \`allowedTopologies\`; others are made where the pod is |
| VolumeRestrictions | ReadWriteOncePod |
| PodTopologySpread | a topology that no node has, and \`minDomains\` above the domains that there can be |
| InterPodAffinity | anti-affinity of a workload to itself against the number of nodes or zones; affinity to pods that nobody makes, wherever they would be; none between workloads |
| NodeUnschedulable, NodeName | not looked at: a pod with \`nodeName\` or another scheduler is left alone |
`;

/** A longer manifest is no example. */
const MOST_CHARACTERS = 1500;

/** The page of all rules, with the first failing case of each as its example. */
export function preflightDocs(): string {
  const sections = AREAS.map(([area, words]) => {
    const rules = RULES.filter((rule) => rule.area === area);
    return [
      `## ${area}\n`,
      `${words}\n`,
      '| rule | severity | finds | example |',
      '|---|---|---|---|',
      ...rules.map(row),
      '',
      ...rules.map(details),
    ].join('\n');
  });
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

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
    ...(rule.readsPods ? ['Where a webhook may change pods, a warning.\n'] : []),
    ...(first?.manifests && first.manifests.length < MOST_CHARACTERS ? ['```yaml', first.manifests.trim(), '```\n'] : []),
    ...(result ? [`> ${cell(messageOf(result))}\n`] : []),
  ].join('\n');
}
