import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { DaemonService, Scaling, StatefulService, WebService, WebServiceProps, WorkerService, Workload } from '../../src';
import { Json, newChart } from '../harness';

const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
const objects = (chart: cdk8s.Chart): Json[] => JSON.parse(JSON.stringify(chart.toJson()));
const named = (chart: cdk8s.Chart, kind: string, name: string): Json =>
  objects(chart).find((each) => each.kind === kind && each.metadata.name === name)!;
const web = { matchLabels: { 'app.kubernetes.io/name': 'web' } };

function webIn(props: Partial<WebServiceProps> = {}) {
  const chart = newChart('shop');
  return { chart, ours: new WebService(chart, 'web', { image, ...props }) };
}

test('a Service of cdk8s-plus selects the pods of a workload', () => {
  const { chart, ours } = webIn();
  new kplus.Service(chart, 'more', { metadata: { name: 'more' }, selector: ours, ports: [{ port: 9000, targetPort: 8080 }] });
  expect(named(chart, 'Service', 'more').spec.selector).toEqual(web.matchLabels);
});

test('an affinity of cdk8s-plus is to the pods of a workload', () => {
  const { chart, ours } = webIn();
  const theirs = new kplus.Deployment(chart, 'theirs', { metadata: { name: 'theirs' }, containers: [{ image, portNumber: 8080 }] });
  theirs.scheduling.colocate(ours);
  const { podAffinity } = named(chart, 'Deployment', 'theirs').spec.template.spec.affinity;
  expect(podAffinity.requiredDuringSchedulingIgnoredDuringExecution).toEqual([
    { labelSelector: web, namespaces: ['shop'], topologyKey: 'kubernetes.io/hostname' },
  ]);
});

test('a NetworkPolicy of cdk8s-plus selects the pods of a workload', () => {
  const { chart, ours } = webIn();
  const policy = new kplus.NetworkPolicy(chart, 'policy', { metadata: { name: 'policy' }, selector: ours });
  policy.addEgressRule(new DaemonService(chart, 'agent', { image }));
  const { podSelector, egress } = named(chart, 'NetworkPolicy', 'policy').spec as Json;
  expect(podSelector).toEqual(web);
  expect(egress).toMatchObject([{ to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'agent' } } }] }]);
});

test('connections of cdk8s-plus are allowed on both sides', () => {
  const { chart, ours } = webIn();
  const theirs = new kplus.Deployment(chart, 'theirs', { containers: [{ image, portNumber: 9000 }] });
  theirs.connections.allowTo(ours, { ports: [kplus.NetworkPolicyPort.tcp(8080)] });
  const policies = objects(chart).filter(({ kind }) => kind === 'NetworkPolicy');
  const ofOurs = policies.find(({ spec }) => spec.podSelector.matchLabels['app.kubernetes.io/name'] === 'web')!;
  const label = theirs.podMetadata.getLabel(kplus.Pod.ADDRESS_LABEL);
  expect(policies).toHaveLength(2);
  expect(ofOurs.metadata.namespace).toBe('shop');
  expect(ofOurs.spec.ingress).toMatchObject([
    { from: [{ podSelector: { matchLabels: { [kplus.Pod.ADDRESS_LABEL]: label } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
  ]);
});

describe('a HorizontalPodAutoscaler of cdk8s-plus', () => {
  test.each<[string, (chart: cdk8s.Chart) => Workload & kplus.IScalable, string]>([
    ['WebService', (chart) => new WebService(chart, 'app', { image }), 'Deployment'],
    ['WorkerService', (chart) => new WorkerService(chart, 'app', { image }), 'Deployment'],
    ['StatefulService', (chart) => new StatefulService(chart, 'app', { image, ports: { sql: 5432 } }), 'StatefulSet'],
  ])('scales a %s, whose number of replicas it sets', (_, create, kind) => {
    const chart = newChart('shop');
    const target = create(chart);
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', { metadata: { name: 'hpa' }, target, maxReplicas: 9 });
    new kplus.HorizontalPodAutoscaler(chart, 'again', { metadata: { name: 'again' }, target, maxReplicas: 9 });
    expect(named(chart, 'HorizontalPodAutoscaler', 'hpa').spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind, name: 'app' });
    expect(named(chart, kind, 'app').spec.replicas).toBeUndefined();
    expect(cdk8s.Testing.synth(chart)).toBeDefined();
    expect(target.hasAutoscaler).toBe(true);
  });

  test('has the requests of the main container', () => {
    const { ours } = webIn({ resources: { cpu: kplus.Cpu.millis(250), memory: cdk8s.Size.gibibytes(1) } });
    const [{ name, resources }] = ours.toScalingTarget().containers;
    expect([name, resources!.cpu!.request!.amount, resources!.memory!.limit!.toGibibytes()]).toEqual(['web', '250m', 1]);
  });

  test('fails with `scaling`', () => {
    const { chart, ours } = webIn({ scaling: Scaling.fixed(3) });
    expect(() => new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target: ours, maxReplicas: 9 })).toThrow(
      '[chart/web] scaling is set and a HorizontalPodAutoscaler of cdk8s-plus targets the workload: ' +
        'only one of them can set the number of replicas. Remove `scaling`, or the HorizontalPodAutoscaler',
    );
  });
});
