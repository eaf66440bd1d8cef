import { Token } from 'aws-cdk-lib';
import * as cdk8s from 'cdk8s';
import { AppNamespace, BatchJob, NetworkPolicyPeer, Route, Sidecar, StatefulService, WebService, WorkerService } from '../../src';
import { Json, newChart } from '../harness';

const image = 'a:1';
const SOURCE = 'https://kubernetes.io/docs/concepts/services-networking/network-policies/';
const ALWAYS = [
  {
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  },
  { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }, { ipBlock: { cidr: 'fd00:ec2::23/128' } }], ports: [{ protocol: 'TCP', port: 80 }] },
];
const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP', port }));
const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

/** The specs of the policies of a chart, by name. */
const policiesOf = (chart: cdk8s.Chart): Record<string, Json> =>
  Object.fromEntries(
    (chart.toJson() as Json[]).filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata, spec }) => [metadata.name, spec]),
  );

function policyOf(change: (worker: WorkerService) => void): Json {
  const chart = newChart('shop');
  change(new WorkerService(chart, 'worker', { image }));
  return policiesOf(chart).worker;
}

test('a workload that says nothing has no policy', () => expect(policyOf(() => {})).toBeUndefined());

describe('a connection between two workloads', () => {
  const chart = newChart('shop');
  const web = new WebService(chart, 'web', { image });
  const database = new StatefulService(chart, 'database', { image, ports: { sql: 5432, admin: 9000 } });
  const job = new BatchJob(chart, 'migrate', { image });
  web.allowTo(database);
  job.allowTo(database);
  const policies = policiesOf(chart);

  test('is allowed where it begins, beside names and credentials', () => {
    expect(policies.web).toEqual({
      ...pods('web'),
      policyTypes: ['Egress'],
      egress: [...ALWAYS, { to: [pods('database')], ports: tcp(5432, 9000) }],
    });
  });
  test('is allowed where it ends, for each that begins one', () => {
    expect(policies.database).toEqual({
      ...pods('database'),
      policyTypes: ['Ingress'],
      ingress: [
        { from: [pods('web')], ports: tcp(5432, 9000) },
        { from: [pods('migrate')], ports: tcp(5432, 9000) },
      ],
    });
  });
  test('of a job has the labels of its pods, not its name', () => {
    expect(policies.migrate.podSelector).toEqual(pods('migrate').podSelector);
  });
  test('leads to the port of the container, not to that of the Service', () => {
    const caller = new WorkerService(newChart('shop'), 'caller', { image });
    caller.allowTo(new WebService(newChart('shop'), 'api', { image, port: 9000 }));
    expect(policiesOf(cdk8s.Chart.of(caller)).caller.egress[2]).toEqual({ to: [pods('api')], ports: tcp(9000) });
  });
  test('across namespaces names the other one on both sides', () => {
    const [shop, data] = [newChart('shop'), newChart('data')];
    const caller = new WorkerService(shop, 'caller', { image });
    const store = new StatefulService(data, 'store', { image, ports: { sql: 5432 } });
    caller.allowTo(store);
    expect(policiesOf(shop).caller.egress[2].to).toEqual([{ ...inNamespace('data'), ...pods('store') }]);
    expect(policiesOf(data).store.ingress[0].from).toEqual([{ ...inNamespace('shop'), ...pods('caller') }]);
  });
  test('of a service with itself is allowed in both directions', () => {
    const own = newChart();
    const store = new StatefulService(own, 'store', { image, ports: { sql: 5432 } });
    store.allowTo(store);
    expect(policiesOf(own).store).toMatchObject({ policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [pods('store')] }] });
  });
  test('fails for one that listens on nothing', () => {
    expect(() => web.allowTo(job)).toThrow(
      '[chart/web/allowTo] chart/migrate has no ports: a NetworkPolicy rule needs the ports of its target. Use ' +
        'a workload with ports, or call allowTo() in the other direction',
    );
  });
});

