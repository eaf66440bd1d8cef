import { Token, Tokenization } from 'aws-cdk-lib';
import { howBroken } from './broken-tokens.rules';
import { Problem } from '../errors/problems';

/** Problems of tokens that can no longer be resolved, because their string was encoded or cut. */
export function brokenTokens(value: unknown, where: string = ''): Problem[] {
  if (typeof value === 'string') return brokenText(value, where);
  // a token as an object or a list, which cannot have been encoded
  if (typeof value !== 'object' || value === null || Token.isUnresolved(value)) return [];
  return Object.entries(value).flatMap(([key, v]) => [...brokenText(key, `${where}.${key}`), ...brokenTokens(v, `${where}.${key}`)]);
}

function brokenText(text: string, where: string): Problem[] {
  const { fragments } = Tokenization.reverseString(text) as unknown as { fragments: readonly { type: string; lit?: unknown }[] };
  const literals = fragments.flatMap(({ type, lit }) => (type === 'literal' ? [String(lit)] : []));
  const how = literals.map(howBroken).find((found) => found !== undefined);
  return how === undefined
    ? []
    : [
        {
          finding: `${where.replace(/^\./, '')} has a CDK token that was ${how}`,
          constraint: 'a token must not be changed before CloudFormation resolves it',
          remediation: 'Pass the token itself; in a Secret, use stringData instead of data',
          source: 'https://docs.aws.amazon.com/cdk/v2/guide/tokens.html',
        },
      ];
}
