import { Template } from 'aws-cdk-lib/assertions';
import { examples } from '../example-apps/apps';
import { Json, objectsOf } from '../harness';

const apps = examples(undefined, ['shop', 'cdk8s-plus']);
const [ours, theirs] = ['shop', 'cdk8s-plus'].map(
  (name) => Template.fromStack(apps[name].node.findChild('Shop') as never).toJSON() as Json,
);

const isChart = ([id, { Type }]: [string, Json]): boolean => Type === 'Custom::StrataObjects' && id.startsWith('Shop');
// the resource that deletes what is no longer there has a hash of the deployments in its id
const nameOf = (id: string): string => id.replace(/(Sweep[0-9A-F]{8}).*/, '$1');
const withoutChart = ({ Resources }: Json): Json =>
  Object.fromEntries(
    Object.entries(Resources as Record<string, Json>)
      .filter((each) => !isChart(each))
      .map(([id, { DependsOn: _, ...rest }]) => [nameOf(id), rest]),
  );
const ofKind = (template: Json, kind: string): Json[] =>
  objectsOf(template).filter((each) => each.kind === kind && each.metadata.namespace === 'shop');
const only = (template: Json, kind: string, field: string): unknown => ofKind(template, kind).map((each) => each[field] as unknown);

describe('the shop by cdk8s-plus', () => {
  test('has the same resources in AWS, with the same permissions', () => {
    expect(withoutChart(theirs)).toEqual(withoutChart(ours));
  });

  test('has the same load balancer', () => {
    const [[own], [other]] = [ours, theirs].map((template) => ofKind(template, 'Ingress'));
    expect(other.metadata.annotations).toEqual(own.metadata.annotations);
    expect([other.spec.ingressClassName, other.spec.rules[0].host]).toEqual([own.spec.ingressClassName, own.spec.rules[0].host]);
  });

  test('has the same claim, the same range of replicas and as many disruption budgets', () => {
    expect(only(theirs, 'PersistentVolumeClaim', 'spec')).toEqual(only(ours, 'PersistentVolumeClaim', 'spec'));
    const scalers = [ours, theirs].map((template) =>
      ofKind(template, 'HorizontalPodAutoscaler').map(({ spec: { scaleTargetRef: _, ...spec } }) => spec as Json),
    );
    expect(scalers[1]).toEqual(scalers[0]);
    const budgets = [ours, theirs].map((template) => ofKind(template, 'PodDisruptionBudget').length);
    expect(budgets).toEqual([3, 3]);
  });

  test('has the same replicas, service accounts with a role, and shutdown', () => {
    const pods = (template: Json) =>
      ofKind(template, 'Deployment').map(
        ({
          spec: {
            replicas,
            strategy,
            template: { metadata, spec },
          },
        }) => ({
          replicas,
          strategy: strategy.type,
          identity: metadata.annotations?.['cdk-eks-strata/identity'],
          securityContext: { ...spec.securityContext, fsGroupChangePolicy: undefined },
          grace: spec.terminationGracePeriodSeconds,
          drains: spec.containers[0].lifecycle?.preStop !== undefined,
          memory: spec.containers[0].resources.limits,
          spread: spec.topologySpreadConstraints.map(({ topologyKey }: Json) => topologyKey),
        }),
      );
    expect(pods(theirs)).toEqual(pods(ours));
  });
});
