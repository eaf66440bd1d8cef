import { Rule } from '../../rule';

export const brokenToken: Rule = {
  id: 'broken-token',
  area: 'Form',
  severity: 'error',
  description: 'CDK token that was cut, encoded, changed in case or serialized',
  reason: 'a token must not be changed before CloudFormation resolves it',
  source: 'https://docs.aws.amazon.com/cdk/v2/guide/tokens.html',
  check: ({ brokenTokens }) =>
    brokenTokens.map(({ path, value: { where, how } }) => ({
      path,
      finding: `${where} has a CDK token that was ${how}`,
      remediation: 'Pass the token itself; in a Secret, use stringData instead of data',
    })),
};
