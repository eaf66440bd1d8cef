import { Facts } from '../../facts/facts.rules';
import { isFalse, ResourceFacts } from '../../facts/resource-facts.rules';
import { KeyUse, keysOfCluster, keysOfNodes, keysOfObjects } from '../../reading/keys.rules';
import { Rule } from '../../rule';

export const keyUnusable: Rule = {
  id: 'key-unusable',
  area: 'Infrastructure',
  severity: 'error',
  description: 'KMS key of an EBS volume or of secrets that is asymmetric, disabled or in another region',
  reason:
    'EBS and EKS accept only symmetric KMS keys in the region of the cluster: nodes do not start, and PersistentVolumeClaims stay Pending',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html',
  check: (facts) =>
    [...keysOfCluster(facts), ...keysOfNodes(facts), ...keysOfObjects(facts)].flatMap((use) => {
      const problem = problemOf(use, facts);
      return problem === undefined
        ? []
        : [
            {
              path: use.path,
              finding: `the KMS key of ${use.subject} ${problem}`,
              remediation: 'Use an enabled symmetric key in the region of the cluster',
            },
          ];
    }),
};

function problemOf({ key }: KeyUse, { resources, region }: Facts): string | undefined {
  const [, other] = (typeof key === 'string' && /^arn:[^:]*:kms:([a-z\d-]+):/.exec(key)) || [];
  if (other !== undefined && region !== undefined && other !== region) return `is in ${other}, and the cluster is in ${region}`;
  const found = resources.find(key);
  return found?.type === 'AWS::KMS::Key' ? problemOfKey(found) : undefined;
}

/** Source: AWS KMS API Reference, CreateKey: default of KeySpec and KeyUsage. */
function problemOfKey({
  path,
  properties: { KeySpec: spec = 'SYMMETRIC_DEFAULT', KeyUsage: usage = 'ENCRYPT_DECRYPT', Enabled: enabled },
}: ResourceFacts) {
  if (typeof spec === 'string' && SPECS.test(spec)) return `(${path}) is not symmetric: its KeySpec is ${spec}`;
  if (typeof usage === 'string' && USAGES.test(usage)) return `(${path}) has the KeyUsage ${usage}`;
  return isFalse(enabled) ? `(${path}) is disabled` : undefined;
}

const SPECS = /^(RSA|ECC|HMAC|SM2|ML_DSA)_?/;
const USAGES = /^(SIGN_VERIFY|GENERATE_VERIFY_MAC|KEY_AGREEMENT)$/;
