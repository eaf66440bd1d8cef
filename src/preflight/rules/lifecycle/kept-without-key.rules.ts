import { stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { isDeleted } from '../../facts/resource-facts.rules';
import { keysOfObjects } from '../../reading/keys.rules';
import { Rule, Violation } from '../../rule';

export const keptWithoutKey: Rule = {
  id: 'kept-without-key',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'retained data, snapshots or volumes whose KMS key the stack deletes',
  reason: 'CloudFormation schedules the deletion of the key, and data that was encrypted with a deleted KMS key cannot be recovered',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  check: (facts) => [...ofResources(facts), ...ofClasses(facts)],
};

const REMEDIATION = 'Set the removalPolicy of the key to RemovalPolicy.RETAIN';

const ofResources = ({ retainedWithoutKey }: Facts): Violation[] =>
  retainedWithoutKey.map(({ path, value: { type, uses } }) => ({
    path,
    finding: `the resource (${type}) or its snapshot is retained when the stack is deleted, and its KMS key ${uses.join(', ')} is deleted`,
    remediation: REMEDIATION,
  }));

/** Volumes of a StorageClass with the reclaimPolicy Retain outlive the cluster. */
const ofClasses = (facts: Facts): Violation[] =>
  keysOfObjects({ ...facts, objects: facts.objects.filter(({ value }) => stringAt(value, 'reclaimPolicy') === 'Retain') }, [
    'storage.k8s.io/StorageClass',
  ]).flatMap(({ path, subject, key }) => {
    const found = facts.resources.find(key);
    return found?.type === 'AWS::KMS::Key' && isDeleted(found)
      ? [{ path, finding: `${subject} are retained, and their KMS key ${found.path} is deleted with its stack`, remediation: REMEDIATION }]
      : [];
  });
