import { App, Stack, Tags } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import {
  AlbController,
  AlbIngressClass,
  AutoModeIngressClass,
  AutoModeNodePool,
  AutoModeNodes,
  EbsStorage,
  KarpenterNodePool,
  KarpenterNodes,
  ManagedAddon,
  ManagedNodes,
} from '../../src';
import { sortTags, TAG_RULES, TaggingController } from '../../src/cluster/propagated-tags.rules';
import { declareNodes, find, Json, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const appOf = (stack: Stack): App => stack.node.root as App;
const valuesOf = (stack: Stack, chart: string): Json => {
  const release = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease')).find(
    ({ Properties }) => Properties.Release === chart,
  )!;
  return textOf(release.Properties.Values);
};
const textOf = (value: any): Json =>
  JSON.parse(
    typeof value === 'string' ? value : (value['Fn::Join'][1] as unknown[]).map((part) => (typeof part === 'string' ? part : 'x')).join(''),
  ) as Json;
const driverSettings = (stack: Stack): any =>
  Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::Addon')).find(({ Properties }) => Properties.AddonName === 'aws-ebs-csi-driver')!
    .Properties.ConfigurationValues;

describe('tags of the app reach', () => {
  test('instances of Karpenter, under those of the pool', () => {
    const stack = newStack();
    const cluster = declareNodes(newCluster(stack));
    const karpenter = new KarpenterNodes(stack, 'Karpenter', { cluster });
    new KarpenterNodePool(stack, 'Plain', { karpenter });
    new KarpenterNodePool(stack, 'Own', { karpenter, instanceTags: { team: 'shop' } });
    Tags.of(appOf(stack)).add('cost-center', '4711');
    Tags.of(stack).add('team', 'platform');
    Tags.of(stack).add('kubernetes.io/cluster/other', 'shared');
    const objects = objectsOf(templateOf(stack));
    expect(find(objects, 'EC2NodeClass', 'plain').spec.tags).toEqual({ 'cost-center': '4711', team: 'platform' });
    expect(find(objects, 'EC2NodeClass', 'own').spec.tags).toEqual({ 'cost-center': '4711', team: 'shop' });
  });

  test('load balancers, under those of routes and classes', () => {
    const stack = newStack();
    const cluster = declareNodes(newCluster(stack));
    new AlbController(stack, 'Alb', { cluster });
    Tags.of(appOf(stack)).add('cost-center', '4711');
    expect(valuesOf(stack, 'aws-load-balancer-controller')).toMatchObject({
      defaultTags: { 'cost-center': '4711' },
      controllerConfig: { featureGates: { EnableDefaultTagsLowPriority: true } },
    });
  });

  test('volumes of the EBS driver, as a setting of its add-on', () => {
    const stack = newStack();
    const cluster = declareNodes(newCluster(stack));
    new EbsStorage(stack, 'Disks', { cluster });
    Tags.of(appOf(stack)).add('cost-center', '4711');
    expect(JSON.parse(driverSettings(stack) as string)).toEqual({ controller: { extraVolumeTags: { 'cost-center': '4711' } } });
    expect(JSON.stringify(find(objectsOf(templateOf(stack)), 'StorageClass', 'gp3').parameters)).not.toContain('4711');
  });

  test('volumes beside settings that are given', () => {
    const stack = newStack();
    const cluster = declareNodes(newCluster(stack));
    new ManagedAddon(stack, 'Ebs', {
      cluster,
      addonName: 'aws-ebs-csi-driver',
      configurationValues: { controller: { extraVolumeTags: { team: 'shop' } } },
    });
    Tags.of(appOf(stack)).add('cost-center', '4711');
    expect(JSON.parse(driverSettings(stack) as string)).toEqual({
      controller: { extraVolumeTags: { 'cost-center': '4711', team: 'shop' } },
    });
  });

  test('instances and load balancers of Auto Mode', () => {
    const stack = newStack();
    const cluster = declareNodes(newCluster(stack));
    const { nodeRole } = new AutoModeNodes(stack, 'Auto', { cluster });
    new AutoModeNodePool(stack, 'Pool', { cluster, nodeRole });
    new AutoModeIngressClass(stack, 'Alb', { cluster });
    new AlbIngressClass(stack, 'Public', { cluster, tags: { team: 'shop' } });
    Tags.of(appOf(stack)).add('cost-center', '4711');
    const objects = objectsOf(templateOf(stack));
    expect(find(objects, 'NodeClass', 'pool').spec.tags).toEqual({ 'cost-center': '4711' });
    expect(find(objects, 'IngressClassParams', 'alb').spec.tags).toEqual([{ key: 'cost-center', value: '4711' }]);
    expect(find(objects, 'IngressClassParams', 'public').spec.tags).toEqual([
      { key: 'cost-center', value: '4711' },
      { key: 'team', value: 'shop' },
    ]);
  });
});

test('tags of a stack that CloudFormation would pass on reach them too', () => {
  const stack = new Stack(new App(), 'Test', { tags: { 'cost-center': '4711' } });
  const cluster = declareNodes(newCluster(stack));
  new KarpenterNodePool(stack, 'Plain', { karpenter: new KarpenterNodes(stack, 'Karpenter', { cluster }) });
  expect(find(objectsOf(templateOf(stack)), 'EC2NodeClass', 'plain').spec.tags).toEqual({ 'cost-center': '4711' });
});

