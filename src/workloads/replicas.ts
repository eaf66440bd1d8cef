import { Construct } from 'constructs';
import { makeObject } from './pods';
import { Scaling } from './scaling';
import { scalerObjects } from './scaling-objects.rules';
import { ScalingPlan } from './scaling-plan';
import { disruptionBudgetObject } from './workload-objects.rules';
import { WorkloadOptions } from './workload-options';
import { failOn } from '../errors/problems';

/** Scaling of the replicas: with a volume that only one node can mount, one replica. */
export function scalingOf({ scaling, volumes = [], sidecars = [], initContainers = [] }: WorkloadOptions): ScalingPlan {
  const all = [
    ...volumes,
    ...sidecars.flatMap(({ _props }) => _props.volumes ?? []),
    ...initContainers.flatMap((each) => each.volumes ?? []),
  ];
  return (scaling ?? Scaling.fixed(all.some(({ _mount }) => _mount.oneNode) ? 1 : 2))._plan;
}

/** Creates the PodDisruptionBudget and the autoscalers of replicas. */
export function makeReplicaObjects(
  scope: Construct,
  name: string,
  kind: string,
  scaling: ScalingPlan,
  { verticalScaling }: WorkloadOptions,
): void {
  const metrics = (scaling.metrics ?? []).filter((metric) => 'resource' in metric);
  failOn(
    scope,
    '',
    verticalScaling !== undefined && verticalScaling !== 'Off' && metrics.length > 0
      ? [
          {
            finding: `scaling uses cpu or memory metrics and verticalScaling is ${verticalScaling}`,
            constraint: 'a VerticalPodAutoscaler must not be used with a HorizontalPodAutoscaler on cpu or memory',
            remediation: 'Use VpaUpdateMode.OFF, or scale on another metric',
            source: 'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md',
          },
        ]
      : [],
  );
  makeObject(scope, 'DisruptionBudget', name, disruptionBudgetObject(name));
  for (const { id, object } of scalerObjects(name, kind, scaling)) makeObject(scope, id, name, object);
  if (verticalScaling === undefined) return;
  makeObject(scope, 'VerticalAutoscaler', name, {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    spec: { targetRef: { apiVersion: 'apps/v1', kind, name }, updatePolicy: { updateMode: verticalScaling } },
  });
}
