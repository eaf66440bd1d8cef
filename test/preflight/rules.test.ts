import * as fs from 'fs';
import * as path from 'path';
import { at, claim, deployment, facts, ingress, storageClass } from './facts';
import { areas, indexOf } from '../../scripts/indexes';
import { object, feature } from '../../src/catalog/capability.rules';
import { RULES } from '../../src/preflight/rules';
import { imagePlatform } from '../../src/preflight/rules/infrastructure/image-platform.rules';
import { imageUser } from '../../src/preflight/rules/infrastructure/image-user.rules';
import { noAdministrator } from '../../src/preflight/rules/infrastructure/no-administrator.rules';
import { loadBalancerSubnets } from '../../src/preflight/rules/network/load-balancer-subnets.rules';
import { subnetsUntagged } from '../../src/preflight/rules/network/subnets-untagged.rules';
import { duplicateObject } from '../../src/preflight/rules/references/duplicate-object.rules';
import { ingressClassMissing } from '../../src/preflight/rules/references/ingress-class-missing.rules';
import { serviceAccountMissing } from '../../src/preflight/rules/references/service-account-missing.rules';
import { storageClassMissing } from '../../src/preflight/rules/references/storage-class-missing.rules';
import { ebsOnFargate } from '../../src/preflight/rules/storage/ebs-on-fargate.rules';
import { readWriteManyOnEbs } from '../../src/preflight/rules/storage/read-write-many-on-ebs.rules';

test('every rule has an id of its own, a reason and a page', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const rule of RULES) {
    expect(rule).toMatchObject({
      id: expect.stringMatching(/^[a-z][a-z0-9-]+$/),
      reason: expect.stringMatching(/\w/),
      source: expect.stringMatching(/^https:/),
    });
  }
});

test('a cluster on which nothing is wrong has no finding', () => {
  expect(RULES.flatMap((rule) => rule.check(facts()))).toEqual([]);
});

const absent = (capability: ReturnType<typeof object>, name?: string) => [{ path: 'App/Shop', value: { capability, requiredBy: name } }];

test.each([
  [storageClassMissing, object('storage.k8s.io', 'StorageClass', 'fast'), "StorageClass 'fast'"],
  [ingressClassMissing, object('networking.k8s.io', 'IngressClass', 'alb'), "IngressClass 'alb'"],
  [serviceAccountMissing, object('', 'ServiceAccount', 'web', 'shop'), "ServiceAccount 'shop/web'"],
])('$id: a missing object is found once per object that references it', (rule, thing, name) => {
  const found = rule.check(
    facts({
      missing: [
        ...absent(thing, "X 'a'"),
        ...absent(thing, "X 'a'"),
        ...absent(thing, "X 'b'"),
        ...absent(object('', 'ConfigMap', 'other', 'shop')),
      ],
    }),
  );
  expect(found.map((each) => [each.path, each.finding])).toEqual([
    ['App/Shop', `X 'a' references ${name}, which does not exist`],
    ['App/Shop', `X 'b' references ${name}, which does not exist`],
  ]);
  expect(found[0].remediation).toContain('declareExternal(ClusterCapability.');
});

test('no-administrator: a cluster without an administrator is found', () => {
  expect(
    noAdministrator.check(facts({ missing: [{ path: 'App/Cluster', value: { capability: feature('administrator') } }] })),
  ).toMatchObject([{ path: 'App/Cluster', finding: 'the cluster has no administrator' }]);
});

describe('read-write-many-on-ebs', () => {
  const check = (modes: string[], more: object = {}, provisioner = 'ebs.csi.aws.com') =>
    readWriteManyOnEbs.check(
      facts({ objects: [...at('App/Storage', storageClass('gp3', provisioner)), ...at('App/Shop', claim('data', 'gp3', modes, more))] }),
    );

  test.each([[['ReadWriteMany']], [['ReadWriteOnce', 'ReadOnlyMany']]])('%j is found', (modes) => {
    expect(check(modes)).toMatchObject([
      { path: 'App/Shop', finding: expect.stringContaining("PersistentVolumeClaim 'shop/data' requests Read") },
    ]);
  });
  test('what EBS can is not: one node, raw blocks, another driver', () => {
    expect([
      check(['ReadWriteOnce']),
      check(['ReadWriteOncePod']),
      check(['ReadWriteMany'], { volumeMode: 'Block' }),
      check(['ReadWriteMany'], {}, 'efs.csi.aws.com'),
    ]).toEqual([[], [], [], []]);
  });
  test('templates of a StatefulSet are claims', () => {
    const set = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'shop' },
      spec: { volumeClaimTemplates: [claim('data', 'gp3', ['ReadWriteMany'])] },
    };
    expect(readWriteManyOnEbs.check(facts({ objects: at('App/Shop', storageClass('gp3', 'ebs.csi.aws.com'), set) }))).toHaveLength(1);
  });
});

