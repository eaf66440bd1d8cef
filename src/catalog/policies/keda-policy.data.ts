import { UpstreamPolicy } from './upstream-policy.rules';

/** What KEDA may do with a queue on which a workload is scaled. */
export const KEDA_QUEUE_POLICY: UpstreamPolicy<{ readonly queue: string }> = {
  policyOf: { version: '2.20.2', file: 'kedacore/keda v2.20.2, pkg/scalers/aws_sqs_queue_scaler.go' },
  statements: ({ queue }) => [{ actions: ['sqs:GetQueueAttributes'], resources: [queue] }],
};