test('a tag for other resources does not reach them', () => {
  const stack = newStack();
  const cluster = declareNodes(newCluster(stack));
  new KarpenterNodePool(stack, 'Plain', { karpenter: new KarpenterNodes(stack, 'Karpenter', { cluster }) });
  Tags.of(cluster.stack.node.findChild('Plain')).add('only', 'groups', { includeResourceTypes: ['AWS::EKS::Nodegroup'] });
  Tags.of(cluster.stack.node.findChild('Plain')).add('machines', 'yes', { includeResourceTypes: ['AWS::EC2::Instance'] });
  expect(find(objectsOf(templateOf(stack)), 'EC2NodeClass', 'plain').spec.tags).toEqual({ machines: 'yes' });
});

test('without tags nothing is written', () => {
  const stack = newStack();
  const cluster = declareNodes(newCluster(stack));
  new AlbController(stack, 'Alb', { cluster });
  new EbsStorage(stack, 'Disks', { cluster });
  expect(valuesOf(stack, 'aws-load-balancer-controller')).not.toHaveProperty('defaultTags');
  expect(driverSettings(stack)).toBeUndefined();
});

test('a tag that a controller cannot write is a warning', () => {
  const stack = newStack();
  const cluster = declareNodes(newCluster(stack));
  new AlbController(stack, 'Alb', { cluster });
  Tags.of(stack.node.findChild('Alb')).add('owner', 'shop, warehouse');
  Annotations.fromStack(stack).hasWarning(
    '/Test/Alb/LaunchedTags',
    "tags of the app that are not propagated to load balancers: 'owner', the value 'shop, warehouse' " +
      "must not contain ',' [ack: strata:tag]",
  );
  expect(valuesOf(stack, 'aws-load-balancer-controller')).not.toHaveProperty('defaultTags');
});

test('on Auto Mode tags that volumes do not get are a warning', () => {
  const stack = newStack();
  const cluster = declareNodes(newCluster(stack));
  new AutoModeNodes(stack, 'Auto', { cluster });
  new EbsStorage(stack, 'Disks', { cluster, volumeTags: { team: 'shop' } });
  Tags.of(stack.node.findChild('Disks')).add('cost-center', '4711');
  Tags.of(stack.node.findChild('Disks')).add('team', 'platform');
  Annotations.fromStack(stack).hasWarning(
    '/Test/Disks/LaunchedTags',
    "tags of the app that are not propagated to volumes of the EBS driver: 'cost-center', " +
      'because the parameters of a StorageClass are immutable. Set `volumeTags` [ack: strata:tag]',
  );
  expect(find(objectsOf(templateOf(stack)), 'StorageClass', 'gp3-auto').parameters).toEqual(
    expect.objectContaining({ tagSpecification_1: 'team=shop' }),
  );
});

test('access entries of nodes have no tags, which could not change', () => {
  const stack = newStack();
  const cluster = declareNodes(newCluster(stack));
  new KarpenterNodes(stack, 'Karpenter', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  Tags.of(appOf(stack)).add('cost-center', '4711');
  const entries = Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::AccessEntry')).filter(
    ({ Properties }) => Properties.Type !== undefined && Properties.Type !== 'STANDARD',
  );
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.map(({ Properties }) => Properties.Tags)).toEqual(entries.map(() => undefined));
});

test.each<[TaggingController, string, string | undefined]>([
  ['karpenter', 'eks:eks-cluster-name', undefined],
  ['karpenter', 'karpenter.sh/nodepool', undefined],
  ['karpenter', 'a=b, "c"', 'accepted'],
  ['auto-mode', 'eks:eks-cluster-name', undefined],
  ['ebs-driver', 'CSIVolumeName', undefined],
  ['ebs-driver', 'kubernetes.io/cluster/shop', undefined],
  ['ebs-driver', 'ebs.csi.aws.com/cluster', undefined],
  ['ebs-driver', 'a,b', "the key must not contain ','"],
  ['ebs-driver', 'a=b', 'the key must not contain ='],
  ['load-balancer-controller', 'elbv2.k8s.aws/cluster', undefined],
  ['load-balancer-controller', 'gateway.k8s.aws.nlb/stack', undefined],
  ['load-balancer-controller', 'a(b)', "the key must not contain '(', ')'"],
  ['load-balancer-controller', 'cost center', 'accepted'],
  ['load-balancer-controller', 'AWS:createdBy', undefined],
])('%s: the key %s', (controller, key, expected) => {
  const { accepted, refused } = sortTags(controller, { [key]: 'value' }, () => false);
  expect(key in accepted ? 'accepted' : refused[key]).toBe(expected);
});

test('values: what a list with commas and YAML would break is refused, tokens and plain text are not', () => {
  const value = (controller: TaggingController, text: string, token: boolean = false) =>
    Object.keys(sortTags(controller, { key: text }, () => token).accepted).length === 1;
  expect([
    value('ebs-driver', 'a b/c=d'),
    value('ebs-driver', 'a,b'),
    value('ebs-driver', 'a"b'),
    value('ebs-driver', 'a,b', true),
  ]).toEqual([true, false, false, true]);
  const controller = 'load-balancer-controller';
  expect(['a b', 'Übung', 'a: b', 'a:b', ' a', 'a\nb', 'a#b'].map((text) => value(controller, text))).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
    false,
  ]);
});

test.each(Object.entries(TAG_RULES))('%s is described', (_, row) => expect(row.resourceType).toMatch(/^AWS::/));
