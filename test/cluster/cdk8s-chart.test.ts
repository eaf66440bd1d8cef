import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ChartDeployment, ClusterModel, EbsStorage, PlusWorkload, Preflight } from '../../src';
import { declareNodes, newChart, newCluster, newStack, resourcesOf, templateOf, VERSION } from '../harness';

// cluster.addCdk8sChart() of aws-eks-v2: what preflight says of a ChartDeployment, it says of a manifest of CDK

const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
const web = (chart: cdk8s.Chart, more: kplus.DeploymentProps = {}) =>
  new kplus.Deployment(chart, 'web', { containers: [{ image, portNumber: 8080 }], ...more });

const plainCluster = (stack: Stack): eks.Cluster =>
  new eks.Cluster(stack, 'Cluster', {
    version: VERSION,
    vpc: new ec2.Vpc(stack, 'Vpc'),
    kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') },
  });

const found = (stack: Stack): string[] =>
  Preflight.of(stack)
    .findings()
    .map(({ ruleId, constructPath, message }) => `${ruleId} ${constructPath} ${message.replace(/^\[.*?\] /, '').split(': ')[0]}`);

type Fill = (chart: cdk8s.Chart) => void;
type Apply = (stack: Stack, cluster: eks.Cluster, chart: cdk8s.Chart) => void;
const byCdk: Apply = (_, cluster, chart) => void cluster.addCdk8sChart('It', chart);
const byDeployment: Apply = (stack, cluster, chart) => void new ChartDeployment(stack, 'It', { cluster, chart });

function applied(fill: Fill, apply: Apply, clusterIn: (stack: Stack) => eks.Cluster): Stack {
  const stack = newStack();
  const cluster = clusterIn(stack);
  const chart = newChart('default');
  fill(chart);
  apply(stack, cluster, chart);
  return stack;
}

const MISTAKES: readonly [name: string, rule: string, fill: Fill][] = [
  ['an image that needs root', 'image-needs-root', (chart) => void web(chart, { containers: [{ image: 'nginx:1.29' }] })],
  [
    'deprecated external IPs',
    'field-deprecated',
    (chart) => {
      const ports = [{ port: 80, targetPort: 8080 }];
      new kplus.Service(chart, 'service', { ports, selector: web(chart), externalIPs: ['10.0.0.1'] });
    },
  ],
  ['a label that is too long', 'label-invalid', (chart) => void web(chart, { metadata: { labels: { a: 'x'.repeat(64) } } })],
];

describe.each(MISTAKES)('%s', (_, rule, fill) => {
  const ofRule = (stack: Stack): string[] =>
    found(stack)
      .filter((each) => each.startsWith(`${rule} `))
      .map((each) => each.replace(/Test\/(Cluster\/)?It/, 'It'));

  test('is found like in a ChartDeployment, also on a cluster of CDK', () => {
    const expected = ofRule(applied(fill, byDeployment, newCluster));
    expect(expected).toHaveLength(1);
    expect(ofRule(applied(fill, byCdk, newCluster))).toEqual(expected);
    expect(ofRule(applied(fill, byCdk, plainCluster))).toEqual(expected);
  });
});

test('a chart comes after what it depends on, also on a cluster of CDK', () => {
  const stack = applied(
    (chart) => {
      const accessModes = [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE];
      const claim = new kplus.PersistentVolumeClaim(chart, 'claim', {
        storageClassName: 'fast',
        storage: cdk8s.Size.gibibytes(1),
        accessModes,
      });
      const [container] = web(chart, { replicas: 1, strategy: kplus.DeploymentStrategy.recreate() }).containers;
      container.mount('/data', kplus.Volume.fromPersistentVolumeClaim(chart, 'data', claim));
      container.mount('/tmp', kplus.Volume.fromEmptyDir(chart, 'tmp', 'tmp'));
    },
    (_, cluster, chart) => {
      new EbsStorage(Stack.of(cluster), 'Storage', { cluster, storageClassName: 'fast' });
      cluster.addCdk8sChart('It', chart);
    },
    (inStack) => {
      const cluster = plainCluster(inStack);
      ClusterModel.of(cluster);
      return cluster;
    },
  );
  const [[, chart]] = Object.entries(resourcesOf(templateOf(stack), 'Custom::AWSCDK-EKS-KubernetesResource'));
  expect(chart.DependsOn.some((id: string) => id.startsWith('Storage'))).toBe(true);
});

