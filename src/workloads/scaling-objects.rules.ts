import { QueuePlan, ScalingPlan } from './scaling-plan';
import { PlainObject } from './workload-objects.rules';

interface Scaler {
  readonly id: string;
  readonly object: PlainObject;
}

interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** The autoscaler objects of a workload, by the id of their construct; empty if the number of replicas is fixed. */
export function scalerObjects(name: string, kind: string, { min, max, metrics, calmSeconds, queue }: ScalingPlan): Scaler[] {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind, name };
  if (queue) return queueObjects(scaleTargetRef, min, max, queue);
  return metrics === undefined
    ? []
    : [
        {
          id: 'Autoscaler',
          object: {
            apiVersion: 'autoscaling/v2',
            kind: 'HorizontalPodAutoscaler',
            spec: {
              scaleTargetRef,
              minReplicas: min,
              maxReplicas: max,
              metrics,
              ...(calmSeconds === undefined ? {} : { behavior: { scaleDown: { stabilizationWindowSeconds: calmSeconds } } }),
            },
          },
        },
      ];
}

// KEDA reads the queue with its own role. Source: KEDA 2.20, scalers/aws-sqs and authentication-providers/aws
function queueObjects(
  scaleTargetRef: Target,
  min: number,
  max: number,
  { url, region, messagesPerReplica, calmSeconds }: QueuePlan,
): Scaler[] {
  return [
    {
      id: 'ScalerIdentity',
      object: { apiVersion: 'keda.sh/v1alpha1', kind: 'TriggerAuthentication', spec: { podIdentity: { provider: 'aws' } } },
    },
    {
      id: 'Scaler',
      object: {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        spec: {
          scaleTargetRef,
          minReplicaCount: min,
          maxReplicaCount: max,
          cooldownPeriod: calmSeconds,
          triggers: [
            {
              type: 'aws-sqs-queue',
              metadata: { queueURL: url, queueLength: String(messagesPerReplica), awsRegion: region },
              authenticationRef: { name: scaleTargetRef.name },
            },
          ],
        },
      },
    },
  ];
}