describe('ebs-on-fargate', () => {
  const objects = at(
    'App/Shop',
    storageClass('gp3', 'ebs.csi.aws.com'),
    claim('data', 'gp3', ['ReadWriteOnce']),
    deployment('db', { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }),
  );
  const profile = (namespace: string, labels = {}) => [{ namespace, labels }];

  test.each<[string, object, number]>([
    ['a profile that selects other pods, without any instances', { fargateSelectors: profile('other') }, 0],
    ['a profile that selects the pods, beside instances', { fargateSelectors: profile('shop') }, 1],
    ['a profile with wildcards', { fargateSelectors: profile('sh*', { app: 'd?' }) }, 1],
    ['a profile for other pods, beside instances', { fargateSelectors: profile('other') }, 0],
    ['a profile for other labels, beside instances', { fargateSelectors: profile('shop', { app: 'web' }) }, 0],
    ['no Fargate', {}, 0],
  ])('%s', (_, change, count) => {
    expect(ebsOnFargate.check(facts({ objects, ...change })).map(({ finding }) => finding)).toEqual(
      Array(count).fill("pods of Deployment 'shop/db' run on Fargate and mount the EBS volume 'data'"),
    );
  });
});

describe('load-balancer-subnets', () => {
  const network = (publicZones: number) => ({ path: 'App/Vpc', publicZones, untaggableSubnets: 0 });
  const scheme = 'alb.ingress.kubernetes.io/scheme';

  test.each<[string, number, Record<string, string>, string, number]>([
    ['public in one zone', 1, { [scheme]: 'internet-facing' }, 'alb', 1],
    ['public in no zone', 0, { [scheme]: 'internet-facing' }, 'alb', 1],
    ['public in two zones', 2, { [scheme]: 'internet-facing' }, 'alb', 0],
    ['internal', 0, { [scheme]: 'internal' }, 'alb', 0],
    ['with subnets of its own', 0, { [scheme]: 'internet-facing', 'alb.ingress.kubernetes.io/subnets': 'subnet-1' }, 'alb', 0],
    ['of another controller', 0, { [scheme]: 'internet-facing' }, 'nginx', 0],
  ])('%s', (_, zones, annotations, className, count) => {
    expect(
      loadBalancerSubnets.check(facts({ network: network(zones), objects: at('App/Shop', ingress(annotations, className)) })),
    ).toHaveLength(count);
  });
});

describe('subnets-untagged', () => {
  const network = { path: 'App/Vpc', publicZones: 2, untaggableSubnets: 4 };
  const objects = at('App/Shop', ingress({}));

  test('imported subnets are found where a load balancer looks for them', () => {
    expect(subnetsUntagged.check(facts({ network, objects }))).toMatchObject([
      { path: 'App/Cluster', finding: '4 subnets of the imported VPC App/Vpc may have no tags for load balancers' },
    ]);
  });
  test('not without load balancers, with subnets of this app, or with a declaration that they are tagged', () => {
    expect(subnetsUntagged.check(facts({ network }))).toEqual([]);
    expect(subnetsUntagged.check(facts({ network: { ...network, untaggableSubnets: 0 }, objects }))).toEqual([]);
    expect(
      subnetsUntagged.check(facts({ network, objects, externalDeclarations: [object('ec2.amazonaws.com', 'Subnet', 'tagged')] })),
    ).toEqual([]);
  });
});

