import { createHash } from 'crypto';
import { messageOf, RuleResult } from './check.rules';
import { Rule } from './rule';

/** A result for a report. */
export interface ReportedResult {
  readonly result: RuleResult;
  /** reason of its acknowledgement, if it is acknowledged. */
  readonly acknowledged?: string;
}

const NAME = 'cdk-eks-strata preflight';

/** Version of the format that GitHub reads. Source: GitHub docs, SARIF support for code scanning. */
const SARIF = '2.1.0';

/**
 * Results in SARIF 2.1.0. GitHub rejects a result without a file: the file is the same for all, and the construct path is the logical
 * location. Source: OASIS, Static Analysis Results Interchange Format 2.1.0; GitHub docs, SARIF support for code scanning.
 */
export function sarifOf(reported: readonly ReportedResult[], rules: readonly Rule[], file: string): object {
  return {
    $schema: `https://json.schemastore.org/sarif-${SARIF}.json`,
    version: SARIF,
    runs: [
      {
        tool: { driver: { name: NAME, rules: rules.map(sarifRule) } },
        results: reported.map((each) => sarifResult(each, rules, file)),
      },
    ],
  };
}

function sarifRule({ id, severity, description, reason, source, area }: Rule): object {
  return {
    id,
    shortDescription: { text: description },
    fullDescription: { text: reason },
    help: { text: `${reason} (${source})` },
    ...(source.startsWith('https://') ? { helpUri: source } : {}),
    defaultConfiguration: { level: severity },
    properties: { tags: [area] },
  };
}

function sarifResult({ result, acknowledged }: ReportedResult, rules: readonly Rule[], file: string): object {
  const { rule, violation, severity } = result;
  return {
    ruleId: rule.id,
    ruleIndex: rules.indexOf(rule),
    level: severity,
    message: { text: messageOf(result) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: file }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: violation.path, kind: 'resource' }],
      },
    ],
    // the same finding of two runs is one alert: GitHub reads this one
    partialFingerprints: { primaryLocationLineHash: hashOf(`${rule.id} ${violation.path} ${violation.finding}`) },
    ...(acknowledged === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: acknowledged }] }),
  };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Results in the format of JUnit: a test case for each rule, which fails with its errors. Warnings are output of the test case, and
 * acknowledged findings make it skipped.
 */
export function junitOf(reported: readonly ReportedResult[], rules: readonly Rule[]): string {
  const cases = rules.map((rule) =>
    junitCase(
      rule,
      reported.filter(({ result }) => result.rule === rule),
    ),
  );
  const failures = cases.filter(({ failed }) => failed).length;
  const counts = `tests="${cases.length}" failures="${failures}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${NAME}" ${counts}>`,
    `  <testsuite name="${NAME}" ${counts}>`,
    ...cases.map(({ xml }) => xml),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function junitCase(rule: Rule, reported: readonly ReportedResult[]): { readonly xml: string; readonly failed: boolean } {
  const messages = (wanted: (each: ReportedResult) => boolean) => reported.filter(wanted).map(({ result }) => messageOf(result));
  const errors = messages(({ result, acknowledged }) => result.severity === 'error' && acknowledged === undefined);
  const warnings = messages(({ result, acknowledged }) => result.severity === 'warning' && acknowledged === undefined);
  const skipped = messages(({ acknowledged }) => acknowledged !== undefined);
  const content = [
    ...(errors.length > 0
      ? [`      <failure message="${xmlText(rule.description)}" type="${rule.id}">${xmlText(errors.join('\n'))}</failure>`]
      : []),
    ...(errors.length === 0 && skipped.length > 0 ? [`      <skipped message="${xmlText(skipped.join('\n'))}"/>`] : []),
    ...(warnings.length > 0 ? [`      <system-out>${xmlText(warnings.join('\n'))}</system-out>`] : []),
  ];
  const start = `    <testcase classname="${xmlText(rule.area)}" name="${rule.id}"`;
  return {
    xml: content.length === 0 ? `${start}/>` : [`${start}>`, ...content, '    </testcase>'].join('\n'),
    failed: errors.length > 0,
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

/** Text for an attribute or an element, without control characters, which XML 1.0 does not allow. */
const xmlText = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"\n]/g, (found) => ENTITIES[found]);

/** Results in one message, grouped by construct. */
export function failureOf(results: readonly RuleResult[]): string {
  const byPath = new Map<string, RuleResult[]>();
  for (const each of results) byPath.set(each.violation.path, [...(byPath.get(each.violation.path) ?? []), each]);
  const groups = [...byPath].map(([path, each]) => [path, ...each.map(described)].join('\n'));
  return [`Preflight has ${results.length === 1 ? '1 finding' : `${results.length} findings`}:`, ...groups].join('\n\n');
}

const described = ({ rule, severity, violation }: RuleResult): string =>
  [
    `  ${severity} ${rule.id}: ${violation.finding}: ${rule.reason}`,
    `    Fix: ${violation.remediation}`,
    `    Source: ${rule.source}`,
  ].join('\n');
