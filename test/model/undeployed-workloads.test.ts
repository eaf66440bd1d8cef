import * as cdk8s from 'cdk8s';
import { ChartDeployment, Preflight, RenderedManifest, WebService } from '../../src';
import { newCluster, newStack } from '../harness';

const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';

function found(use: (chart: cdk8s.Chart, stack: ReturnType<typeof newStack>, cluster: ReturnType<typeof newCluster>) => void): string[] {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = new cdk8s.Chart(new cdk8s.App(), 'hello', { namespace: 'hello' });
  new WebService(chart, 'web', { image });
  use(chart, stack, cluster);
  return Preflight.of(stack)
    .findings()
    .filter(({ ruleId }) => ruleId === 'chart-not-deployed')
    .map(({ constructPath, message }) => `${constructPath} ${message.split(':')[0]}`);
}

describe('a chart with workloads', () => {
  test('that is neither deployed nor rendered is found', () => {
    expect(found(() => {})).toEqual(["Test/Cluster [Test/Cluster] the cdk8s chart 'hello' with WebService web is not deployed"]);
  });

  test.each<[string, Parameters<typeof found>[0]]>([
    ['deployed', (chart, stack, cluster) => void new ChartDeployment(stack, 'Hello', { cluster, chart })],
    ['rendered by the library', (chart) => void RenderedManifest.of(chart)],
    ['rendered by cdk8s', (chart) => void cdk8s.App.of(chart).synthYaml()],
    ['rendered in a test', (chart) => void chart.toJson()],
  ])('that is %s is not', (_, use) => expect(found(use)).toEqual([]));

  test('of an earlier app is not found in a later one', () => {
    found(() => {});
    const stack = newStack();
    newCluster(stack);
    expect(
      Preflight.of(stack)
        .findings()
        .map(({ ruleId }) => ruleId),
    ).not.toContain('chart-not-deployed');
  });
});