describe('duplicate-object', () => {
  const map = (name: string, namespace?: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });

  test('two objects of one kind, namespace and name are found, with both paths', () => {
    expect(
      duplicateObject
        .check(facts({ objects: [...at('App/A', map('a')), ...at('App/B', map('a', 'default'))] }))
        .map((each) => [each.path, each.finding]),
    ).toEqual([['App/B', "ConfigMap 'default/a' is also declared in App/A"]]);
    expect(duplicateObject.check(facts({ objects: at('App/A', map('a'), map('a')) })).map(({ finding }) => finding)).toEqual([
      "ConfigMap 'default/a' is declared twice in the same chart",
    ]);
  });
  test('a chart that is deployed twice is one finding', () => {
    expect(
      duplicateObject
        .check(facts({ objects: [...at('App/A', map('a'), map('b')), ...at('App/B', map('a'), map('b'))] }))
        .map(({ finding }) => finding),
    ).toEqual(["ConfigMap 'default/a', ConfigMap 'default/b' are also declared in App/A"]);
  });
  test('an add-on or a Helm release that is installed twice is found', () => {
    const unique = ['App/A', 'App/B'].map((construct) => ({ path: construct, value: "EKS add-on 'coredns'" }));
    expect(duplicateObject.check(facts({ singletons: unique })).map((each) => [each.path, each.finding])).toEqual([
      ['App/B', "EKS add-on 'coredns' is also declared in App/A"],
    ]);
  });
  test('other namespaces, other groups, and names that only CloudFormation knows are not', () => {
    const role = (group: string) => ({ apiVersion: `${group}/v1`, kind: 'Policy', metadata: { name: 'a' } });
    expect(
      duplicateObject.check(
        facts({
          objects: at('App/A', map('a'), map('a', 'b'), role('x.io'), role('y.io'), map('<known-at-deploy>'), map('<known-at-deploy>')),
        }),
      ),
    ).toEqual([]);
  });
});

describe('images that CDK builds', () => {
  const container = { name: 'main', image: 'repo:abc123' };
  const check = (
    rule: typeof imageUser,
    image: object,
    securityContext: object = { runAsNonRoot: true },
    architectures: string[] | undefined = ['x86_64'],
  ) =>
    rule.check(
      facts({
        objects: at('App/Shop', deployment('web', { containers: [container], securityContext })),
        builtImages: [{ tag: 'abc123', ...image }],
        architectures,
      }),
    );

  test.each(['root', '0', 'nginx', 'nginx:nginx'])('image-user: USER %s cannot be told from root', (user) => {
    expect(check(imageUser, { user })).toMatchObject([
      { finding: `container 'main' of Deployment 'shop/web' would run as USER ${user} of its image` },
    ]);
  });
  test.each<[object, object | undefined]>([
    [{ user: '101' }, undefined],
    [{ user: '101:101' }, undefined],
    [{}, undefined],
    [{ user: 'root' }, { runAsNonRoot: true, runAsUser: 5 }],
    [{ user: 'root' }, {}],
  ])('image-user: %j with %j starts', (image, context) => {
    expect(check(imageUser, image, context)).toEqual([]);
  });
  test('image-platform: an image for other nodes is found', () => {
    expect(check(imagePlatform, { platform: 'linux/arm64' })).toMatchObject([
      { finding: "container 'main' of Deployment 'shop/web' is built for linux/arm64, but all nodes are x86_64" },
    ]);
  });
  test.each<[object, string[] | undefined]>([
    [{ platform: 'linux/amd64' }, ['x86_64']],
    [{ platform: 'linux/arm64' }, ['x86_64', 'arm64']],
    [{ platform: 'linux/arm64' }, undefined],
    [{}, ['x86_64']],
    [{ platform: 'linux/arm64' }, []],
  ])('image-platform: %j on %j is not', (image, architectures) => {
    expect(
      imagePlatform.check(
        facts({
          objects: at('App/Shop', deployment('web', { containers: [container] })),
          builtImages: [{ tag: 'abc123', ...image }],
          architectures,
        }),
      ),
    ).toEqual([]);
  });
});

describe('the folders of rules', () => {
  test('every file is in its index, and in the list', () => {
    for (const area of areas()) {
      expect(fs.readFileSync(path.join(__dirname, '../../src/preflight/rules', area, 'index.ts'), 'utf8')).toBe(indexOf(area));
    }
    const files = areas()
      .flatMap((area) => fs.readdirSync(path.join(__dirname, '../../src/preflight/rules', area)))
      .filter((file) => file.endsWith('.rules.ts'));
    expect(RULES.map(({ id }) => `${id}.rules.ts`).sort()).toEqual(files.sort());
  });
  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s is in the folder of its area', (id, { area }) => {
    expect(fs.existsSync(path.join(__dirname, '../../src/preflight/rules', area.toLowerCase().replace(/ /g, '-'), `${id}.rules.ts`))).toBe(
      true,
    );
  });
});