describe('a peer', () => {
  const [privateRanges, everything] = [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'], '0.0.0.0/0'];

  test.each<[string, NetworkPolicyPeer, number[], object]>([
    ['a namespace', NetworkPolicyPeer.namespace('shared'), [], { to: [inNamespace('shared')] }],
    [
      'pods of a namespace',
      NetworkPolicyPeer.namespace('shared', { app: 'x' }),
      [8080],
      { to: [{ ...inNamespace('shared'), podSelector: { matchLabels: { app: 'x' } } }], ports: tcp(8080) },
    ],
    [
      'addresses',
      NetworkPolicyPeer.cidr('10.0.0.0/16', ['10.0.1.0/24']),
      [443, 8443],
      { to: [{ ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] } }], ports: tcp(443, 8443) },
    ],
    ['addresses of IPv6', NetworkPolicyPeer.cidr('fd00::/8'), [], { to: [{ ipBlock: { cidr: 'fd00::/8' } }] }],
    [
      'the internet',
      NetworkPolicyPeer.internet(),
      [443],
      { to: [{ ipBlock: { cidr: everything, except: privateRanges } }], ports: tcp(443) },
    ],
    ['all addresses and pods', NetworkPolicyPeer.anywhere(), [], {}],
  ])('that is %s may be called', (_, peer, ports, rule) => {
    expect(policyOf((worker) => worker.allowToPeer(peer, ports))).toEqual({
      ...pods('worker'),
      policyTypes: ['Egress'],
      egress: [...ALWAYS, rule],
    });
  });
  test('may call', () => {
    expect(policyOf((worker) => worker.allowFromPeer(NetworkPolicyPeer.namespace('monitoring'), [9090]))).toEqual({
      ...pods('worker'),
      policyTypes: ['Ingress'],
      ingress: [{ from: [inNamespace('monitoring')], ports: tcp(9090) }],
    });
  });
  test('may be a block that CloudFormation fills in', () => {
    const block = Token.asString({ Ref: 'Block' });
    expect(policyOf((worker) => worker.allowToPeer(NetworkPolicyPeer.cidr(block, ['10.0.0.0/8']))).egress[2].to).toEqual([
      { ipBlock: { cidr: block, except: ['10.0.0.0/8'] } },
    ]);
  });
  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.256/8', 'fd00::/129', 'fd00:/8', 'example.com', ''])(
    "fails for the block '%s'",
    (block) => {
      expect(() => NetworkPolicyPeer.cidr(block)).toThrow(
        `[NetworkPolicyPeer.cidr] cidr is '${block}': must be a CIDR block. Use a value like '10.0.0.0/16'`,
      );
    },
  );
  test.each(['10.1.0.0/24', '10.0.0.0/16', '10.0.0.0/8'])('fails for the exception %s of 10.0.0.0/16', (block) => {
    expect(() => NetworkPolicyPeer.cidr('10.0.0.0/16', [block])).toThrow(
      `[NetworkPolicyPeer.cidr] except has '${block}': must be a strict subset of cidr 10.0.0.0/16. Remove it ` +
        `from \`except\`, or change \`cidr\` (${SOURCE})`,
    );
  });
  test.each([0, 65536, 1.5])('fails for port %d', (port) => {
    const problem = `ports has ${port}: a port must be an integer from 1 to 65535. Use a value like 443`;
    expect(() => policyOf((worker) => worker.allowToPeer(NetworkPolicyPeer.internet(), [port]))).toThrow(
      `[chart/worker/allowToPeer] ${problem}`,
    );
    expect(() => policyOf((worker) => worker.allowFromPeer(NetworkPolicyPeer.internet(), [port]))).toThrow(
      `[chart/worker/allowFromPeer] ${problem}`,
    );
  });
});

describe('the load balancer of a route', () => {
  const admitted = { ports: tcp(8080) };
  const routed = (chart: cdk8s.Chart) => new WebService(chart, 'web', { image, route: Route.publicAlb() });

  test('is let in when others are', () => {
    const chart = newChart('shop');
    routed(chart).allowFromPeer(NetworkPolicyPeer.namespace('monitoring'), [9090]);
    expect(policiesOf(chart).web).toEqual({
      ...pods('web'),
      policyTypes: ['Ingress'],
      ingress: [admitted, { from: [inNamespace('monitoring')], ports: tcp(9090) }],
    });
  });
  test('needs nothing where only calls of the pods are limited', () => {
    const chart = newChart('shop');
    routed(chart).allowToPeer(NetworkPolicyPeer.internet());
    expect(policiesOf(chart).web.policyTypes).toEqual(['Egress']);
  });
  test.each<[string, (chart: cdk8s.Chart) => void]>([
    [
      'made before the service',
      (chart) => {
        new AppNamespace(chart, 'shop', { defaultDeny: true });
        routed(chart);
      },
    ],
    [
      'made after the service',
      (chart) => {
        routed(chart);
        new AppNamespace(chart, 'shop', { defaultDeny: true });
      },
    ],
    [
      'in another chart of the app',
      (chart) => {
        routed(new cdk8s.Chart(chart, 'inner', { namespace: 'shop' }));
        new AppNamespace(chart, 'shop', { defaultDeny: true });
      },
    ],
  ])('is let in under a namespace that refuses, %s', (_, make) => {
    const chart = newChart('shop');
    make(chart);
    const all = Object.assign({}, ...chart.node.findAll().filter(cdk8s.Chart.isChart).map(policiesOf)) as Record<string, Json>;
    expect(all.web).toEqual({ ...pods('web'), policyTypes: ['Ingress'], ingress: [admitted] });
    expect(all['default-deny']).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: ALWAYS });
  });
  test('is not let in to services without a route, nor for a namespace that does not refuse', () => {
    const [refusing, open] = [newChart('shop'), newChart('shop')];
    new AppNamespace(refusing, 'shop', { defaultDeny: true });
    new WebService(refusing, 'web', { image });
    new AppNamespace(open, 'shop');
    routed(open);
    expect([Object.keys(policiesOf(refusing)), policiesOf(open)]).toEqual([['default-deny'], {}]);
  });
  test('is let in once, in whichever order it is said', () => {
    const chart = newChart('shop');
    const web = routed(chart);
    new WorkerService(chart, 'worker', { image, sidecars: [Sidecar.of('proxy', { image })] }).allowTo(web);
    new AppNamespace(chart, 'shop', { defaultDeny: true });
    expect(policiesOf(chart).web.ingress).toEqual([admitted, { from: [pods('worker')], ports: tcp(8080) }]);
  });
});
