import { Rule } from '../../rule';

/** Kinds whose objects cannot be deleted without their controller (finalizers). */
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
  description: 'objects that may be deleted after the controller that removes their finalizers',
  reason:
    'CloudFormation cannot order the deletion: if the controller is deleted first, the objects and their load balancers, nodes ' +
    'or volumes remain',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
  check: ({ droppedDependencies }) =>
    droppedDependencies
      .filter(({ kinds, cycle }) => cycle === undefined && kinds.some((kind) => FINISHED_BY_OTHERS.has(kind)))
      .map(({ from, to }) => ({
        path: from,
        finding: `the construct needs ${to}, and cannot depend on it`,
        remediation: 'Move it to the same stack, or to a stack that depends on the stack of the other construct',
      })),
};
