import { Construct } from 'constructs';
import { labelsOf } from './pod-spec.rules';
import { makeObject } from './pods';
import { Scaling } from './scaling';
import { scalerObjects } from './scaling-objects.rules';
import { ScalingPlan } from './scaling-plan';
import { VpaUpdateMode } from './vpa-update-mode';
import { disruptionBudgetObject } from './workload-objects.rules';
import { WorkloadOptions } from './workload-options';
import { failOn, Problem } from '../errors/problems';

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
  failOn(scope, '', autoscalerProblems(scaling, verticalScaling));
  makeObject(scope, 'DisruptionBudget', name, disruptionBudgetObject(labelsOf(name)));
  makeScalers(scope, name, kind, scaling);
  if (verticalScaling !== undefined) makeVerticalAutoscaler(scope, { apiVersion: 'apps/v1', kind, name }, verticalScaling);
}

/** Creates the autoscaler of replicas. */
export function makeScalers(scope: Construct, name: string, kind: string, scaling: ScalingPlan): void {
  for (const { id, object } of scalerObjects(name, kind, scaling)) makeObject(scope, id, name, object);
}

/** An object whose pods are scaled. */
export interface ScaledObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** Creates a VerticalPodAutoscaler. */
export function makeVerticalAutoscaler(scope: Construct, { apiVersion, kind, name }: ScaledObject, updateMode: VpaUpdateMode): void {
  makeObject(scope, 'VerticalAutoscaler', name, {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    spec: { targetRef: { apiVersion, kind, name }, updatePolicy: { updateMode } },
  });
}

/** Autoscalers that change the same pods for the same reason. */
export function autoscalerProblems(scaling: ScalingPlan | undefined, verticalScaling: VpaUpdateMode | undefined): Problem[] {
  const isByResource = (scaling?.metrics ?? []).some((metric) => 'resource' in metric);
  return isByResource && verticalScaling !== undefined && verticalScaling !== VpaUpdateMode.OFF
    ? [
        {
          finding: `scaling uses cpu or memory metrics and verticalScaling is ${verticalScaling}`,
          constraint: 'a VerticalPodAutoscaler must not be used with a HorizontalPodAutoscaler on cpu or memory',
          remediation: 'Use VpaUpdateMode.OFF, or scale on another metric',
          source: 'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md',
        },
      ]
    : [];
}
