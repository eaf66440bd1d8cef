import { examples, inRegion, NAMES, RECOMMENDED, templates } from './apps';

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

function messageOf(failing: () => unknown): string {
  try {
    failing();
    return 'nothing failed';
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(['us-gov-west-1', 'cn-north-1'])('in %s', (region) => {
  const elsewhere = NAMES.filter((name) => name !== 'hybrid');
  const apps = examples(RECOMMENDED, elsewhere, () => inRegion(region));

  test.each(elsewhere)('%s names neither a partition nor the domain of another', (name) => {
    const text = JSON.stringify(Object.values(templates(apps[name])));
    expect(text).toContain('AWS::EKS::');
    expect(text.match(/.{60}arn:aws:.{20}/g)).toBeNull();
    const names = text.match(/[\w.*-]*amazonaws\.com(\.cn)?/g) ?? [];
    // names of services have two parts, addresses have more
    expect(names.filter((each) => !/^[a-z0-9-]+\.amazonaws\.com$/.test(each) && !NAMED_ALIKE.has(each))).toEqual([]);
  });
  // now: the module of a region is replaced by that of the next
  const hybrid = messageOf(() => examples(RECOMMENDED, ['hybrid'], () => inRegion(region)));
  test('hybrid nodes do not exist', () => {
    expect(hybrid).toContain(`the region is ${region}: hybrid nodes are not available in AWS GovCloud (US) and China Regions`);
  });
});
