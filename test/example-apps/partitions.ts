import { Json } from '../harness';

/** Written the same in every partition: a principal's name in a condition of Karpenter's policy, which lists both, and a provisioner. */
const NAMED_ALIKE = new Set([
  'ec2.amazonaws.com',
  'ec2.amazonaws.com.cn',
  'ebs.csi.eks.amazonaws.com',
  'pods.eks.amazonaws.com',
  'logging.s3.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
]);

/** What the templates of an app in GovCloud or China name that is of another partition: ARNs, and domains of AWS. */
export function namesOfOtherPartitions(templates: Json): string[] {
  const text = JSON.stringify(Object.values(templates));
  const arns = text.match(/.{60}arn:aws:.{20}/g) ?? [];
  const names = text.match(/[\w.*-]*amazonaws\.com(\.cn)?/g) ?? [];
  // names of services have two parts, addresses have more
  return [...arns, ...names.filter((each) => !/^[a-z0-9-]+\.amazonaws\.com$/.test(each) && !NAMED_ALIKE.has(each))];
}
