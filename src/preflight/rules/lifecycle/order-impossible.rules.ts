import { Rule } from '../../rule';

/** Kinds whose objects stay while the controller that finishes them is gone. */
const FINISHED_BY_OTHERS = new Set([
  'networking.k8s.io/Ingress',
  '/Service',
  'elbv2.k8s.aws/TargetGroupBinding',
  'gateway.networking.k8s.io/Gateway',
  'karpenter.sh/NodePool',
  'karpenter.k8s.aws/EC2NodeClass',
  '/PersistentVolumeClaim',
]);

export const orderImpossible: Rule = {
  id: 'order-impossible',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'objects that may be deleted after the controller that has to finish them',
  reason:
    'CloudFormation cannot order it: when both are deleted, the controller may go first, and the objects and their load ' +
    'balancers, nodes or volumes stay',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
  check: ({ droppedDependencies }) =>
    droppedDependencies
      .filter(({ kinds }) => kinds.some((kind) => FINISHED_BY_OTHERS.has(kind)))
      .map(({ from, to }) => ({
        path: from,
        finding: `it needs ${to}, and cannot come after it`,
        remediation: 'Put it into the same stack, or one that depends on that of the other',
      })),
};
