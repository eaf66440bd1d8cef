import * as fs from 'fs';
import * as path from 'path';
import { managedPoliciesModule } from '../../scripts/aws-managed-policies';
import { policyArnsIn, policyProblem } from '../../src/preflight/aws/managed-policies.rules';

const KNOWN = '<known-at-deploy>';

test('the table is what the script writes from the list', () => {
  expect(fs.readFileSync(path.join(__dirname, '../../src/preflight/aws/aws-managed-policies.data.ts'), 'utf8')).toBe(
    managedPoliciesModule(),
  );
});

test.each([
  ['service-role/', 'AmazonEBSCSIDriverPolicyV2', KNOWN, undefined, { remediation: 'Use AmazonEBSCSIDriverPolicyV2' }],
  ['', 'AmazonEFSCSIDriverPolicy', 'aws', undefined, { remediation: 'Use service-role/AmazonEFSCSIDriverPolicy' }],
  ['', 'AmazonEFSCSIDriverPolicy', 'aws-cn', undefined, { remediation: 'Use service-role/AmazonEFSCSIDriverPolicy', severity: 'warning' }],
  [
    '',
    'AmazonEFSCSIDriverPolicy',
    KNOWN,
    'us-gov-west-1',
    { remediation: 'Use service-role/AmazonEFSCSIDriverPolicy', severity: 'warning' },
  ],
  [
    '',
    'AmazonEKSClusterPolcy',
    'aws',
    'eu-west-1',
    { remediation: 'Use AmazonEKSClusterPolicy, or acknowledge this if the policy is newer', severity: 'warning' },
  ],
  [
    '',
    'SomethingElse',
    'aws',
    'eu-west-1',
    { remediation: 'Check the name, and acknowledge this if the policy is newer', severity: 'warning' },
  ],
  ['', 'SomethingElse', KNOWN, 'cn-north-1', undefined],
  ['', 'AmazonEKSClusterPolicy', KNOWN, undefined, undefined],
])('policy %s%s in the partition %s and region %s', (folder, name, partition, region, problem) => {
  const found = policyProblem({ partition, path: folder, name }, region);
  expect(found && { remediation: found.remediation, ...(found.severity ? { severity: found.severity } : {}) }).toEqual(problem);
});

test.each([
  [`arn:${KNOWN}:iam::aws:policy/service-role/A, arn:aws:iam::aws:policy/B.`, ['service-role/A', 'B']],
  ['arn:aws:iam::aws:policy/A*', []],
  ['arn:aws:iam::aws:policy/${Name}', []],
  [`arn:aws:iam::aws:policy/${KNOWN}`, []],
  ['arn:aws:iam::111122223333:policy/A', []],
])('%s names %j', (text, names) => expect(policyArnsIn(text).map(({ path: folder, name }) => `${folder}${name}`)).toEqual(names));