describe('on a cluster of this library', () => {
  test('fails for an invalid chart, with all of its problems, in the words of this library', () => {
    const invalid = () =>
      applied(
        (chart) => {
          new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target: web(chart, { replicas: 2 }), maxReplicas: 5 });
          new kplus.Ingress(chart, 'ingress');
        },
        byCdk,
        newCluster,
      );
    expect(invalid).toThrow('[Test/Cluster/It] chart/scaler has a target with a fixed number of replicas (2): each deployment would reset');
    expect(invalid).toThrow('[Test/Cluster/It] chart/ingress has no rules and no default backend');
  });

  test('names fields that are not rendered', () => {
    const stack = applied(
      (chart) => cdk8s.ApiObject.of(web(chart)).addJsonPatch(cdk8s.JsonPatch.add('/spec/template/spec/hostPID', true)),
      byCdk,
      newCluster,
    );
    expect(found(stack)).toContain(
      'field-dropped Test/Cluster/It chart/web sets spec.template.spec.hostPID with a JSON patch, and cdk8s-plus-27.k8s.KubeDeployment ' +
        'does not render it',
    );
  });

  test('names objects that are added after the call', () => {
    const chart = newChart('default');
    const stack = newStack();
    const cluster = declareNodes(newCluster(stack));
    web(chart);
    cluster.addCdk8sChart('It', chart);
    expect(found(stack).filter((each) => each.startsWith('object-added-late'))).toEqual([]);
    new kplus.ConfigMap(chart, 'config', { data: { a: 'b' } });
    expect(found(stack).filter((each) => each.startsWith('object-added-late'))).toEqual([
      'object-added-late Test/Cluster/It chart/config was added to its chart after addCdk8sChart()',
    ]);
  });

  test.each<[string, (stack: Stack) => eks.Cluster]>([
    ['this library', newCluster],
    ['CDK', plainCluster],
  ])('is deployed on a cluster of %s, also with objects of a PlusWorkload that are added later', (_, clusterIn) => {
    const stack = newStack();
    const cluster = clusterIn(stack);
    ClusterModel.of(cluster);
    new EbsStorage(stack, 'Storage', { cluster, storageClassName: 'fast' });
    const chart = newChart('default');
    const deployment = web(chart);
    cluster.addCdk8sChart('It', chart);
    PlusWorkload.of(deployment).addDisruptionBudget();
    expect(found(stack).filter((each) => each.startsWith('chart-not-deployed'))).toEqual([]);
    expect(found(stack).filter((each) => each.startsWith('object-added-late'))).toEqual([
      'object-added-late Test/Cluster/It chart/web/web/DisruptionBudget was added to its chart after addCdk8sChart()',
    ]);
  });

  test('accepts a construct with toJson(), like CDK', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const like = Object.assign(new cdk8s.App(), {
      toJson: () => [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' } }],
    });
    cluster.addCdk8sChart('It', like);
    expect(JSON.stringify(templateOf(stack))).toContain('ConfigMap');
  });
});

test('is advised to wait for its pods', () => {
  const advice = (apply: Apply): string[] =>
    Object.values(Preflight.of(applied((chart) => void web(chart), apply, newCluster)).advice())
      .flat()
      .filter((line) => line.includes('of CDK'));
  expect(advice(byCdk)).toEqual([
    'manifests of CDK, which are complete before their pods are ready (a ChartDeployment waits for them): Test/Cluster/It',
  ]);
  expect(advice(byDeployment)).toEqual([]);
});
