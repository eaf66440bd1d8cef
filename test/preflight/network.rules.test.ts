import { at, deployment, facts } from './facts';
import { cpuMillis, memoryMiB, quantity } from '../../src/kubernetes/quantity.rules';
import { IpAddressDemand, ipPlan } from '../../src/network/ip-plan.rules';
import { Facts } from '../../src/preflight/facts/facts.rules';
import { RULES } from '../../src/preflight/rules';

const found = (change: Partial<Facts>) => RULES.flatMap((rule) => rule.check(facts(change)).map(({ finding }) => `${rule.id}: ${finding}`));
const isolated = { path: 'App/Vpc', publicZones: 2, untaggableSubnets: 0, hasInternetAccess: false };
const chart = (repository: string, name = 'mine', values: unknown = {}) => [
  { path: 'App/Chart', value: { release: 'r', chart: name, repository, values } },
];
const runs = (image: string) => at('App/Web', deployment('web', { containers: [{ name: 'web', image }] }));

describe('in a network without a way out', () => {
  test.each([['https://aws.github.io/eks-charts'], ['oci://public.ecr.aws/example/mine'], ['https://charts.github.io/x']])(
    'a chart of %s is out of reach',
    (repository) => {
      expect(found({ network: isolated, helmReleases: chart(repository) })).toEqual([
        `chart-unreachable: the chart of Helm release 'r' comes from ${repository}`,
      ]);
    },
  );
  test.each([['oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/mine'], [''], ['https://charts.intern.example.com']])(
    'a chart of %s may be in reach',
    (repository) => expect(found({ network: isolated, helmReleases: chart(repository) })).toEqual([]),
  );
  test.each([
    ['public.ecr.aws/a/b:1', 'public.ecr.aws'],
    ['nginx:1', 'docker.io'],
    ['library/nginx:1', 'docker.io'],
    ['registry.k8s.io/pause:3', 'registry.k8s.io'],
  ])('the image %s is out of reach', (image, registry) => {
    expect(found({ network: isolated, objects: runs(image) })).toEqual([
      `image-unreachable: Deployment 'shop/web' pulls an image from ${registry}`,
    ]);
  });
  test.each([['111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1'], ['registry.intern.example.com/a:1'], ['localhost:5000/a:1']])(
    'the image %s may be in reach',
    (image) => expect(found({ network: isolated, objects: runs(image) })).toEqual([]),
  );
  test('a chart that is in reach runs an image that is not, until it is named', () => {
    expect(found({ network: isolated, helmReleases: chart('', 'karpenter') })).toEqual([
      "image-unreachable: the chart of Helm release 'r' uses an image from a public registry",
    ]);
    expect(found({ network: isolated, helmReleases: chart('', 'karpenter', { controller: { image: { repository: 'x' } } }) })).toEqual([]);
  });
  test('no controller can change records in Route 53', () =>
    expect(found({ network: isolated, addonNames: [{ path: 'App/Dns', value: 'external-dns' }] })).toEqual([
      'dns-unreachable: external-dns manages records in Route 53',
    ]));
  test('an API without an endpoint is named', () =>
    expect(found({ network: isolated, unreachableApis: [{ path: 'App/Nodes', value: 'ec2' }] })).toEqual([
      'api-unreachable: the VPC has no endpoint for the AWS API ec2 (called by App/Nodes)',
    ]));
});

test.each([[true], [undefined]])('where the network reaches the internet (%s), or it is unknown, nothing is found', (hasInternetAccess) => {
  const network = { ...isolated, hasInternetAccess };
  expect(
    found({
      network,
      helmReleases: chart('https://aws.github.io/eks-charts'),
      objects: runs('nginx:1'),
      unreachableApis: [{ path: 'a', value: 'ec2' }],
      addonNames: [{ path: 'a', value: 'external-dns' }],
    }),
  ).toEqual([]);
});

