import { Problem } from '../../errors/problems';
import { KubernetesObject } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { Violation } from '../rule';

/** Problems of a pure function that constructs call as well, as violations. */
export const violationsOf = (path: string, subject: string, problems: readonly Problem[], severity?: 'warning'): Violation[] =>
  problems.map(({ finding, constraint, remediation }) => ({
    path,
    finding: `${subject}: ${finding}: ${constraint}`,
    remediation,
    ...(severity ? { severity } : {}),
  }));

/**
 * The problems of an object that the schema of its CRD does not state as well: a violation of a limit or a validation rule names its field,
 * or in its text the fields that contradict each other. What the schema of another version states is a warning, and does not count.
 */
export function besideSchema(problems: readonly Problem[], object: KubernetesObject, { malformed }: Facts): Problem[] {
  const stated = malformed
    .filter(({ value }) => value.object === object && value.problem.kind === 'value' && value.problem.crd !== 'other version')
    .flatMap(({ value: { problem } }) => [
      problem.field.split('.').pop() ?? '',
      ...[...problem.finding.matchAll(/'(\w+)'/g)].map(([, name]) => name),
    ])
    .filter((name) => name !== 'spec' && name !== '')
    .map((name) => name.toLowerCase());
  return problems.filter(({ finding }) => !stated.some((name) => finding.toLowerCase().includes(name)));
}
