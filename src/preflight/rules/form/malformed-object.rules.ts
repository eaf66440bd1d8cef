import { FIELDS_VERSION } from '../../../kubernetes/kubernetes-fields.data';
import { SchemaViolation } from '../../../kubernetes/schema-validation.rules';
import { isNewer } from '../../../kubernetes/versions.rules';
import { Facts } from '../../facts/facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const malformedObject: Rule = {
  id: 'malformed-object',
  area: 'Form',
  severity: 'error',
  description: 'unknown or missing fields, and values of the wrong type',
  reason: 'the API server rejects unknown or missing fields, values of the wrong type, and unsupported values',
  source: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  check: (facts) =>
    [...byObject(facts.malformed).values()].flatMap((of) => {
      const certain = of.filter(({ value }) => isCertain(value.problem, facts));
      return [
        ...violationsOf(certain),
        ...violationsOf(of.filter((each) => !certain.includes(each))).map((found): Violation => ({ ...found, severity: 'warning' })),
      ];
    }),
};

function byObject(malformed: Facts['malformed']): Map<unknown, Facts['malformed'][number][]> {
  const found = new Map<unknown, Facts['malformed'][number][]>();
  for (const each of malformed.filter(({ value }) => !OTHER_RULES.has(value.problem.kind))) {
    const same = found.get(each.value.object);
    if (same) same.push(each);
    else found.set(each.value.object, [each]);
  }
  return found;
}

/** Kinds of violations that other rules report. */
const OTHER_RULES: ReadonlySet<string> = new Set(['quantity', 'version']);

// the cluster may have another version of a CRD
function isCertain({ kind, crd }: SchemaViolation, facts: Facts): boolean {
  if (crd) return crd === 'installed';
  return (kind !== 'unknown' && kind !== 'value') || !mayBeNewer(facts);
}

// a version newer than the table may have more fields and values
const mayBeNewer = ({ version }: Facts): boolean => version === undefined || isNewer(version, FIELDS_VERSION);

function violationsOf(of: Facts['malformed']): Violation[] {
  const [first] = of;
  if (!first) return [];
  return [
    {
      path: first.path,
      finding: `${describeObject(first.value.object)}: ` + `${of.map(({ value: { problem } }) => problem.finding).join('; ')}`,
      remediation: `Correct these fields: kubectl explain ${first.value.object.kind.toLowerCase()} lists all fields`,
    },
  ];
}
