import { CDK8S_ERRORS } from './cdk8s-errors.data';
import { Problem } from '../errors/problems';

/** cdk8s adds the path of the object, and an error that is no `Error` of its own. Source: cdk8s 2.70.106, src/api-object.ts, `toJson()`. */
const ADDED = /^(?:Failed serializing construct at path '.*?' with name '.*?': )?(?:Error: )?/s;

/** The problem of a construct of a chart, from the message of cdk8s or cdk8s-plus. */
export function problemOfMessage(path: string, thrown: string): Problem {
  const message = thrown.replace(ADDED, '').trim();
  const known = CDK8S_ERRORS.find((each) => each.message.test(message));
  if (known === undefined) {
    return {
      finding: `${path} cannot be rendered (${message.replace(/\.$/, '')})`,
      constraint: 'all constructs of a chart must be valid when it is deployed',
      remediation: 'Change the props of this construct',
    };
  }
  const { finding, constraint, remediation, source } = known.problem;
  const groups = known.message.exec(message) ?? [];
  const filled = (text: string): string => text.replace(/\$(\d)/g, (_, index: string) => groups[Number(index)] ?? '');
  return { finding: `${path} ${filled(finding)}`, constraint: filled(constraint), remediation: filled(remediation), source };
}

/** A JSON patch that cannot be applied to an object of a chart. */
export function problemOfPatch(path: string, { op, path: pointer, from }: PatchedAt, missing?: string): Problem {
  const operation = `JsonPatch.${op}('${from === undefined ? '' : `${from}', '`}${pointer}')`;
  if (op === 'test') {
    return {
      finding: `${path} has ${operation}, whose value is another one`,
      constraint: 'patches are applied if all tests succeed',
      remediation: 'Change the value of the test, or remove it',
      source: 'https://www.rfc-editor.org/rfc/rfc6902#section-4.6',
    };
  }
  return {
    finding: `${path} has ${operation}`,
    constraint: missing === undefined ? 'the patch cannot be applied' : `the object has no ${missing}`,
    remediation: missing === undefined ? 'Correct its path' : `Add ${missing} first, or correct the path`,
    source: 'https://www.rfc-editor.org/rfc/rfc6902#section-4.1',
  };
}

interface PatchedAt {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}