describe('the plan of addresses', () => {
  const subnets = [{ name: 'a', block: '10.0.0.0/26', size: 64 }, { name: 'b', block: '10.0.0.64/26', size: 64 }, { name: 'c' }];
  const demand = (what: IpAddressDemand['consumer'], addresses: number, ...of: string[]): IpAddressDemand => ({
    consumer: what,
    addresses,
    subnets: of,
  });
  test('spreads what is taken, keeps five addresses of each subnet, and adds up', () => {
    const plan = ipPlan(subnets, [
      demand('nodes', 61, 'a', 'b'),
      demand('endpoints and NAT', 1, 'a'),
      demand('load balancers', 16, 'a', 'b'),
    ]);
    expect(plan.map(({ usable, available }) => [usable, available])).toEqual([
      [59, 19],
      [59, 20],
      [undefined, undefined],
    ]);
    expect(plan[0].used).toMatchObject({ nodes: 31, 'endpoints and NAT': 1, 'load balancers': 8, pods: 0 });
  });
  test('is found where addresses run out, and not one address before', () => {
    const found_ = (addresses: number) => found({ ipPlan: ipPlan(subnets, [demand('nodes', addresses, 'a')]) });
    expect(found_(59)).toEqual([]);
    expect(found_(60)).toEqual(['subnet-exhausted: the subnet a (10.0.0.0/26, 59 addresses) needs 60: 60 for nodes']);
  });
});

describe('sizes of Fargate', () => {
  const pod = (cpu: string, memory: string, more = {}) =>
    deployment('web', { containers: [{ name: 'web', image: 'x:1', resources: { requests: { cpu, memory } } }], ...more });
  const fargate = [{ namespace: 'sh*', labels: { app: 'web' } }];
  test('the largest pod fits', () => expect(found({ fargateSelectors: fargate, objects: at('a', pod('16', '119.75Gi')) })).toEqual([]));
  test.each([
    ['16001m', '1Gi'],
    ['1', '120Gi'],
  ])('%s and %s do not', (cpu, memory) =>
    expect(found({ fargateSelectors: fargate, objects: at('a', pod(cpu, memory)) })).toEqual([
      expect.stringMatching(/^fargate-size: Deployment 'shop\/web' requests/),
    ]),
  );
  test('of init containers only the largest counts, sidecars with all others', () => {
    const initContainers = [
      { name: 'i', image: 'busybox:1.37', resources: { requests: { cpu: '15' } } },
      { name: 's', image: 'busybox:1.37', restartPolicy: 'Always', resources: { requests: { cpu: '2' } } },
    ];
    expect(found({ fargateSelectors: fargate, objects: at('a', pod('14', '1Gi', { initContainers })) })).toEqual([]);
    expect(found({ fargateSelectors: fargate, objects: at('a', pod('15', '1Gi', { initContainers })) })).toEqual([
      expect.stringMatching(/17 vCPU/),
    ]);
  });
  test('a pod that is not selected may be of any size', () =>
    expect(found({ fargateSelectors: [{ namespace: 'other', labels: {} }], objects: at('a', pod('64', '1Ti')) })).toEqual([]));
});

test.each([
  ['250m', 0.25],
  ['1', 1],
  ['1Gi', 2 ** 30],
  ['1e3', 1000],
  ['0.5', 0.5],
  ['128M', 128e6],
  ['', 0],
  [undefined, 0],
  ['abc', 0],
])('%s is the quantity %d', (text, value) => expect(quantity(text)).toBe(value));
test('cpu in millicores, memory in MiB', () => expect([cpuMillis('1.5'), memoryMiB('1Gi')]).toEqual([1500, 1024]));

test('quotas are told where they are exceeded, and only there', () => {
  expect(found({ resourceCounts: { 'AWS::EC2::EIP': 5, 'AWS::EKS::FargateProfile': 10 } })).toEqual([]);
  expect(found({ resourceCounts: { 'AWS::EC2::EIP': 6 } })).toEqual([
    expect.stringMatching(/^quota-exceeded: 6 resources of type AWS::EC2::EIP/),
  ]);
});
test('what Auto Mode has built in is found, unless there are other nodes', () => {
  const addonNames = [
    { path: 'a', value: 'aws-ebs-csi-driver' },
    { path: 'b', value: 'metrics-server' },
  ];
  expect(found({ autoMode: true, hasInstances: false, addonNames })).toEqual(['built-in-twice: aws-ebs-csi-driver is installed']);
  expect(found({ autoMode: true, hasInstances: true, addonNames })).toEqual([]);
  expect(found({ autoMode: false, hasInstances: false, addonNames })).toEqual([]);
});
